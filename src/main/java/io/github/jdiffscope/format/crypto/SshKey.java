package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.X500Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A public key of SSH (RFC 4253, 6.6; certificates: OpenSSH's PROTOCOL.certkeys).
 *
 * @param type as {@code ssh-ed25519}
 * @param bits its size, 0 if unknown
 * @param fingerprint {@code SHA256:...}, of a certificate that of its key
 * @param certificate lines as {@code ssh-keygen -L} prints them, empty if it is none
 */
record SshKey(String type, int bits, String fingerprint, List<String> certificate) {
  static final Set<String> TYPES = Set.of("ssh-rsa", "ssh-dss", "ssh-ed25519", "ssh-ed448", "ecdsa-sha2-nistp256",
      "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com");
  static final String CERTIFICATE = "-cert-v01@openssh.com";
  private static final int MAX_ITEMS = 256;

  /** Returns the key that a blob is. */
  static SshKey read(byte[] blob) throws IOException {
    BinaryReader in = new BinaryReader(Blob.of(blob), ByteOrder.BIG_ENDIAN);
    String type = new String(string(in, "type"), StandardCharsets.ISO_8859_1);
    boolean certified = type.endsWith(CERTIFICATE);
    String plain = certified ? type.replace(CERTIFICATE, type.startsWith("sk-") ? "@openssh.com" : "") : type;
    if (!TYPES.contains(plain)) {
      throw new FormatException("SSH key of type " + X500Names.escaped(type));
    }
    if (certified) {
      string(in, "nonce");
    }
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    put(key, plain.getBytes(StandardCharsets.ISO_8859_1));
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < parts(plain); i++) {
      byte[] part = string(in, "part of a key");
      parts.add(part);
      put(key, part);
    }
    String print = "SHA256:"
        + Base64.getEncoder().withoutPadding().encodeToString(Secrets.digest("SHA-256", key.toByteArray()));
    return new SshKey(type, size(plain, parts), print, certified ? certificate(in) : List.of());
  }

  private static int parts(String type) {
    return switch (type) {
      case "ssh-dss" -> 4;
      case "ssh-ed25519", "ssh-ed448" -> 1;
      case "sk-ecdsa-sha2-nistp256@openssh.com" -> 3;
      default -> 2;
    };
  }

  private static int size(String type, List<byte[]> parts) {
    return switch (type) {
      case "ssh-rsa" -> new BigInteger(1, parts.get(1)).bitLength();
      case "ssh-dss" -> new BigInteger(1, parts.get(0)).bitLength();
      case "ssh-ed448" -> 456;
      case "ecdsa-sha2-nistp384" -> 384;
      case "ecdsa-sha2-nistp521" -> 521;
      default -> 256;
    };
  }

  /** Returns {@code ED25519}, {@code ECDSA-CERT} and the like. */
  String kind() {
    String name = type.contains("ssh-rsa") ? "RSA" : type.contains("ssh-dss") ? "DSA" : type.contains("ed25519")
        ? "ED25519"
        : type.contains("ed448") ? "ED448" : "ECDSA";
    return name + (type.startsWith("sk-") ? "-SK" : "") + (type.endsWith(CERTIFICATE) ? "-CERT" : "");
  }

  private static List<String> certificate(BinaryReader in) throws IOException {
    List<String> lines = new ArrayList<>();
    String serial = Long.toUnsignedString(in.i64("serial number"));
    int type = in.i32("type of the certificate");
    String id = text(string(in, "identity"));
    byte[] principals = string(in, "principals");
    long after = in.i64("start of validity");
    long before = in.i64("end of validity");
    byte[] critical = string(in, "critical options");
    byte[] extensions = string(in, "extensions");
    byte[] reserved = string(in, "reserved");
    SshKey authority = read(string(in, "key of the authority"));
    lines.add("Type: " + (type == 1 ? "user" : type == 2 ? "host" : "unknown (" + type + ")") + " certificate");
    lines.add("Signing CA: " + authority.kind() + " " + authority.fingerprint());
    lines.add("Key ID: \"" + id + "\"");
    lines.add("Serial: " + serial);
    lines.add("Valid: from " + time(after) + " to " + time(before));
    lines.add("Principals:" + (principals.length == 0 ? " (none)" : ""));
    BinaryReader names = new BinaryReader(Blob.of(principals), ByteOrder.BIG_ENDIAN);
    while (names.remaining() > 0 && lines.size() < MAX_ITEMS) {
      lines.add("  " + text(string(names, "principal")));
    }
    options(lines, "Critical Options:", critical);
    options(lines, "Extensions:", extensions);
    if (reserved.length > 0) {
      lines.add("Reserved: " + Secrets.brief(reserved));
    }
    return lines;
  }

  private static void options(List<String> lines, String title, byte[] bytes) throws IOException {
    lines.add(title + (bytes.length == 0 ? " (none)" : ""));
    BinaryReader in = new BinaryReader(Blob.of(bytes), ByteOrder.BIG_ENDIAN);
    while (in.remaining() > 0 && lines.size() < 2 * MAX_ITEMS) {
      String name = text(string(in, "option"));
      byte[] value = string(in, "value of an option");
      String text = value.length < 4 ? "" : " "
          + text(string(new BinaryReader(Blob.of(value), ByteOrder.BIG_ENDIAN), "value"));
      lines.add("  " + name + text);
    }
  }

  private static String time(long seconds) {
    return seconds == 0 ? "always" : seconds < 0 || seconds > 1L << 40 ? "forever"
        : Instant.ofEpochSecond(seconds).toString();
  }

  private static String text(byte[] bytes) {
    return X500Names.escaped(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Returns a string of RFC 4251, 5: its length before it. */
  static byte[] string(BinaryReader in, String field) throws IOException {
    long length = in.u32("length of " + field);
    if (length > in.remaining()) {
      throw FormatException.at(in.position(), String.format(Locale.ROOT, "%s of %,d bytes is cut off", field, length));
    }
    return in.bytes((int) length, field);
  }

  private static void put(ByteArrayOutputStream out, byte[] bytes) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(bytes.length >> shift);
    }
    out.writeBytes(bytes);
  }
}
