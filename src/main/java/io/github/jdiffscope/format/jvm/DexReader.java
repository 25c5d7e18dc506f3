package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/** Reads little-endian numbers of a dex file; every read is checked. */
final class DexReader {
  private final byte[] bytes;
  private int position;

  DexReader(byte[] bytes, long position) throws FormatException {
    this.bytes = bytes;
    if (position < 0 || position > bytes.length) {
      throw FormatException.at(Math.max(0, position), "an offset is not inside the file");
    }
    this.position = (int) position;
  }

  int position() {
    return position;
  }

  int u1() throws FormatException {
    if (position >= bytes.length) {
      throw FormatException.at(position, "the file ends inside an item");
    }
    return bytes[position++] & 0xFF;
  }

  int u2() throws FormatException {
    return u1() | u1() << 8;
  }

  int i4() throws FormatException {
    return u2() | u2() << 16;
  }

  long u4() throws FormatException {
    return i4() & 0xFFFF_FFFFL;
  }

  /** Returns an unsigned LEB128 value of at most five bytes. */
  int uleb() throws FormatException {
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = u1();
      value |= (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw FormatException.at(position, "a number is longer than five bytes");
  }

  /** Returns a signed LEB128 value of at most five bytes. */
  int sleb() throws FormatException {
    int start = position;
    int value = uleb();
    int bits = (position - start) * 7;
    return bits >= 32 ? value : value << 32 - bits >> 32 - bits;
  }

  /** Returns a count of things that each take at least {@code size} bytes. */
  int count(long value, int size) throws FormatException {
    if (value < 0 || value * size > bytes.length - position) {
      throw FormatException.at(position, value + " items are more than the file can hold");
    }
    return (int) value;
  }
}
