package io.github.jdiffscope.codec.lzx;

/** Bits of a stream of little-endian 16-bit words, the most significant bit of a word first; zeros past the end. */
final class LzxBits {
  private final byte[] bytes;
  private final int end;
  private int position;
  private long buffer;
  private int available;
  private int borrowed;

  LzxBits(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  private void fill(int count) {
    while (available < count) {
      int low = position < end ? bytes[position] & 0xFF : 0;
      int high = position + 1 < end ? bytes[position + 1] & 0xFF : 0;
      borrowed += position >= end ? 2 : 0;
      position += 2;
      buffer = buffer << 16 | high << 8 | low;
      available += 16;
    }
  }

  int peek(int count) {
    fill(count);
    return (int) (buffer >>> available - count) & (1 << count) - 1;
  }

  void skip(int count) {
    available -= count;
  }

  int read(int count) {
    if (count == 0) {
      return 0;
    }
    int value = peek(count);
    available -= count;
    return value;
  }

  /** Returns whether more bits were taken than there are, beyond the words that decoding may look ahead. */
  boolean isExhausted() {
    return borrowed > 8;
  }

  /** Moves to the next word. */
  void align() {
    available -= available % 16;
  }

  /** Moves to the next word, or past one if at its start, and gives back what was read ahead: bytes come next. */
  void startBytes() {
    if (available % 16 == 0) {
      fill(available + 16);
      available -= 16;
    } else {
      available -= available % 16;
    }
    position -= available / 8;
    available = 0;
  }

  int readByte() {
    return position < end ? bytes[position++] & 0xFF : lost();
  }

  private int lost() {
    borrowed++;
    position++;
    return 0;
  }

  int readInt() {
    return readByte() | readByte() << 8 | readByte() << 16 | readByte() << 24;
  }
}
