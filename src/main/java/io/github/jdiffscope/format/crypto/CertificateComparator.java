package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** X.509 certificates (RFC 5280). */
final class CertificateComparator implements FormatComparator {
  private static final int VERSION = 0xA0;
  private static final Format FORMAT = Format.of("crypto/certificate", "X.509 certificate",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isCertificate(probe);
        }
      }), PemRule.single("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"))
      .refining("crypto/asn1", "crypto/pem");

  private static boolean isCertificate(Probe probe) {
    DerHead head = new DerHead(probe);
    return head.enter(DerHead.SEQUENCE) && head.enter(DerHead.SEQUENCE) && head.optional(VERSION)
        && head.skip(DerHead.INTEGER)
        && head.skip(DerHead.SEQUENCE) && head.skip(DerHead.SEQUENCE) && head.enter(DerHead.SEQUENCE) && head.time()
            && head.time();
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    DerInput input = DerInput.of(artifact, sections);
    DerValue certificate = input.value();
    sections.add(Section.text("openssl x509 -noout -text -in {}", () -> new CertificateText(certificate).text()));
    if (certificate.end() < input.bytes().length && input.item() != null) {
      // What openssl trusts a certificate for stands behind it (openssl-x509, "Trust Settings").
      DerValue trust = DerValue.of(input.bytes(), certificate.end(), input.bytes().length);
      sections.add(Section.text("trust settings", () -> tree(trust)));
    }
    sections.add(signature(certificate));
    input.around(sections, certificate);
  }

  private static CharSequence tree(DerValue value) throws IOException {
    StringBuilder out = new StringBuilder();
    new Asn1Text(out, "").append(value);
    return out;
  }

  /**
   * Returns the section of the signature that ends a certificate, request or revocation list: it follows from the rest.
   */
  static Section signature(DerValue signed) {
    return Section.text("signature value", () -> {
      DerFields fields = signed.fields();
      fields.next("content");
      String algorithm = Algorithms.of(fields.next(DerValue.SEQUENCE, "signature algorithm"));
      StringBuilder out = new StringBuilder(algorithm).append('\n');
      Secrets.block(out, "    ", fields.next(DerValue.BIT_STRING, "signature").bits(), 18);
      return out;
    }).atLevel(1);
  }
}
