package io.github.jdiffscope.format.jvm;

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

/** Manifests of jar files: attributes and entries in canonical form, then order, line folding and line ends. */
final class ManifestComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/manifest", "Java manifest",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.has(0, "Manifest-Version:");
        }
      }),
      Signature.all(Signature.nameIs("MANIFEST.MF"), Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.headText().indexOf(": ") > 0;
        }
      })))
      .refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    ManifestFile file = ManifestFile.parse(blob.all(LineText.LIMIT));
    sections.add(Section.text("", () -> ManifestText.of(file)));
    sections.add(Section.lines("order, folding and line ends", blob).atLevel(1));
  }
}
