package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that is collected as UTF-8 bytes, some of which may not be valid. */
final class ByteText {
  private static final char ESCAPE_BASE = 0xDC00;
  /** What the standard library copies to its own memory first. */
  private static final int WRITTEN_AT_ONCE = 1 << 16;
  /** Of the largest long. */
  private static final int MOST_DIGITS = 19;
  private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

  private byte[] bytes;
  private int length;
  private boolean ascii;

  /**
   * Makes an empty text.
   *
   * @param expected how many bytes it will have, about; growing a large one costs as much as filling it
   */
  ByteText(long expected) {
    bytes = new byte[(int) Math.max(1024, Math.min(expected, 1 << 28))];
  }

  int length() {
    return length;
  }

  ByteText add(int b) {
    ensure(1);
    bytes[length++] = (byte) b;
    return this;
  }

  ByteText add(byte[] from, int offset, int count) {
    ensure(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
    return this;
  }

  /** Adds one byte and then others. */
  void add(int first, byte[] from, int offset, int count) {
    ensure(count + 1);
    bytes[length] = (byte) first;
    System.arraycopy(from, offset, bytes, length + 1, count);
    length += count + 1;
  }

  /** Adds ASCII characters. */
  @SuppressWarnings("deprecation") // the one way to copy ASCII without an array in between
  ByteText add(String ascii) {
    int count = ascii.length();
    ensure(count);
    ascii.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  /** Adds a number, 0 or more, in decimal digits. */
  ByteText addNumber(long number) {
    int digits = 1;
    for (long power = 10; digits < MOST_DIGITS && number >= power; power *= 10) {
      digits++;
    }
    ensure(digits);
    long rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Adds a number as exactly {@code digits} hexadecimal digits, or more if it needs more. */
  ByteText addHex(long number, int digits) {
    int needed = Math.max(digits, (67 - Long.numberOfLeadingZeros(number)) / 4);
    ensure(needed);
    for (int i = needed - 1; i >= 0; i--) {
      bytes[length++] = HEX[(int) (number >>> (4 * i)) & 15];
    }
    return this;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      long wanted = Math.max((long) length + more, Math.min(bytes.length * 2L, bytes.length + (64L << 20)));
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16L, wanted));
    }
  }

  /** Says that all that was added is ASCII, which makes the text in one copy. */
  ByteText ascii() {
    ascii = true;
    return this;
  }

  /** Writes the bytes as they are. */
  void writeTo(OutputStream out) throws IOException {
    for (int at = 0; at < length; at += WRITTEN_AT_ONCE) {
      out.write(bytes, at, Math.min(WRITTEN_AT_ONCE, length - at));
    }
  }

  @Override
  public String toString() {
    return ascii ? new String(bytes, 0, length, StandardCharsets.ISO_8859_1) : text(bytes, length);
  }

  /** Returns bytes as text; each byte that is not valid UTF-8 stands as one lone surrogate U+DC80..U+DCFF. */
  static String text(byte[] utf8, int length) {
    if (isAscii(utf8, length)) {
      return new String(utf8, 0, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(length);
    int at = 0;
    while (at < length) {
      int run = at;
      int next = sequence(utf8, run, length);
      while (next > 0 && run < length) {
        run += next;
        next = run < length ? sequence(utf8, run, length) : 0;
      }
      if (run > at) {
        text.append(new String(utf8, at, run - at, StandardCharsets.UTF_8));
        at = run;
      } else {
        text.append((char) (ESCAPE_BASE + (utf8[at++] & 0xFF)));
      }
    }
    return text.toString();
  }

  private static boolean isAscii(byte[] bytes, int length) {
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= bytes[i];
    }
    return all >= 0;
  }

  /** Returns how many bytes the valid sequence at a position has, or 0 (Unicode, table 3-7: well-formed UTF-8). */
  static int sequence(byte[] utf8, int at, int length) {
    int first = utf8[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    int count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (at + count > length) {
      return 0;
    }
    int second = utf8[at + 1] & 0xFF;
    int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < count; i++) {
      if ((utf8[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return count;
  }

  /** Returns the code point of a valid sequence. */
  static int codePoint(byte[] utf8, int at, int count) {
    if (count == 1) {
      return utf8[at];
    }
    int code = utf8[at] & (0xFF >> count + 1);
    for (int i = 1; i < count; i++) {
      code = code << 6 | utf8[at + i] & 0x3F;
    }
    return code;
  }
}
