package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/**
 * A chunk of compiled Android resources (ResourceTypes.h: ResChunk_header) and the numbers in it, little-endian.
 *
 * @param start offset of the chunk in {@code bytes}
 * @param headerSize from {@code start} to the chunk's content
 * @param end offset behind the chunk
 */
record ChunkReader(byte[] bytes, int type, int start, int headerSize, int end) {
  private static final int SMALLEST = 8;

  /** Returns the chunk at an offset; it may not go past {@code limit}. */
  static ChunkReader at(byte[] bytes, int start, int limit) throws FormatException {
    if (start > limit - SMALLEST) {
      throw FormatException.at(start, "a chunk is cut off");
    }
    ChunkReader head = new ChunkReader(bytes, 0, start, SMALLEST, limit);
    int headerSize = head.u2(2);
    long size = head.u4(4);
    if (headerSize < SMALLEST || size < headerSize || size > limit - start) {
      throw FormatException.at(start, "a chunk of " + size + " bytes does not fit");
    }
    return new ChunkReader(bytes, head.u2(0), start, headerSize, start + (int) size);
  }

  int size() {
    return end - start;
  }

  int u1(long offset) throws FormatException {
    check(offset, 1);
    return bytes[start + (int) offset] & 0xFF;
  }

  int u2(long offset) throws FormatException {
    check(offset, 2);
    int at = start + (int) offset;
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
  }

  int i4(long offset) throws FormatException {
    check(offset, 4);
    int at = start + (int) offset;
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
  }

  long u4(long offset) throws FormatException {
    return i4(offset) & 0xFFFF_FFFFL;
  }

  /** Returns a count that a number claims, if that many items fit into the chunk. */
  int count(long offset, int itemSize) throws FormatException {
    long count = u4(offset);
    if (count * itemSize > size()) {
      throw FormatException.at(start + offset, count + " items do not fit into their chunk");
    }
    return (int) count;
  }

  void check(long offset, long length) throws FormatException {
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw FormatException.at(start + Math.max(0, offset), "a number is not inside its chunk");
    }
  }
}
