package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import java.io.IOException;

/** Any DER, shown as a tree. */
final class Asn1Comparator implements FormatComparator {
  static final String TITLE = "ASN.1";
  private static final int LARGEST = 1 << 24;
  private static final Format FORMAT = Format.of("crypto/asn1", "ASN.1 in DER", DerShape.anything());

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    DerValue value = DerValue.of(artifact.blob().all(LARGEST));
    sections.add(tree(value));
  }

  /** Returns the section that shows a value with all inside. */
  static Section tree(DerValue value) {
    return Section.text(TITLE, () -> {
      StringBuilder out = new StringBuilder();
      try {
        new Asn1Text(out, "").append(value);
      } catch (LimitException deep) {
        out.append('\n').append(deep.getMessage()).append('\n');
      }
      return out;
    });
  }
}
