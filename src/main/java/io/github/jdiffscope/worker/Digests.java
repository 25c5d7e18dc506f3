package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of contents, for reports that carry them. */
final class Digests {
  private static final int CHUNK = 1 << 16;

  private Digests() {}

  /** Returns the SHA-256 of all bytes as 64 hexadecimal digits. */
  static String sha256(Blob blob) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[CHUNK];
    for (long position = 0; position < blob.size(); ) {
      int count = blob.read(position, buffer, 0, CHUNK);
      if (count <= 0) {
        break;
      }
      digest.update(buffer, 0, count);
      position += count;
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns the SHA-256 of a stream, read to its end, as 64 hexadecimal digits. */
  static String sha256(InputStream content) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[CHUNK];
    for (int count; (count = content.read(buffer)) >= 0; ) {
      digest.update(buffer, 0, count);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
