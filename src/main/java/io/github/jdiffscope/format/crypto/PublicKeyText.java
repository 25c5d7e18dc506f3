package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Map;

/** A SubjectPublicKeyInfo (RFC 5280, 4.1.2.7) as openssl prints it. */
final class PublicKeyText {
  static final String RSA = "1.2.840.113549.1.1.1";
  static final String PSS = "1.2.840.113549.1.1.10";
  static final String DSA = "1.2.840.10040.4.1";
  static final String EC = "1.2.840.10045.2.1";
  private static final String EDWARDS = "1.3.101.";
  private static final int COLUMNS = 15;
  private static final Map<String,
      String> NIST = Map.of("prime192v1", "P-192", "secp224r1", "P-224", "prime256v1", "P-256",
      "secp384r1", "P-384", "secp521r1", "P-521");

  private final StringBuilder out;
  private final String indent;

  /** @param indent stands before every line */
  PublicKeyText(StringBuilder out, String indent) {
    this.out = out;
    this.indent = indent;
  }

  /** Appends the key that an algorithm and a BIT STRING make. */
  void append(DerValue information) throws IOException {
    DerFields fields = information.fields();
    DerValue algorithm = fields.next(DerValue.SEQUENCE, "algorithm of the key");
    DerValue key = fields.next(DerValue.BIT_STRING, "key");
    DerFields parts = algorithm.fields();
    String oid = parts.next(DerValue.OBJECT, "algorithm of the key").oid();
    append(oid, parts.peek(), key);
  }

  private void append(String oid, DerValue parameters, DerValue key) throws IOException {
    if (oid.equals(RSA) || oid.equals(PSS)) {
      rsa(DerValue.of(key.bits()));
      if (oid.equals(PSS)) {
        line(parameters == null ? "No PSS parameter restrictions" : "PSS parameters: "
            + Secrets.brief(parameters.encoded()));
      }
    } else if (oid.equals(EC)) {
      elliptic(parameters, key.bits(), "");
    } else if (oid.equals(DSA)) {
      dsa(parameters, DerValue.of(key.bits()));
    } else if (oid.startsWith(EDWARDS)) {
      line(ObjectIdentifiers.name(oid) + " Public-Key:");
      block("pub:", key.bits());
    } else {
      if (parameters != null && !parameters.is(DerValue.NULL)) {
        line("parameters:");
        new Asn1Text(out, indent + "    ").append(parameters);
      }
      block("pub:", key.bits());
    }
  }

  /** Appends an RSAPublicKey (RFC 8017, A.1.1). */
  void rsa(DerValue key) throws IOException {
    DerFields fields = key.fields();
    BigInteger modulus = fields.next(DerValue.INTEGER, "modulus").integer();
    line("Public-Key: (" + modulus.bitLength() + " bit)");
    number("Modulus:", modulus);
    number("Exponent:", fields.next(DerValue.INTEGER, "exponent").integer());
  }

  /** Appends a point and its curve (RFC 5480). */
  void elliptic(DerValue curve, byte[] point, String what) throws IOException {
    String name = curve != null && curve.is(DerValue.OBJECT) ? ObjectIdentifiers.name(curve.oid()) : "";
    if (what.isEmpty()) {
      line("Public-Key:" + bits(name));
    }
    block("pub:", point);
    curve(curve);
  }

  /** Appends the name of a curve, or its parameters if it has none. */
  void curve(DerValue curve) throws IOException {
    if (curve == null) {
      return;
    }
    if (!curve.is(DerValue.OBJECT)) {
      line("curve:");
      new Asn1Text(out, indent + "    ").append(curve);
      return;
    }
    String name = ObjectIdentifiers.name(curve.oid());
    line("ASN1 OID: " + name);
    if (NIST.containsKey(name)) {
      line("NIST CURVE: " + NIST.get(name));
    }
  }

  /** Returns the size that the name of a curve has in it, as {@code  (256 bit)}. */
  static String bits(String curve) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < curve.length() && (digits.length() == 0 || Character.isDigit(curve.charAt(i))); i++) {
      if (Character.isDigit(curve.charAt(i))) {
        digits.append(curve.charAt(i));
      }
    }
    return digits.length() < 3 ? "" : " (" + digits + " bit)";
  }

  private void dsa(DerValue parameters, DerValue key) throws IOException {
    if (parameters == null || !parameters.is(DerValue.SEQUENCE)) {
      number("pub:", key.integer());
      return;
    }
    DerFields fields = parameters.fields();
    BigInteger p = fields.next(DerValue.INTEGER, "prime").integer();
    line("Public-Key: (" + p.bitLength() + " bit)");
    number("pub:", key.integer());
    number("P:", p);
    number("Q:", fields.next(DerValue.INTEGER, "subprime").integer());
    number("G:", fields.next(DerValue.INTEGER, "generator").integer());
  }

  /** Appends a number in decimal if it is small, else all its bytes. */
  void number(String name, BigInteger value) {
    if (value.bitLength() < 64) {
      line(name + " " + value + " (0x" + value.toString(16) + ")");
    } else {
      block(name, value.toByteArray());
    }
  }

  void block(String name, byte[] bytes) {
    line(name);
    Secrets.block(out, indent + "    ", bytes, COLUMNS);
  }

  void line(String text) {
    out.append(indent).append(text).append('\n');
  }
}
