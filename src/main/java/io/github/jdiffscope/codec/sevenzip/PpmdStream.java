package io.github.jdiffscope.codec.sevenzip;

import io.github.jdiffscope.codec.ppmd.PpmdDecoder;
import io.github.jdiffscope.codec.ppmd.RangeDecoder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A known number of symbols of PPMd. */
final class PpmdStream extends InputStream {
  private final PpmdDecoder decoder;
  private final RangeDecoder range;
  private long left;

  PpmdStream(PpmdDecoder decoder, RangeDecoder range, long size) {
    this.decoder = decoder;
    this.range = range;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    if (left == 0) {
      return -1;
    }
    int symbol = decoder.next(range);
    if (symbol < 0) {
      throw new EOFException();
    }
    left--;
    return symbol;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = (int) Math.min(length, left);
    for (int i = 0; i < count; i++) {
      target[offset + i] = (byte) read();
    }
    return count == 0 && length > 0 ? -1 : count;
  }
}
