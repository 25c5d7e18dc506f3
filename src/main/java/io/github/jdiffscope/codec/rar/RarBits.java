package io.github.jdiffscope.codec.rar;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bits of a stream, the most significant of a byte first. */
final class RarBits {
  /** Decoding looks ahead at most this far behind the end. */
  private static final int BORROWED_LIMIT = 8;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 13];
  private int position;
  private int end;
  private long bits;
  private int available;
  private long consumed;
  private int borrowed;

  RarBits(InputStream in) {
    this.in = in;
  }

  private int nextByte() throws IOException {
    if (position == end) {
      end = Math.max(0, in.read(buffer, 0, buffer.length));
      position = 0;
      if (end == 0) {
        if (++borrowed > BORROWED_LIMIT) {
          throw new EOFException();
        }
        return 0;
      }
    }
    return buffer[position++] & 0xFF;
  }

  private void fill(int count) throws IOException {
    while (available < count) {
      bits = bits << 8 | nextByte();
      available += 8;
    }
  }

  /** Returns the next bits without taking them. */
  int peek(int count) throws IOException {
    fill(count);
    return (int) (bits >>> available - count) & (1 << count) - 1;
  }

  void skip(int count) {
    available -= count;
    consumed += count;
  }

  int read(int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    int value = peek(count);
    skip(count);
    return value;
  }

  /** Returns how many bits were taken in all. */
  long consumed() {
    return consumed;
  }

  /** Moves to the start of the next byte, unless at one. */
  void align() {
    skip(available % 8);
  }
}
