package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/** Reads big-endian numbers from a part of an array; every read is checked. */
final class ByteCursor {
  private final byte[] bytes;
  private final int end;
  private int position;

  ByteCursor(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  int position() {
    return position;
  }

  int remaining() {
    return end - position;
  }

  int u1() throws FormatException {
    need(1);
    return bytes[position++] & 0xFF;
  }

  int u2() throws FormatException {
    need(2);
    int value = (bytes[position] & 0xFF) << 8 | bytes[position + 1] & 0xFF;
    position += 2;
    return value;
  }

  int i4() throws FormatException {
    return u2() << 16 | u2();
  }

  /** Returns a cursor over the next {@code length} bytes and moves past them. */
  ByteCursor part(long length) throws FormatException {
    need(length);
    ByteCursor part = new ByteCursor(bytes, position, position + (int) length);
    position += (int) length;
    return part;
  }

  /** Returns the next {@code length} bytes and moves past them. */
  byte[] bytes(int length) throws FormatException {
    need(length);
    position += length;
    return java.util.Arrays.copyOfRange(bytes, position - length, position);
  }

  void skip(long length) throws FormatException {
    need(length);
    position += (int) length;
  }

  private void need(long count) throws FormatException {
    if (count < 0 || count > end - position) {
      throw FormatException.at(position, "class file part ends before the " + count + " bytes that should follow");
    }
  }
}
