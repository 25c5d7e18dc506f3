package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import io.github.jdiffscope.codec.asn1.X500Names;
import java.io.IOException;
import java.math.BigInteger;

/** A certificate (RFC 5280, 4.1) as {@code openssl x509 -text} prints it, the signature's bytes apart. */
final class CertificateText {
  private final StringBuilder out = new StringBuilder();
  private final DerValue certificate;

  CertificateText(DerValue certificate) {
    this.certificate = certificate;
  }

  /** Returns the lines; where the certificate is damaged they end and say so. */
  String text() {
    try {
      certificate();
    } catch (IOException damaged) {
      line("damaged: " + damaged.getMessage());
    }
    return out.toString();
  }

  private void certificate() throws IOException {
    line("Certificate:");
    line("    Data:");
    DerFields fields = certificate.fields();
    DerFields tbs = fields.next(DerValue.SEQUENCE, "content of the certificate").fields();
    DerValue version = tbs.nextIfContext(0);
    long number = version == null ? 0 : Algorithms.first(version).small(99);
    line("        Version: " + (number + 1) + " (0x" + Long.toHexString(number) + ")");
    serial(out, "        Serial Number:", tbs.next(DerValue.INTEGER, "serial number"));
    String inner = Algorithms.of(tbs.next(DerValue.SEQUENCE, "signature algorithm"));
    line("        Signature Algorithm: " + inner);
    line("        Issuer: " + X500Names.of(tbs.next(DerValue.SEQUENCE, "issuer")));
    DerFields validity = tbs.next(DerValue.SEQUENCE, "validity").fields();
    line("        Validity");
    line("            Not Before: " + validity.next("start of validity").time());
    line("            Not After : " + validity.next("end of validity").time());
    line("        Subject: " + X500Names.of(tbs.next(DerValue.SEQUENCE, "subject")));
    key(out, "        ", tbs.next(DerValue.SEQUENCE, "public key"));
    identifier("Issuer", tbs.nextIfContext(1));
    identifier("Subject", tbs.nextIfContext(2));
    DerValue extensions = tbs.nextIfContext(3);
    if (extensions != null) {
      line("        X509v3 extensions:");
      new ExtensionText(out, "            ").appendAll(Algorithms.first(extensions));
    }
    String outer = Algorithms.of(fields.next(DerValue.SEQUENCE, "signature algorithm"));
    if (!outer.equals(inner)) {
      line("    Signature Algorithm: " + outer);
    }
  }

  private void identifier(String who, DerValue value) throws IOException {
    if (value != null) {
      line("        " + who + " Unique ID: " + Secrets.brief(value.bits()));
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** Appends a public key with its algorithm, as certificates and requests have it. */
  static void key(StringBuilder out, String indent, DerValue key) throws IOException {
    out.append(indent).append("Subject Public Key Info:\n");
    DerValue algorithm = key.fields().next(DerValue.SEQUENCE, "algorithm of the key");
    String name = ObjectIdentifiers.name(algorithm.fields().next(DerValue.OBJECT, "algorithm of the key").oid());
    out.append(indent).append("    Public Key Algorithm: ").append(name).append('\n');
    new PublicKeyText(out, indent + "        ").append(key);
  }

  /** Appends a serial number, short ones on the same line. */
  static void serial(StringBuilder out, String name, DerValue value) throws IOException {
    BigInteger number = value.integer();
    out.append(name);
    if (number.bitLength() < 64) {
      String sign = number.signum() < 0 ? "-" : "";
      out.append(' ').append(number).append(" (").append(sign).append("0x").append(number.abs().toString(16))
          .append(")\n");
    } else {
      String hex = Secrets.colons(magnitude(number)).toLowerCase(java.util.Locale.ROOT);
      out.append('\n').append(" ".repeat(12)).append(number.signum() < 0 ? "(Negative)" : "").append(hex).append('\n');
    }
  }

  /** Returns the bytes of a number without sign. */
  static byte[] magnitude(BigInteger number) {
    byte[] bytes = number.abs().toByteArray();
    return bytes.length > 1 && bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
