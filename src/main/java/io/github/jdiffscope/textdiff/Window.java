package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** A part of a source in memory, moved along as needed. */
final class Window {
  static final int SIZE = 1 << 17;

  private final ByteSource source;
  byte[] bytes;
  /** Position of the first byte held. */
  long start;
  /** How many bytes are held. */
  int length;

  Window(ByteSource source) {
    this(source, SIZE);
  }

  Window(ByteSource source, int size) {
    this.source = source;
    this.bytes = new byte[(int) Math.max(1, Math.min(size, source.size()))];
  }

  ByteSource source() {
    return source;
  }

  /** Returns whether the byte at a position is held. */
  boolean holds(long position) {
    return position >= start && position - start < length;
  }

  /** Moves the window so that it starts at a position, and returns how many bytes it then holds. */
  int load(long position) throws IOException {
    return load(position, bytes.length);
  }

  /** Moves the window so that it starts at a position and holds at most {@code count} bytes. */
  int load(long position, int count) throws IOException {
    start = position;
    length = source.read(position, bytes, 0, Math.min(count, bytes.length));
    return length;
  }

  /** Returns the byte at a position, 0..255. */
  int at(long position) throws IOException {
    if (!holds(position)) {
      load(Math.max(0, position - bytes.length / 8));
      if (!holds(position)) {
        throw shrunk(position);
      }
    }
    return bytes[(int) (position - start)] & 0xFF;
  }

  static IOException shrunk(long position) {
    return new IOException("input ended at byte " + position + " while it was compared");
  }
}
