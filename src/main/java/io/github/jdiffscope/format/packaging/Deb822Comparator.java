package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Debian control data: the control file of a package, indexes of an archive, and what refines it. */
final class Deb822Comparator implements FormatComparator {
  /** Larger texts are compared line by line only. */
  static final int LIMIT_BYTES = 64 << 20;

  private static final String[] FIRST_FIELDS = {"Package:", "Source:", "Origin:", "Format:", "-----BEGIN PGP SIGNED"};
  private static final Format FORMAT = Format.of("packaging/deb822", "Debian control data",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isControl(probe);
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isControl(Probe probe) {
    String head = probe.headText();
    if (!startsWithKnownField(head)) {
      return false;
    }
    ControlFile file = ControlFile.parse(head);
    if (file.paragraphs().isEmpty()) {
      return false;
    }
    ControlFile.Paragraph first = file.paragraphs().get(0);
    boolean binary = first.get("Package") != null
        && (first.get("Version") != null || first.get("Architecture") != null);
    boolean source = first.get("Source") != null && first.get("Maintainer") != null;
    boolean release = first.get("Suite") != null && first.get("Components") != null;
    return (binary || source || release) && first.fields().stream().noneMatch(field -> field.name().isEmpty());
  }

  /** Asked first, of every text: most need not be taken apart to see that they are something else. */
  private static boolean startsWithKnownField(String head) {
    for (String name : FIRST_FIELDS) {
      if (head.startsWith(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    ControlFile file = describeFields(artifact, sections, members);
    if (file != null && DebianControlComparator.namesFiles(file)) {
      DebianControlComparator.addNames(file, sections);
    }
  }

  /** Adds the sections of control data and returns the parsed text, or null if it is too large. */
  static ControlFile describeFields(OpenArtifact artifact, Sections sections, MemberSink members)
      throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() > LIMIT_BYTES) {
      sections.comment("control data of more than " + LIMIT_BYTES + " bytes is compared line by line");
      sections.add(Section.lines("", blob));
      return null;
    }
    ControlFile file = ControlFile.parse(new String(blob.all(LIMIT_BYTES), StandardCharsets.UTF_8));
    Set<String> left = DebianControlComparator.namesFiles(file) ? DebianControlComparator.FILE_FIELDS : Set.of();
    sections.add(Section.text("", ControlText.write(file.paragraphs(), left)));
    if (file.signature() != null) {
      members.unpack("OpenPGP signature",
          new ByteArrayInputStream(file.signature().getBytes(StandardCharsets.UTF_8)));
    }
    sections.add(Section.lines("source text", blob).atLevel(2));
    return file;
  }
}
