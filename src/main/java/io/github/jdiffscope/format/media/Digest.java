package io.github.jdiffscope.format.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stands for bytes that are too many to be shown. */
final class Digest {
  private static final int SHOWN = 8;

  private Digest() {}

  /** Returns the beginning of the SHA-256 of bytes, enough to tell two of them apart. */
  static String of(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "SHA-256 " + HexFormat.of().formatHex(digest, 0, SHOWN) + "...";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
