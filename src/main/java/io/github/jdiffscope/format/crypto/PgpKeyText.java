package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;

/** A key packet (RFC 9580, 5.5) as {@code gpg --list-packets} prints it; of what is secret only a digest. */
final class PgpKeyText {
  private static final int LARGEST = 1 << 20;
  private static final int OLD_IDENTIFIER_BYTES = 8;
  private static final int DAY = 86_400;

  private final StringBuilder out;
  private int item;

  PgpKeyText(StringBuilder out) {
    this.out = out;
  }

  /** Appends the key, secret or not. */
  void append(Blob blob, String what, boolean secret) throws IOException {
    Blob body = Blob.of(blob.all(LARGEST));
    BinaryReader in = new BinaryReader(body, ByteOrder.BIG_ENDIAN);
    int version = in.u8("version of the key");
    long created = in.u32("time of the key");
    long days = version <= 3 ? in.u16("days the key is valid") : 0;
    int algorithm = in.u8("algorithm");
    out.append(':').append(what).append(" packet:\n\tversion ").append(version).append(", algo ").append(algorithm)
        .append(", created ").append(created).append(", expires ").append(days == 0 ? 0 : created + days * DAY)
            .append('\n');
    if (version >= 5) {
      in.u32("size of the public key");
    }
    long start = in.position();
    material(in, algorithm);
    long end = in.position();
    if (secret) {
      protection(in);
    }
    identity(version, body.bytes(0, (int) end), body.bytes(start, (int) (end - start)));
  }

  /** Goes through the numbers of the public key; their bytes are in the fingerprint. */
  private void material(BinaryReader in, int algorithm) throws IOException {
    switch (algorithm) {
      case 1, 2, 3 -> numbers(in, 2);
      case 16, 20 -> numbers(in, 3);
      case 17 -> numbers(in, 4);
      case 18 -> {
        curve(in);
        numbers(in, 1);
        byte[] derivation = in.bytes(in.u8("size of key derivation"), "key derivation");
        line("[" + derivation.length * 8 + " bits] key derivation " + HexFormat.of().formatHex(derivation));
      }
      case 19, 22 -> {
        curve(in);
        numbers(in, 1);
      }
      case 25, 27 -> native32(in, 32);
      case 26 -> native32(in, 56);
      case 28 -> native32(in, 57);
      default -> {
        byte[] rest = in.bytes((int) in.remaining(), "key");
        line("unknown, " + Secrets.brief(rest));
      }
    }
  }

  private void native32(BinaryReader in, int size) throws IOException {
    in.bytes(size, "key");
    line("[" + size * 8 + " bits]");
  }

  private void numbers(BinaryReader in, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int bits = in.u16("size of a number");
      in.bytes((bits + 7) / 8, "number");
      line("[" + bits + " bits]");
    }
  }

  private void curve(BinaryReader in) throws IOException {
    int size = in.u8("size of the curve");
    byte[] oid = in.bytes(size, "curve");
    byte[] der = new byte[size + 2];
    der[0] = DerValue.OBJECT;
    der[1] = (byte) size;
    System.arraycopy(oid, 0, der, 2, size);
    if (size >= 0x80) {
      throw FormatException.at(in.position(), "name of a curve of " + size + " bytes");
    }
    String dotted = DerValue.of(der).oid();
    line("[" + (size + 1) * 8 + " bits] " + curveName(dotted) + " (" + dotted + ")");
  }

  /** Returns the name that GnuPG has for a curve. */
  private static String curveName(String oid) {
    return switch (oid) {
      case "1.3.6.1.4.1.11591.15.1" -> "ed25519";
      case "1.3.6.1.4.1.3029.1.5.1" -> "cv25519";
      case "1.2.840.10045.3.1.7" -> "nistp256";
      case "1.3.132.0.34" -> "nistp384";
      case "1.3.132.0.35" -> "nistp521";
      default -> ObjectIdentifiers.name(oid);
    };
  }

  private void line(String text) {
    out.append("\tpkey[").append(item++).append("]: ").append(text).append('\n');
  }

  /** How the secret is protected (RFC 9580, 5.5.3), and a digest of it. */
  private void protection(BinaryReader in) throws IOException {
    int usage = in.u8("protection");
    if (usage == 0) {
      out.append("\tskey: not protected, ");
    } else if (usage >= 253) {
      int cipher = in.u8("cipher");
      out.append('\t').append(PgpText.stringToKey(in, cipher, usage)).append("\n\tskey: protected, ");
    } else {
      out.append("\tprotected by algo ").append(usage).append("\n\tskey: protected, ");
    }
    out.append(Secrets.digest(in.bytes((int) in.remaining(), "secret key"))).append('\n');
  }

  /** Fingerprint and identifier (RFC 9580, 5.5.4). */
  private void identity(int version, byte[] body, byte[] material) {
    String fingerprint;
    String id;
    if (version >= 5) {
      byte[] framed = new byte[body.length + 5];
      framed[0] = (byte) (version == 5 ? 0x9A : 0x9B);
      for (int i = 0; i < 4; i++) {
        framed[1 + i] = (byte) (body.length >> 24 - 8 * i);
      }
      System.arraycopy(body, 0, framed, 5, body.length);
      fingerprint = Secrets.sha256(framed).toUpperCase(Locale.ROOT);
      id = fingerprint.substring(0, 16);
    } else if (version == 4) {
      byte[] framed = new byte[body.length + 3];
      framed[0] = (byte) 0x99;
      framed[1] = (byte) (body.length >> 8);
      framed[2] = (byte) body.length;
      System.arraycopy(body, 0, framed, 3, body.length);
      fingerprint = HexFormat.of().withUpperCase().formatHex(Secrets.digest("SHA-1", framed));
      id = fingerprint.substring(24);
    } else {
      // The low bits of the modulus, which is the first number; its fingerprint of old is of no use.
      fingerprint = "SHA-256 of the key " + Secrets.sha256(material);
      int size = Math.min(material.length - 2, ((material[0] & 0xFF) << 8 | material[1] & 0xFF) + 7 >> 3);
      int from = Math.max(2, 2 + size - OLD_IDENTIFIER_BYTES);
      id = HexFormat.of().withUpperCase().formatHex(material, from, Math.max(from, 2 + size));
    }
    out.append("\tfingerprint: ").append(fingerprint).append("\n\tkeyid: ").append(id).append('\n');
  }
}
