package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** Bytes to be compared, read by position. */
public interface ByteSource {

  /** Returns the size in bytes. */
  long size();

  /**
   * Returns how many bytes were copied to {@code target}: {@code length}, or fewer only at the end.
   *
   * @param position first byte, 0..size
   */
  int read(long position, byte[] target, int offset, int length) throws IOException;

  /** Returns a source over bytes in memory. */
  static ByteSource of(byte[] content) {
    return new MemorySource(content);
  }
}
