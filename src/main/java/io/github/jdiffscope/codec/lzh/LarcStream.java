package io.github.jdiffscope.codec.lzh;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Decompresses lzs and lz5 of LArc, which LHA took over: copies name their place in the ring. */
final class LarcStream extends RingStream {
  private static final int SMALL = 2048;
  private static final int LARGE = 4096;
  private static final int LARGE_START = LARGE - 18;

  private final boolean large;
  private int flags;
  private int flagsLeft;

  private LarcStream(InputStream in, boolean large, long size) {
    super(in, large ? LARGE : SMALL, large ? LARGE_START : SMALL - 17, size);
    this.large = large;
  }

  static LarcStream lzs(InputStream in, long size) {
    LarcStream stream = new LarcStream(in, false, size);
    Arrays.fill(stream.ring, (byte) ' ');
    return stream;
  }

  /** The ring begins with what files are likely to hold: runs of each byte, all bytes up and down, zeros, blanks. */
  static LarcStream lz5(InputStream in, long size) {
    LarcStream stream = new LarcStream(in, true, size);
    int at = 0;
    for (int value = 0; value < 256; value++) {
      Arrays.fill(stream.ring, at, at + 13, (byte) value);
      at += 13;
    }
    for (int value = 0; value < 256; value++) {
      stream.ring[at + value] = (byte) value;
      stream.ring[at + 256 + value] = (byte) (255 - value);
    }
    at += 512;
    Arrays.fill(stream.ring, at + 128, LARGE_START, (byte) ' ');
    return stream;
  }

  @Override
  int next() throws IOException {
    if (!large) {
      if (bits(1) == 1) {
        return bits(8);
      }
      int from = bits(11);
      copy(from, bits(4) + 2);
      return -1;
    }
    if (flagsLeft == 0) {
      flags = nextByte();
      flagsLeft = 8;
    }
    flagsLeft--;
    boolean literal = (flags & 1) != 0;
    flags >>= 1;
    int first = nextByte();
    if (literal) {
      return first;
    }
    int second = nextByte();
    copy(first | (second & 0xF0) << 4, (second & 15) + 3);
    return -1;
  }
}
