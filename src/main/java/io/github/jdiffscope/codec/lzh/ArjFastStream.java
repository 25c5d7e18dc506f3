package io.github.jdiffscope.codec.lzh;

import java.io.IOException;
import java.io.InputStream;

/** Decompresses ARJ's method 4: numbers of growing width, a length of 0 for a literal (technical notes of unarj). */
public final class ArjFastStream extends RingStream {
  private static final int RING = 26_624;
  private static final int SHORTEST = 3;
  private static final int LARGEST_LENGTH_BITS = 7;
  private static final int SMALLEST_OFFSET_BITS = 9;
  private static final int LARGEST_OFFSET_BITS = 13;

  public ArjFastStream(InputStream in, long size) {
    super(in, RING, 0, size);
  }

  @Override
  int next() throws IOException {
    int length = number(0, LARGEST_LENGTH_BITS);
    if (length == 0) {
      return bits(8);
    }
    int offset = number(SMALLEST_OFFSET_BITS, LARGEST_OFFSET_BITS);
    copy(position() - offset - 1, length - 1 + SHORTEST);
    return -1;
  }

  /** Ones say how much wider than the narrowest the number is. */
  private int number(int narrowest, int widest) throws IOException {
    int base = 0;
    int width = narrowest;
    while (width < widest && bits(1) == 1) {
      base += 1 << width++;
    }
    return base + bits(width);
  }
}
