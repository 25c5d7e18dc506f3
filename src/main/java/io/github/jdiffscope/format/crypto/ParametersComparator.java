package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import java.io.IOException;
import java.math.BigInteger;

/** Parameters that keys share: of Diffie-Hellman (PKCS #3, X9.42), of DSA, of elliptic curves. */
final class ParametersComparator implements FormatComparator {
  private static final int LARGEST_GENERATOR = 64;
  private static final int LARGEST_SUBPRIME = 512;
  private static final Format FORMAT = Format.of("crypto/parameters", "parameters of keys",
      PemRule.single("DH PARAMETERS", "X9.42 DH PARAMETERS", "DSA PARAMETERS",
          "EC PARAMETERS")).refining("crypto/asn1", "crypto/pem");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    DerInput input = DerInput.of(artifact, sections);
    DerValue value = input.value();
    StringBuilder out = new StringBuilder();
    PublicKeyText text = new PublicKeyText(out, "    ");
    DerValue first = value.fields().peek();
    try {
      if (first == null || first.small(0) == 1) {
        text.curve(value);
      } else {
        numbers(text, value.fields());
      }
    } finally {
      sections.add(Section.text("openssl pkeyparam -noout -text -in {}", out));
      input.around(sections, value);
    }
  }

  /**
   * Which they are shows in their sizes: a generator is small, a subprime is shorter than what is of the prime's size.
   */
  private static void numbers(PublicKeyText text, DerFields fields) throws IOException {
    BigInteger prime = fields.next(DerValue.INTEGER, "prime").integer();
    BigInteger second = fields.next(DerValue.INTEGER, "second number").integer();
    boolean dsa = second.bitLength() > LARGEST_GENERATOR && second.bitLength() <= LARGEST_SUBPRIME;
    text.line((dsa ? "DSA" : "DH") + " Parameters: (" + prime.bitLength() + " bit)");
    text.number("P:", prime);
    text.number(dsa ? "Q:" : "G:", second);
    DerValue third = fields.nextIf(DerValue.INTEGER);
    if (third != null && third.integer().bitLength() < LARGEST_GENERATOR) {
      text.line("recommended-private-length: " + third.integer() + " bits");
    } else if (third != null) {
      text.number(dsa ? "G:" : "Q:", third.integer());
    }
    while (fields.hasNext()) {
      text.line("more: " + Secrets.brief(fields.next("number").encoded()));
    }
  }
}
