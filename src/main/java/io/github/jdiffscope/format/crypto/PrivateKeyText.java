package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/** A private key as {@code openssl pkey -text} prints it, but for its secrets, of which only digests are shown. */
final class PrivateKeyText {
  private static final int RSA_NUMBERS = 9;
  private static final int DSA_NUMBERS = 6;

  private final StringBuilder out = new StringBuilder();
  private final PublicKeyText parts = new PublicKeyText(out, "");

  private PrivateKeyText() {}

  /** Returns the lines; where the key is damaged they end and say so, without anything of it. */
  static String of(DerValue key) {
    PrivateKeyText text = new PrivateKeyText();
    try {
      text.key(key);
    } catch (IOException damaged) {
      text.parts.line("damaged: " + damaged.getMessage());
    }
    return text.out.toString();
  }

  private void key(DerValue key) throws IOException {
    List<DerValue> fields = key.children();
    if (fields.isEmpty()) {
      secret("key", key.content());
    } else if (fields.get(0).is(DerValue.SEQUENCE)) {
      encrypted(key.fields());
    } else if (fields.size() > 1 && fields.get(1).is(DerValue.SEQUENCE)) {
      plain(key.fields());
    } else if (fields.size() > 1 && fields.get(1).is(DerValue.OCTET_STRING)) {
      elliptic(key.fields(), null);
    } else if (fields.size() == DSA_NUMBERS) {
      dsa(key.fields());
    } else if (fields.size() >= RSA_NUMBERS) {
      rsa(key.fields());
    } else {
      secret("key", key.content());
    }
  }

  /** EncryptedPrivateKeyInfo, RFC 5958, 3. */
  private void encrypted(DerFields fields) throws IOException {
    parts.line("Encrypted Private-Key: " + Algorithms.of(fields.next(DerValue.SEQUENCE, "encryption")));
    secret("encrypted", fields.next(DerValue.OCTET_STRING, "encrypted key").octets());
  }

  /** OneAsymmetricKey, RFC 5958, 2. */
  private void plain(DerFields fields) throws IOException {
    long version = fields.next(DerValue.INTEGER, "version").small(99);
    DerFields algorithm = fields.next(DerValue.SEQUENCE, "algorithm").fields();
    String oid = algorithm.next(DerValue.OBJECT, "algorithm").oid();
    DerValue parameters = algorithm.peek();
    DerValue key = fields.next(DerValue.OCTET_STRING, "key");
    if (oid.equals(PublicKeyText.RSA) || oid.equals(PublicKeyText.PSS)) {
      rsa(DerValue.of(key.octets()).fields());
    } else if (oid.equals(PublicKeyText.EC)) {
      elliptic(DerValue.of(key.octets()).fields(), parameters);
    } else {
      parts.line(ObjectIdentifiers.name(oid) + " Private-Key:");
      secret("priv", key.octets());
      if (parameters != null && !parameters.is(DerValue.NULL)) {
        parts.line("parameters:");
        new Asn1Text(out, "    ").append(parameters);
      }
    }
    if (version > 1) {
      parts.line("version: " + version);
    }
    DerValue attributes = fields.nextIfContext(0);
    if (attributes != null) {
      parts.line("attributes:");
      for (DerValue attribute : attributes.children()) {
        new AttributeText(out).append(attribute, "    ");
      }
    }
    DerValue publicKey = fields.nextIfContext(1);
    if (publicKey != null) {
      byte[] bits = publicKey.octets();
      parts.block("pub:", bits.length == 0 ? bits : java.util.Arrays.copyOfRange(bits, 1, bits.length));
    }
  }

  /** RSAPrivateKey, RFC 8017, A.1.2. */
  private void rsa(DerFields fields) throws IOException {
    long version = fields.next(DerValue.INTEGER, "version").small(99);
    BigInteger modulus = fields.next(DerValue.INTEGER, "modulus").integer();
    parts.line("Private-Key: (" + modulus.bitLength() + " bit, " + (version == 0 ? "2" : "more") + " primes)");
    parts.number("modulus:", modulus);
    parts.number("publicExponent:", fields.next(DerValue.INTEGER, "public exponent").integer());
    // The private exponent, the primes and what follows from them: no part of them differs alone.
    ByteArrayOutputStream secrets = new ByteArrayOutputStream();
    while (fields.hasNext()) {
      secrets.write(fields.next("private number").encoded());
    }
    secret("private numbers", secrets.toByteArray());
  }

  /** ECPrivateKey, RFC 5915, 3. */
  private void elliptic(DerFields fields, DerValue curve) throws IOException {
    fields.next(DerValue.INTEGER, "version");
    DerValue secret = fields.next(DerValue.OCTET_STRING, "private key");
    DerValue inner = fields.nextIfContext(0);
    DerValue parameters = inner == null ? curve : Algorithms.first(inner);
    String name = parameters != null && parameters.is(DerValue.OBJECT) ? ObjectIdentifiers.name(parameters.oid()) : "";
    parts.line("Private-Key:" + PublicKeyText.bits(name));
    secret("priv", secret.octets());
    DerValue point = fields.nextIfContext(1);
    if (point != null) {
      parts.elliptic(parameters, Algorithms.first(point).bits(), "private");
    } else {
      parts.curve(parameters);
    }
  }

  private void dsa(DerFields fields) throws IOException {
    fields.next(DerValue.INTEGER, "version");
    BigInteger p = fields.next(DerValue.INTEGER, "prime").integer();
    BigInteger q = fields.next(DerValue.INTEGER, "subprime").integer();
    BigInteger g = fields.next(DerValue.INTEGER, "generator").integer();
    parts.line("Private-Key: (" + p.bitLength() + " bit)");
    BigInteger shared = fields.next(DerValue.INTEGER, "public key").integer();
    secret("priv", fields.next(DerValue.INTEGER, "private key").content());
    parts.number("pub:", shared);
    parts.number("P:", p);
    parts.number("Q:", q);
    parts.number("G:", g);
  }

  private void secret(String name, byte[] bytes) {
    parts.line(name + ": " + Secrets.digest(bytes));
  }
}
