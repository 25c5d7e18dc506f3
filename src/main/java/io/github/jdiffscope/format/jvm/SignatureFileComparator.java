package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.jvm.ManifestFile.Attribute;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.List;

/** Signature files of signed jars: which entries are covered, then their digests. */
final class SignatureFileComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/signature-file", "signature file of a jar",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.has(0, "Signature-Version:");
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    ManifestFile file = ManifestFile.parse(blob.all(LineText.LIMIT));
    sections.add(Section.text("covered entries", () -> covered(file)));
    // The digests follow from the manifest, which is compared by itself.
    sections.add(Section.text("", () -> ManifestText.of(file)));
    sections.add(Section.lines("order, folding and line ends", blob).atLevel(1));
  }

  private static CharSequence covered(ManifestFile file) {
    StringBuilder out = new StringBuilder();
    for (Attribute attribute : file.main()) {
      if (attribute.name().endsWith("-Digest-Manifest")) {
        out.append("the whole manifest, by ")
            .append(attribute.name(), 0, attribute.name().length() - "-Digest-Manifest".length()).append('\n');
      }
    }
    for (List<Attribute> entry : file.entries()) {
      LineText.appendPrintable(out, ManifestFile.entryName(entry));
      out.append('\n');
    }
    return out;
  }
}
