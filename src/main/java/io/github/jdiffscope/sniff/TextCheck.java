package io.github.jdiffscope.sniff;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Tells text from other bytes. */
final class TextCheck {
  private TextCheck() {}

  /** Returns whether bytes are text: UTF-8, UTF-16 with a mark, or a single-byte encoding with few odd characters. */
  static boolean isText(byte[] head, boolean cut) {
    if (head.length == 0) {
      return false;
    }
    if (bom(head) != null) {
      return true;
    }
    int high = 0;
    for (byte b : head) {
      int value = b & 0xFF;
      if (value < 0x20 && !isTextControl(value) || value == 0x7F) {
        return false;
      }
      high += value >>> 7;
    }
    return high == 0 || isUtf8(head, cut) || high <= head.length / 4;
  }

  private static boolean isTextControl(int value) {
    return value >= 0x07 && value <= 0x0D || value == 0x1B;
  }

  private static boolean isUtf8(byte[] head, boolean cut) {
    int i = 0;
    while (i < head.length) {
      int lead = head[i++] & 0xFF;
      int following = lead < 0x80 ? 0 : lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2
          : lead >= 0xF0 && lead < 0xF5 ? 3 : -1;
      if (following < 0) {
        return false;
      }
      for (; following > 0; following--, i++) {
        if (i == head.length) {
          return cut;
        }
        if ((head[i] & 0xC0) != 0x80) {
          return false;
        }
      }
    }
    return true;
  }

  private static Charset bom(byte[] head) {
    if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
      return StandardCharsets.UTF_8;
    }
    if (head.length >= 2 && head.length % 2 == 0) {
      if (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
        return StandardCharsets.UTF_16BE;
      }
      if (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
        return StandardCharsets.UTF_16LE;
      }
    }
    return null;
  }

  /** Returns the text of bytes by byte order mark, else as UTF-8 if valid, else as ISO 8859-1; without the mark. */
  static String decode(byte[] head) {
    Charset charset = bom(head);
    if (charset == null) {
      charset = isUtf8(head, true) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }
    String text = new String(head, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
