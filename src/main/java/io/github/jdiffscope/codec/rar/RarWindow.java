package io.github.jdiffscope.codec.rar;

import java.io.IOException;

/** The last decoded bytes: matches refer to them, and filters change them on their way out, not here. */
final class RarWindow {
  private final byte[] bytes;
  private final int mask;
  /** Bytes decoded since the start. */
  private long decoded;

  /**
   * @param size at least this much is kept
   */
  RarWindow(int size) {
    int rounded = Integer.highestOneBit(Math.max(size, 1 << 16) - 1) << 1;
    this.bytes = new byte[rounded];
    this.mask = rounded - 1;
  }

  int size() {
    return bytes.length;
  }

  long decoded() {
    return decoded;
  }

  void put(int value) {
    bytes[(int) decoded++ & mask] = (byte) value;
  }

  void copy(int distance, int length) throws IOException {
    if (distance <= 0 || distance > decoded || distance > bytes.length) {
      throw new IOException("a match lies before the start");
    }
    int to = (int) decoded & mask;
    int from = (int) (decoded - distance) & mask;
    decoded += length;
    if (from + length <= bytes.length && to + length <= bytes.length && distance >= length) {
      System.arraycopy(bytes, from, bytes, to, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      bytes[to] = bytes[from];
      to = to + 1 & mask;
      from = from + 1 & mask;
    }
  }

  /** Copies bytes that were decoded and are still here. */
  void get(long position, byte[] target, int offset, int length) {
    int start = (int) position & mask;
    int first = Math.min(length, bytes.length - start);
    System.arraycopy(bytes, start, target, offset, first);
    System.arraycopy(bytes, 0, target, offset + first, length - first);
  }
}
