package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;

/**
 * A run of blocks of a file.
 *
 * @param offset of the first one in the file, in blocks
 * @param unwritten whether it was set aside only, and reads as zeros
 */
record XfsExtent(long offset, long block, long count, boolean unwritten) {
  static final int SIZE = 16;

  /** Returns the run that 128 bits tell: 1 flag, 54 offset, 52 block, 21 count. */
  static XfsExtent of(Struct raw, int at) throws FormatException {
    long first = raw.i64(at);
    long second = raw.i64(at + 8);
    return new XfsExtent(first >>> 9 & (1L << 54) - 1, (first & 0x1FF) << 43 | second >>> 21, second & 0x1F_FFFF,
        first < 0);
  }
}
