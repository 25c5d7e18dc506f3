package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.FormatException;
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

/**
 * Private keys (PKCS #8, RFC 5958; those of their own forms, RFC 8017 and RFC 5915): what is secret only as digests.
 */
final class PrivateKeyComparator implements FormatComparator {
  private static final byte[] PASSWORD = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 5};
  private static final byte[] PASSWORD_12 = {6, 10, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 12, 1};
  private static final byte[] ZERO = {2, 1, 0};
  private static final byte[] ONE = {2, 1, 1};
  private static final Format FORMAT = Format.of("crypto/pkcs8", "private key",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.u8(0) == DerHead.SEQUENCE && (isPlain(probe) || isEncrypted(probe) || isElliptic(probe)
              || isNumbers(probe, 9) || isNumbers(probe, 6));
        }
      }), PemRule.single("PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY",
          "DSA PRIVATE KEY"))
      .refining("crypto/asn1", "crypto/pem");

  private static boolean isPlain(Probe probe) {
    DerHead head = new DerHead(probe);
    return head.enter(DerHead.SEQUENCE) && (head.has(ZERO) || head.has(ONE)) && head.skip(DerHead.INTEGER)
        && head.skip(DerHead.SEQUENCE, DerHead.OBJECT) && head.skip(DerHead.OCTETS);
  }

  private static boolean isEncrypted(Probe probe) {
    DerHead head = new DerHead(probe);
    DerHead inner = new DerHead(probe);
    return head.enter(DerHead.SEQUENCE) && head.skip(DerHead.SEQUENCE) && head.skip(DerHead.OCTETS) && head.isEnd()
        && inner.enter(DerHead.SEQUENCE) && inner.enter(DerHead.SEQUENCE)
            && (inner.has(PASSWORD) || inner.has(PASSWORD_12));
  }

  private static boolean isElliptic(Probe probe) {
    DerHead head = new DerHead(probe);
    return head.enter(DerHead.SEQUENCE) && head.has(ONE) && head.skip(DerHead.INTEGER) && head.skip(DerHead.OCTETS)
        && (head.is(0xA0) || head.is(0xA1));
  }

  /** RSA keys are 9 numbers, DSA keys 6, the first is 0. */
  private static boolean isNumbers(Probe probe, int count) {
    DerHead head = new DerHead(probe);
    boolean numbers = head.enter(DerHead.SEQUENCE) && head.has(ZERO);
    for (int i = 0; numbers && i < count; i++) {
      numbers = head.skip(DerHead.INTEGER);
    }
    return numbers && head.isEnd();
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    try {
      key(artifact, sections);
    } catch (FormatException damaged) {
      // Else the bytes would be shown, as of any file that cannot be read.
      sections.add(Section.text("digest of the file", Secrets.digest(artifact.blob().all(DerInput.LARGEST)) + "\n"));
      throw damaged;
    }
  }

  private static void key(OpenArtifact artifact, Sections sections) throws IOException {
    DerInput input = DerInput.of(artifact, sections);
    if (input.item() != null && !input.item().headers().isEmpty()) {
      // Encrypted as RFC 1421 has it: the headers say how, what is behind them is no DER.
      StringBuilder text = new StringBuilder(input.label()).append('\n');
      input.item().headers().forEach(header -> text.append(header).append('\n'));
      sections.add(Section.text("encrypted key", text.append(Secrets.digest(input.bytes())).append('\n')));
      return;
    }
    DerValue key = input.value();
    sections.add(Section.text("openssl pkey -noout -text -in {}", PrivateKeyText.of(key)));
    input.around(sections, key);
    sections.add(Section.text("digest of the whole key", Secrets.digest(key.encoded()) + "\n").atLevel(1));
  }
}
