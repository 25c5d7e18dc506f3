package io.github.jdiffscope.codec.rar;

import io.github.jdiffscope.codec.ppmd.RangeDecoder;
import java.io.IOException;

/** The range decoder of RAR 3: carry-less, after Dmitry Subbotin. */
final class RarRange implements RangeDecoder {
  private static final int TOP = 1 << 24;
  private static final int BOTTOM = 1 << 15;

  private final RarBits in;
  private int low;
  private int range = -1;
  private int code;

  RarRange(RarBits in) throws IOException {
    this.in = in;
    for (int i = 0; i < 4; i++) {
      code = code << 8 | in.read(8);
    }
  }

  @Override
  public int threshold(int total) {
    range = Integer.divideUnsigned(range, total);
    return Integer.divideUnsigned(code - low, range);
  }

  @Override
  public void decode(int start, int size) throws IOException {
    low += start * range;
    range *= size;
    normalise();
  }

  @Override
  public boolean bit(int size, int bits) throws IOException {
    boolean set = Integer.compareUnsigned(threshold(1 << bits), size) >= 0;
    decode(set ? size : 0, set ? (1 << bits) - size : size);
    return set;
  }

  private void normalise() throws IOException {
    while (true) {
      if (Integer.compareUnsigned(low ^ low + range, TOP) >= 0) {
        if (Integer.compareUnsigned(range, BOTTOM) >= 0) {
          return;
        }
        range = -low & BOTTOM - 1;
      }
      code = code << 8 | in.read(8);
      range <<= 8;
      low <<= 8;
    }
  }
}
