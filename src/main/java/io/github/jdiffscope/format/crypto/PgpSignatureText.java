package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.X500Names;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/** A signature packet (RFC 9580, 5.2) as {@code gpg --list-packets} prints it; its numbers apart, as they follow. */
final class PgpSignatureText {
  private static final int CRITICAL = 0x80;
  private static final int ISSUER = 16;
  private static final int ISSUER_FINGERPRINT = 33;
  private static final int CREATED = 2;
  private static final int MAX_DEPTH = 4;

  private final StringBuilder out;
  private final StringBuilder values;
  private final int depth;
  private final StringBuilder subpackets = new StringBuilder();
  private String keyId = "0000000000000000";
  private long created;

  /** @param values receives the numbers of the signature */
  PgpSignatureText(StringBuilder out, StringBuilder values) {
    this(out, values, 0);
  }

  private PgpSignatureText(StringBuilder out, StringBuilder values, int depth) {
    this.out = out;
    this.values = values;
    this.depth = depth;
  }

  /** Appends the signature. */
  void append(Blob body) throws IOException {
    BinaryReader in = new BinaryReader(body, ByteOrder.BIG_ENDIAN);
    int version = in.u8("version of the signature");
    int md5 = 0;
    int type;
    int algorithm;
    int digest;
    if (version <= 3) {
      md5 = in.u8("length of hashed material");
      type = in.u8("signature type");
      created = in.u32("time of the signature");
      keyId = hex(in.bytes(8, "key"));
      algorithm = in.u8("algorithm");
      digest = in.u8("digest algorithm");
    } else {
      type = in.u8("signature type");
      algorithm = in.u8("algorithm");
      digest = in.u8("digest algorithm");
      subpackets(in, version, "hashed ");
      subpackets(in, version, "");
    }
    String begin = hex(in.bytes(2, "begin of the digest")).toLowerCase(Locale.ROOT);
    String salt = version == 6 ? "\tsalt " + hex(in.bytes(in.u8("size of the salt"), "salt")) + "\n" : "";
    out.append(":signature packet: algo ").append(algorithm).append(", keyid ").append(keyId).append("\n\tversion ")
        .append(version).append(", created ").append(created).append(", md5len ").append(md5).append(", sigclass 0x")
        .append(String.format(Locale.ROOT, "%02x", type)).append("\n\tdigest algo ").append(digest).append('\n')
            .append(salt)
        .append(subpackets);
    values.append("signature of key ").append(keyId).append(", begin of digest ").append(begin).append('\n');
    Secrets.block(values, "    ", in.bytes((int) Math.min(in.remaining(), 1 << 20), "signature"), 18);
  }

  private void subpackets(BinaryReader in, int version, String prefix) throws IOException {
    long length = version == 6 ? in.u32("size of subpackets") : in.u16("size of subpackets");
    long end = in.position() + length;
    while (in.position() < end) {
      int first = in.u8("size of a subpacket");
      long size = first < 192 ? first : first < 255 ? (first - 192 << 8) + in.u8("size of a subpacket") + 192
          : in.u32("size of a subpacket");
      if (size < 1 || size > end - in.position()) {
        throw FormatException.at(in.position(), "subpacket of " + size + " bytes is cut off");
      }
      int type = in.u8("type of a subpacket");
      byte[] content = in.bytes((int) size - 1, "subpacket");
      int number = type & CRITICAL - 1;
      subpackets.append('\t').append((type & CRITICAL) != 0 ? "critical " : "").append(prefix).append("subpkt ")
          .append(number)
          .append(" len ").append(content.length);
      int before = subpackets.length();
      try {
        subpackets.append(" (").append(text(number, content)).append(")\n");
      } catch (IOException | IndexOutOfBoundsException damaged) {
        subpackets.setLength(before);
        subpackets.append(" (damaged: ").append(HexFormat.of().formatHex(content)).append(")\n");
      }
    }
  }

  /** Returns what a subpacket says (RFC 9580, 5.2.3.7), in gpg's words. */
  private String text(int type, byte[] bytes) throws IOException {
    return switch (type) {
      case CREATED -> {
        created = number(bytes);
        yield "sig created " + date(created);
      }
      case 3 -> "sig expires after " + span(number(bytes));
      case 4 -> bytes[0] != 0 ? "exportable" : "not exportable";
      case 5 -> "trust signature of depth " + bytes[0] + ", value " + (bytes[1] & 0xFF);
      case 6 -> "regular expression: \"" + string(bytes, 0, bytes.length) + "\"";
      case 7 -> bytes[0] != 0 ? "revocable" : "not revocable";
      case 9 -> "key expires after " + span(number(bytes));
      case 11 -> "pref-sym-algos:" + list(bytes);
      case 12 ->
          String.format(Locale.ROOT, "revocation key: c=%02x a=%d f=%s", bytes[0], bytes[1] & 0xFF, hex(bytes, 2));
      case ISSUER -> {
        keyId = hex(bytes);
        yield "issuer key ID " + keyId;
      }
      case 20 -> notation(bytes);
      case 21 -> "pref-hash-algos:" + list(bytes);
      case 22 -> "pref-zip-algos:" + list(bytes);
      case 23 -> "keyserver preferences: " + hex(bytes);
      case 24 -> "preferred keyserver: " + string(bytes, 0, bytes.length);
      case 25 -> "primary user ID";
      case 26 -> "policy: " + string(bytes, 0, bytes.length);
      case 27 -> "key flags: " + hex(bytes);
      case 28 -> "signer's user ID: " + string(bytes, 0, bytes.length);
      case 29 -> String.format(Locale.ROOT, "revocation reason 0x%02x (%s)", bytes[0], string(bytes, 1, bytes.length));
      case 30 -> "features: " + hex(bytes);
      case 31 -> "signature target: pubkey_algo " + (bytes[0] & 0xFF) + ", digest algo " + (bytes[1] & 0xFF)
          + ", digest "
          + hex(bytes, 2);
      case 32 -> embedded(bytes);
      case ISSUER_FINGERPRINT -> issuer(bytes);
      case 34 -> "pref-aead-algos:" + list(bytes);
      case 35 -> "intended recipient fpr v" + bytes[0] + " " + hex(bytes, 1);
      default -> "unknown: " + Secrets.brief(bytes);
    };
  }

  private String issuer(byte[] bytes) {
    String fingerprint = hex(bytes, 1);
    if (bytes[0] > 4 && fingerprint.length() >= 16) {
      keyId = fingerprint.substring(0, 16); // RFC 9580, 5.5.4
    } else if (fingerprint.length() >= 16) {
      keyId = fingerprint.substring(fingerprint.length() - 16);
    }
    return "issuer fpr v" + bytes[0] + " " + fingerprint;
  }

  private String embedded(byte[] bytes) throws IOException {
    if (depth >= MAX_DEPTH) {
      return "signature: " + Secrets.brief(bytes);
    }
    StringBuilder inner = new StringBuilder();
    new PgpSignatureText(inner, values, depth + 1).append(Blob.of(bytes));
    return inner.substring(1).strip().replace("\n\t", "; ");
  }

  private static String notation(byte[] bytes) {
    int name = (bytes[4] & 0xFF) << 8 | bytes[5] & 0xFF;
    int value = (bytes[6] & 0xFF) << 8 | bytes[7] & 0xFF;
    boolean readable = (bytes[0] & 0x80) != 0;
    String text = readable ? string(bytes, 8 + name, 8 + name + value)
        : Secrets.brief(java.util.Arrays.copyOfRange(bytes, 8 + name, bytes.length));
    return "notation: " + string(bytes, 8, 8 + name) + "=" + text;
  }

  private static long number(byte[] bytes) {
    return (bytes[0] & 0xFFL) << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF;
  }

  private static String date(long seconds) {
    return Instant.ofEpochSecond(seconds).toString().substring(0, 10);
  }

  /** Returns {@code 1y0d0h0m}; seconds, which gpg leaves out, only if there are some. */
  private static String span(long seconds) {
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    return (days < 365 ? "" : days / 365 + "y") + days % 365 + "d" + hours % 24 + "h" + minutes % 60 + "m"
        + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
  }

  private static String list(byte[] bytes) {
    StringBuilder all = new StringBuilder();
    for (byte each : bytes) {
      all.append(' ').append(each & 0xFF);
    }
    return all.toString();
  }

  private static String string(byte[] bytes, int from, int to) {
    return X500Names.escaped(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    return hex(bytes, 0);
  }

  private static String hex(byte[] bytes, int from) {
    return HexFormat.of().withUpperCase().formatHex(bytes, from, bytes.length);
  }
}
