package io.github.jdiffscope.format.jvm;

import java.nio.charset.StandardCharsets;

/** Decodes the strings of class files (JVMS 4.4.7). */
final class ModifiedUtf8 {
  private ModifiedUtf8() {}

  /** Returns the text with backslashes, control characters and invalid bytes escaped, so that it is one line. */
  static String printable(byte[] bytes, int start, int length) {
    for (int i = start; i < start + length; i++) {
      if (bytes[i] < 0x20 || bytes[i] == '\\' || bytes[i] == 0x7F) {
        return escaped(bytes, start, start + length);
      }
    }
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  private static String escaped(byte[] bytes, int start, int end) {
    StringBuilder out = new StringBuilder(end - start + 16);
    int i = start;
    while (i < end) {
      int lead = bytes[i] & 0xFF;
      int second = i + 1 < end ? bytes[i + 1] & 0xFF : 0;
      int third = i + 2 < end ? bytes[i + 2] & 0xFF : 0;
      if (lead < 0x80) {
        append(out, (char) lead);
        i++;
      } else if ((lead & 0xE0) == 0xC0 && (second & 0xC0) == 0x80) {
        append(out, (char) ((lead & 0x1F) << 6 | second & 0x3F));
        i += 2;
      } else if ((lead & 0xF0) == 0xE0 && (second & 0xC0) == 0x80 && (third & 0xC0) == 0x80) {
        i += threeBytes(out, (char) ((lead & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F), bytes, i, end);
      } else {
        hex(out.append("\\x"), lead, 2);
        i++;
      }
    }
    return out.toString();
  }

  /** Writes the low byte of each character, which is at most U+00FF where a string holds bytes. */
  static void lowBytes(byte[] bytes, int start, int length, java.io.ByteArrayOutputStream out) {
    for (int i = start; i < start + length; i++) {
      int lead = bytes[i] & 0xFF;
      if (lead >= 0xC0 && lead < 0xE0 && i + 1 < start + length) {
        out.write((lead & 0x1F) << 6 | bytes[++i] & 0x3F);
      } else {
        out.write(lead);
      }
    }
  }

  /** Returns how many bytes were used: 6 for a surrogate pair, which is shown as it is, else 3. */
  private static int threeBytes(StringBuilder out, char c, byte[] bytes, int at, int end) {
    if (Character.isHighSurrogate(c) && at + 5 < end && (bytes[at + 3] & 0xFF) == 0xED
        && (bytes[at + 4] & 0xF0) == 0xB0 && (bytes[at + 5] & 0xC0) == 0x80) {
      out.append(c).append((char) (0xD000 | (bytes[at + 4] & 0x3F) << 6 | bytes[at + 5] & 0x3F));
      return 6;
    }
    append(out, c);
    return 3;
  }

  private static void append(StringBuilder out, char c) {
    if (c == '\\') {
      out.append("\\\\");
    } else if (c == '\n') {
      out.append("\\n");
    } else if (c == '\t') {
      out.append("\\t");
    } else if (c == '\r') {
      out.append("\\r");
    } else if (isOdd(c)) {
      hex(out.append("\\u"), c, 4);
    } else {
      out.append(c);
    }
  }

  private static boolean isOdd(char c) {
    return c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0xAD || c >= 0x200B && c <= 0x200F || c >= 0x2028 && c <= 0x202E
        || c >= 0x2060 && c <= 0x206F || c >= 0xD800 && c <= 0xF8FF || c == 0xFEFF || c >= 0xFFF0;
  }

  static void hex(StringBuilder out, long value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
      out.append(Character.forDigit((int) (value >>> shift) & 15, 16));
    }
  }
}
