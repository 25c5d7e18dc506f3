package io.github.jdiffscope.format.executable.code;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers and strings in bytes, by position. Reading outside throws {@link IndexOutOfBoundsException}, which the
 * comparators turn into a comment about the part that was being read.
 */
public record ByteView(byte[] bytes, boolean little) {

  public long size() {
    return bytes.length;
  }

  public int u8(long at) {
    return bytes[index(at)] & 0xFF;
  }

  public int u16(long at) {
    int i = index(at, 2);
    int first = bytes[i] & 0xFF;
    int second = bytes[i + 1] & 0xFF;
    return little ? second << 8 | first : first << 8 | second;
  }

  public int i32(long at) {
    int i = index(at, 4);
    int value = (bytes[i] & 0xFF) << 24 | (bytes[i + 1] & 0xFF) << 16 | (bytes[i + 2] & 0xFF) << 8 | bytes[i + 3] & 0xFF;
    return little ? Integer.reverseBytes(value) : value;
  }

  public long u32(long at) {
    return i32(at) & 0xFFFF_FFFFL;
  }

  public long i64(long at) {
    int i = index(at, 8);
    long first = i32(i) & 0xFFFF_FFFFL;
    long second = i32(i + 4) & 0xFFFF_FFFFL;
    return little ? second << 32 | first : first << 32 | second;
  }

  /** Returns a value of 4 or 8 bytes, unsigned where it has 4. */
  public long word(long at, boolean wide) {
    return wide ? i64(at) : u32(at);
  }

  /** Returns the bytes up to a NUL or the end as UTF-8. */
  public String string(long at) {
    int start = index(at);
    int end = start;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  public byte[] copy(long at, long length) {
    if (at < 0 || length < 0 || at > bytes.length - length) {
      throw new IndexOutOfBoundsException(length + " bytes at " + at);
    }
    return Arrays.copyOfRange(bytes, (int) at, (int) (at + length));
  }

  private int index(long at) {
    return index(at, 1);
  }

  private int index(long at, int size) {
    if (at < 0 || at > bytes.length - size) {
      throw outside(at, size);
    }
    return (int) at;
  }

  private IndexOutOfBoundsException outside(long at, int size) {
    return new IndexOutOfBoundsException("byte " + (at < 0 || at >= bytes.length ? at : at + size - 1) + " of " + bytes.length);
  }
}
