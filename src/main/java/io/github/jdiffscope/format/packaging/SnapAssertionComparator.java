package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Snap assertions ("Assertion format" of the snap documentation): headers, a body of a stated length, a signature;
 * any number of them, with an empty line between.
 */
final class SnapAssertionComparator implements FormatComparator {
  private static final int LIMIT_BYTES = 8 << 20;
  private static final int MAX_ASSERTIONS = 10_000;
  private static final String END = "\n\n";
  private static final Format FORMAT = Format.of("packaging/snap-assertion", "snap assertions",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          String head = probe.headText();
          return head.startsWith("type: ") && head.contains("\nauthority-id: ")
              && head.contains("\nsign-key-sha3-384: ");
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    String text = new String(blob.all(LIMIT_BYTES), StandardCharsets.ISO_8859_1);
    StringBuilder facts = new StringBuilder();
    List<String> signatures = new ArrayList<>();
    FormatException damage = null;
    try {
      for (int at = 0; at < text.length() && signatures.size() < MAX_ASSERTIONS; ) {
        at = assertion(text, at, facts, signatures);
      }
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.text("assertions", facts));
    sections.add(Section.text("signatures", String.join(END, signatures) + "\n").atLevel(1));
    sections.add(Section.lines("source text", blob).atLevel(2));
    if (damage != null) {
      throw damage;
    }
  }

  /** Adds one assertion and returns where the next begins. */
  private static int assertion(String text, int start, StringBuilder facts, List<String> signatures)
      throws FormatException {
    int end = text.indexOf(END, start);
    if (end < 0) {
      throw FormatException.at(start, "headers of an assertion do not end in an empty line");
    }
    String headers = utf8(text.substring(start, end));
    facts.append(facts.length() == 0 ? "" : "\n").append(YamlLines.of(headers));
    int at = end + END.length();
    long length = headers.lines().filter(line -> line.matches("body-length: [0-9]{1,9}"))
        .mapToLong(line -> Long.parseLong(line.substring("body-length: ".length()))).findFirst().orElse(0);
    if (length > 0) {
      if (length > text.length() - at - END.length()) {
        throw FormatException.at(at, "body of " + length + " bytes is cut off");
      }
      facts.append("body:\n");
      utf8(text.substring(at, at + (int) length)).lines().forEach(line -> facts.append("    ").append(line).append('\n'));
      at += (int) length + END.length();
    }
    int next = text.indexOf(END, at);
    signatures.add(text.substring(at, next < 0 ? text.length() : next).strip());
    return next < 0 ? text.length() : next + END.length();
  }

  /** Lengths count bytes, which the characters here stand for. */
  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
