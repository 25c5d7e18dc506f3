package io.github.jdiffscope.format.jvm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text of files that are read line by line. */
final class LineText {
  static final int LIMIT = 64 << 20;

  private LineText() {}

  /** Returns bytes as UTF-8, or as ISO 8859-1 if they are no valid UTF-8. */
  static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** Returns text on one line: control characters and backslashes escaped. */
  static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    appendPrintable(out, text);
    return out.toString();
  }

  /** Appends text on one line: control characters and backslashes escaped. */
  static void appendPrintable(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)
              && !isPaired(text, i)) {
            ModifiedUtf8.hex(out.append("\\u"), c, 4);
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
