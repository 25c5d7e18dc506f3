package io.github.jdiffscope.format.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What may be shown of bytes that are secret or long: their number and a digest. */
final class Secrets {
  private static final int SHORT = 64;
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  private Secrets() {}

  /** Returns how many bytes there are, and their SHA-256. */
  static String digest(byte[] bytes) {
    return bytes.length + " bytes, SHA-256 " + sha256(bytes);
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-256", bytes));
  }

  /** Returns bytes that are no secret: all of them if they are few, else their digest. */
  static String brief(byte[] bytes) {
    return bytes.length <= SHORT ? HexFormat.of().formatHex(bytes) : digest(bytes);
  }

  /** Returns two capital digits a byte, colons between. */
  static String colons(byte[] bytes) {
    return COLONS.withUpperCase().formatHex(bytes);
  }

  /** Appends all bytes, {@code columns} a line, as openssl does. */
  static void block(StringBuilder out, String indent, byte[] bytes, int columns) {
    for (int at = 0; at < bytes.length; at += columns) {
      int end = Math.min(bytes.length, at + columns);
      out.append(indent).append(COLONS.formatHex(bytes, at, end)).append(end < bytes.length ? ":\n" : "\n");
    }
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
