package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.util.Arrays;

/**
 * A range of bytes cut into chunks where its content says so, so that equal content is cut alike wherever it lies.
 *
 * <p>A rolling "gear" hash over the last 64 bytes, cut where its top bits are zero (W. Xia et al., "FastCDC", USENIX
 * ATC
 * 2016, section 3.2), with a least and a greatest size.
 */
final class Chunks {
  private static final long[] GEAR = gear();
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private long[] starts;
  private long[] hashes;
  private int count;

  private Chunks(int guess) {
    starts = new long[guess + 1];
    hashes = new long[guess];
  }

  private static long[] gear() {
    long[] gear = new long[256];
    long state = 0x243F6A8885A308D3L;
    for (int i = 0; i < gear.length; i++) {
      // SplitMix64: G. Steele et al., OOPSLA 2014.
      state += FACTOR;
      long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
      z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
      gear[i] = z ^ z >>> 31;
    }
    return gear;
  }

  /** Returns the chunks of a range, of 2^bits bytes on average. */
  static Chunks of(Window window, long from, long to, int bits) throws IOException {
    Chunks chunks = new Chunks((int) Math.min(1 << 20, ((to - from) >> bits) + 16));
    int least = Math.max(16, 1 << bits - 2);
    int greatest = 8 << bits;
    int shift = 64 - bits;
    long start = from;
    long roll = 0;
    long hash = 0;
    int length = 0;
    long position = from;
    while (position < to) {
      int got = window.load(position, (int) Math.min(to - position, Window.SIZE));
      if (got == 0) {
        throw Window.shrunk(position);
      }
      byte[] bytes = window.bytes;
      for (int i = 0; i < got; i++) {
        int b = bytes[i] & 0xFF;
        roll = (roll << 1) + GEAR[b];
        hash = (hash + b + 1) * FACTOR;
        hash ^= hash >>> 32;
        length++;
        if (length >= least && (roll >>> shift == 0 || length >= greatest)) {
          chunks.add(start, hash);
          start += length;
          length = 0;
          hash = 0;
        }
      }
      position += got;
    }
    if (length > 0) {
      chunks.add(start, hash);
    }
    chunks.starts[chunks.count] = to;
    return chunks;
  }

  private void add(long start, long hash) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count * 2);
      starts = Arrays.copyOf(starts, count * 2 + 1);
    }
    starts[count] = start;
    hashes[count++] = hash;
  }

  int count() {
    return count;
  }

  long start(int chunk) {
    return starts[chunk];
  }

  long[] hashes() {
    return hashes;
  }
}
