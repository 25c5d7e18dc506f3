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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Core metadata of Python packages: METADATA of a wheel, PKG-INFO of a source distribution or egg. */
final class PythonMetadataComparator implements FormatComparator {
  private static final int LIMIT_BYTES = 16 << 20;
  private static final Format FORMAT = Format.of("packaging/python-metadata", "Python package metadata",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.headText().startsWith("Metadata-Version: ");
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    String text = new String(blob.all(LIMIT_BYTES), StandardCharsets.UTF_8).replace("\r\n", "\n");
    // As in an e-mail, the text after the first empty line is the description.
    int end = text.indexOf("\n\n");
    String header = end < 0 ? text : text.substring(0, end + 1);
    sections.add(Section.text("fields", ControlText.write(ControlFile.parse(header).paragraphs(), Set.of())));
    sections.add(Section.text("description", end < 0 ? "" : text.substring(end + 2)));
    sections.add(Section.lines("source text", blob).atLevel(2));
  }
}
