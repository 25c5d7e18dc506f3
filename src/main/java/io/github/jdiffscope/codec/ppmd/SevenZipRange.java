package io.github.jdiffscope.codec.ppmd;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The range decoder of 7z: carries are resolved by the encoder. */
public final class SevenZipRange implements RangeDecoder {
  private static final int TOP = 1 << 24;

  private final InputStream in;
  private int range = -1;
  private int code;
  private int missing;

  public SevenZipRange(InputStream in) throws IOException {
    this.in = in;
    if (next() != 0) {
      throw new IOException("PPMd data do not begin with zero");
    }
    for (int i = 0; i < 4; i++) {
      code = code << 8 | next();
    }
  }

  /** A few bytes past the end may be asked for: they are looked at, not needed. */
  private int next() throws IOException {
    int value = in.read();
    if (value < 0 && ++missing > 5) {
      throw new EOFException();
    }
    return Math.max(0, value);
  }

  @Override
  public int threshold(int total) {
    range = Integer.divideUnsigned(range, total);
    return Integer.divideUnsigned(code, range);
  }

  @Override
  public void decode(int start, int size) throws IOException {
    code -= start * range;
    range *= size;
    normalise();
  }

  @Override
  public boolean bit(int size, int bits) throws IOException {
    int bound = (range >>> bits) * size;
    boolean set = Integer.compareUnsigned(code, bound) >= 0;
    if (set) {
      code -= bound;
      range -= bound;
    } else {
      range = bound;
    }
    normalise();
    return set;
  }

  private void normalise() throws IOException {
    if (range == 0) {
      throw new IOException("PPMd data are damaged");
    }
    while (Integer.compareUnsigned(range, TOP) < 0) {
      code = code << 8 | next();
      range <<= 8;
    }
  }
}
