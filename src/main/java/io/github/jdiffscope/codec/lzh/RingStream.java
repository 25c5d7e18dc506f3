package io.github.jdiffscope.codec.lzh;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Content decoded through a ring of the last bytes, as the older methods of LHA and ARJ have it. */
abstract class RingStream extends BulkStream {
  private static final int MISSING_LIMIT = 4;

  final byte[] ring;
  private final InputStream in;
  private int write;
  private int copyFrom;
  private int copyLeft;
  private long left;
  private int buffer;
  private int available;
  private int missing;

  /**
   * @param start where in the ring the first byte goes
   */
  RingStream(InputStream in, int ringSize, int start, long size) {
    this.in = in;
    this.ring = new byte[ringSize];
    this.write = start;
    this.left = size;
  }

  /** Returns the next literal, or asks for a copy and returns -1. */
  abstract int next() throws IOException;

  /** Asks for a copy from a place of the ring. */
  final void copy(int from, int length) {
    copyFrom = Math.floorMod(from, ring.length);
    copyLeft = length;
  }

  /** Returns where the next byte goes. */
  final int position() {
    return write;
  }

  final int nextByte() throws IOException {
    int value = in.read();
    if (value < 0 && ++missing > MISSING_LIMIT) {
      throw new EOFException();
    }
    return Math.max(0, value);
  }

  /** Returns the next bits, the most significant first. */
  final int bits(int count) throws IOException {
    while (available < count) {
      buffer = buffer << 8 | nextByte();
      available += 8;
    }
    available -= count;
    return buffer >>> available & (1 << count) - 1;
  }

  private byte put(int value) {
    ring[write] = (byte) value;
    write = (write + 1) % ring.length;
    return (byte) value;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    for (int i = 0; i < count; i++) {
      int literal = copyLeft == 0 ? next() : -1;
      if (literal < 0) {
        literal = ring[copyFrom];
        copyFrom = (copyFrom + 1) % ring.length;
        copyLeft--;
      }
      target[offset + i] = put(literal);
    }
    left -= count;
    return count;
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}
