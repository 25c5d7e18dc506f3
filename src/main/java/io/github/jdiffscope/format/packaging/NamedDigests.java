package io.github.jdiffscope.format.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Checks a file against the size and digests by which control data names it. */
final class NamedDigests {
  /** Digests by field name, the strongest first, with Java's names. */
  private static final String[][] DIGESTS = {{"sha512", "SHA-512"}, {"sha256", "SHA-256"}, {"sha1", "SHA-1"},
      {"md5", "MD5"}};
  private static final int CHUNK = 1 << 16;

  private NamedDigests() {}

  /** Returns how a file is another than the one that is named, or "" if it is that one. */
  static String fault(Path file, Map<String, String> facts) throws IOException {
    String size = facts.get("size");
    if (size != null && !size.equals(Long.toString(Files.size(file)))) {
      return "the file beside has " + Files.size(file) + " bytes, not " + size;
    }
    for (String[] digest : DIGESTS) {
      String named = facts.get(digest[0]);
      if (named != null) {
        String own = digest(file, digest[1]);
        return own.equals(named.toLowerCase(Locale.ROOT)) ? ""
            : "the file beside has " + digest[0] + " " + own + ", not " + named;
      }
    }
    return "";
  }

  private static String digest(Path file, String algorithm) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digested = new DigestInputStream(in, MessageDigest.getInstance(algorithm))) {
      byte[] buffer = new byte[CHUNK];
      while (digested.read(buffer) >= 0) {
        // All of it counts.
      }
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
