package io.github.jdiffscope.report;

/**
 * How characters of the input are shown where they must not stand as they are: control characters could drive a
 * terminal, bidirectional controls could reorder a line, invisible characters would hide the difference they make.
 */
final class Shown {
  private static final String HEX = "0123456789abcdef";

  private Shown() {}

  /** Returns whether the character can be written as it is; a pair of surrogates is asked about as one code point. */
  static boolean isPlain(int c) {
    if (c < 0x7f) {
      return c >= ' ' || c == '\t';
    }
    return c >= 0xa0 && c != 0xad && (c < 0x061c || isPlainAbove(c));
  }

  private static boolean isPlainAbove(int c) {
    if (c >= 0x2000 && c <= 0x206f) {
      boolean invisible = c == 0x200b || c == 0x200e || c == 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2060;
      return !invisible;
    }
    boolean surrogate = c >= 0xd800 && c <= 0xdfff;
    boolean annotation = c >= 0xfff9 && c <= 0xfffb || c >= 0xe0000 && c <= 0xe007f;
    boolean noncharacter = (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef;
    return !surrogate && !annotation && !noncharacter && c != 0x061c && c != 0xfeff;
  }

  /**
   * Returns what stands for a character that is not plain: {@code \x1b} for control characters and for bytes that were
   * not decodable (carried as U+DC80..U+DCFF), <code>&#92;u{202e}</code> for others.
   */
  static String escape(int c) {
    if (c == '\r') {
      return "\\r";
    }
    if (c == '\n') {
      return "\\n";
    }
    if (c < 0x80) {
      return hexByte(c);
    }
    if (c >= 0xdc80 && c <= 0xdcff) {
      return hexByte(c - 0xdc00);
    }
    return "\\u{" + Integer.toHexString(c) + "}";
  }

  private static String hexByte(int b) {
    return new String(new char[] {'\\', 'x', HEX.charAt(b >> 4 & 15), HEX.charAt(b & 15)});
  }

  /** Returns the text with every character that is not plain replaced; the same object where all are. */
  static String text(String s) {
    int i = 0;
    while (i < s.length() && s.charAt(i) < 0x7f && isPlain(s.charAt(i))) {
      i++;
    }
    return i == s.length() ? s : escaped(s);
  }

  private static String escaped(String s) {
    StringBuilder b = new StringBuilder(s.length() + 16);
    for (int i = 0; i < s.length();) {
      int c = s.codePointAt(i);
      i += Character.charCount(c);
      if (isPlain(c)) {
        b.appendCodePoint(c);
      } else {
        b.append(escape(c));
      }
    }
    return b.toString();
  }

  /** Returns the columns a plain character takes on a terminal: 0 for combining marks, 2 for wide ones. */
  static int columns(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || c == 0x200c || c == 0x200d) {
      return 0;
    }
    boolean wide = c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
        || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
        || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
    return wide ? 2 : 1;
  }
}
