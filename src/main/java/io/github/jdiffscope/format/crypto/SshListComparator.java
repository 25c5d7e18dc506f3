package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Public keys of SSH, a line each: files {@code .pub}, authorized_keys, known_hosts. */
final class SshListComparator implements FormatComparator {
  private static final int LARGEST = 1 << 24;
  /** A key starts with the length of its type, whose upper bytes are zero. */
  private static final String START = " AAAA";
  private static final Format FORMAT = Format.of("crypto/openssh", "OpenSSH public keys and known hosts",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          for (String line : probe.headText().split("\n", 64)) {
            if (!line.isBlank() && !line.startsWith("#")) {
              return typeStart(line) >= 0;
            }
          }
          return false;
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  /** Returns where the type of a key starts in a line, -1 if there is none. */
  private static int typeStart(String line) {
    int key = line.indexOf(START);
    if (key < 1) {
      return -1;
    }
    int type = line.lastIndexOf(' ', key - 1) + 1;
    String name = line.substring(type, key);
    boolean known = SshKey.TYPES.contains(name) || name.endsWith(SshKey.CERTIFICATE);
    return known ? type : -1;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    String text = new String(artifact.blob().all(LARGEST), StandardCharsets.UTF_8);
    List<Row> rows = new ArrayList<>();
    StringBuilder comments = new StringBuilder();
    for (String line : text.split("\n")) {
      if (line.startsWith("#")) {
        comments.append(line.strip()).append('\n');
      } else if (!line.isBlank()) {
        row(line.strip(), rows);
      }
    }
    sections.add(Section.listing("ssh-keygen -l -f {}", List.of(), rows));
    sections.add(Section.text("comments", comments));
    sections.add(Section.lines("lines", artifact.blob()).atLevel(1));
  }

  private static void row(String line, List<Row> rows) {
    int start = typeStart(line);
    if (start < 0) {
      rows.add(new Row(line, "not a key: " + X500Names.escaped(line)));
      return;
    }
    int key = line.indexOf(' ', start) + 1;
    int end = line.indexOf(' ', key);
    String digits = line.substring(key, end < 0 ? line.length() : end);
    String comment = end < 0 ? "" : " " + line.substring(end + 1).strip();
    String before = line.substring(0, start).strip();
    try {
      SshKey read = SshKey.read(Base64.getDecoder().decode(digits));
      String text = read.bits() + " " + read.fingerprint() + comment + " (" + read.kind() + ")"
          + (before.isEmpty() ? "" : " " + before);
      rows.add(new Row((before + " " + read.kind() + comment).strip(), X500Names.escaped(text)));
      read.certificate().forEach(each ->
          rows.add(new Row(read.fingerprint() + each.replaceAll(":.*", ""), "  " + each)));
    } catch (IOException | IllegalArgumentException damaged) {
      rows.add(new Row(line, "not a key: " + X500Names.escaped(line)));
    }
  }
}
