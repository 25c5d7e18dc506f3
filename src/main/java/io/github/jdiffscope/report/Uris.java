package io.github.jdiffscope.report;

import java.nio.charset.StandardCharsets;

/** Paths as URI references. */
final class Uris {
  private static final String HEX = "0123456789ABCDEF";

  private Uris() {}

  /** Returns the path with all but unreserved characters and slashes by their UTF-8 bytes (RFC 3986, 2.1). */
  static String encode(String path) {
    StringBuilder b = new StringBuilder(path.length() + 16);
    for (byte octet : Shown.text(path).getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
        b.append(c);
      } else {
        b.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return b.toString();
  }
}
