package io.github.jdiffscope.format.crypto;

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
import java.util.List;

/** Public keys (RFC 5280, 4.1.2.7, and RFC 8017, A.1.1). */
final class PublicKeyComparator implements FormatComparator {
  private static final byte[] EXPONENT = {2, 3, 1, 0, 1};
  private static final Format FORMAT = Format.of("crypto/public-key", "public key",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.u8(0) == DerHead.SEQUENCE && (isPublic(probe) || isRsa(probe));
        }
      }), PemRule.single("PUBLIC KEY", "RSA PUBLIC KEY")).refining("crypto/asn1", "crypto/pem");

  private static boolean isPublic(Probe probe) {
    DerHead head = new DerHead(probe);
    return head.enter(DerHead.SEQUENCE) && head.skip(DerHead.SEQUENCE, DerHead.OBJECT) && head.skip(DerHead.BITS)
        && head.isEnd();
  }

  private static boolean isRsa(Probe probe) {
    DerHead head = new DerHead(probe);
    return head.enter(DerHead.SEQUENCE) && head.skip(DerHead.INTEGER) && head.has(EXPONENT)
        && head.skip(DerHead.INTEGER)
        && head.isEnd();
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    DerInput input = DerInput.of(artifact, sections);
    DerValue key = input.value();
    StringBuilder out = new StringBuilder();
    PublicKeyText text = new PublicKeyText(out, "");
    List<DerValue> fields = key.children();
    try {
      if (!fields.isEmpty() && fields.get(0).is(DerValue.INTEGER)) {
        text.rsa(key);
      } else {
        text.append(key);
      }
    } finally {
      sections.add(Section.text("openssl pkey -pubin -noout -text -in {}", out));
      input.around(sections, key);
    }
  }
}
