package io.github.jdiffscope.codec.compress;

import java.io.IOException;

/** Decodes LZNT1 ([MS-XCA] 2.5): chunks of 4,096 bytes, in each of which copies reach back to the chunk's start only. */
public final class Lznt1Decoder {
  private static final int CHUNK = 4096;
  private static final int LENGTH_MASK = 0xFFF;
  private static final int COMPRESSED = 0x8000;

  private Lznt1Decoder() {}

  /** Returns how many bytes were decoded: fewer than {@code out} holds if the chunks end before. */
  public static int decode(byte[] in, byte[] out) throws IOException {
    int at = 0;
    int start = 0;
    while (at + 2 <= in.length && start < out.length) {
      int header = in[at] & 0xFF | (in[at + 1] & 0xFF) << 8;
      if (header == 0) {
        return start;
      }
      int end = at + 3 + (header & LENGTH_MASK);
      if (end > in.length) {
        throw new IOException("LZNT1 chunk at " + at + " is cut off");
      }
      int stop = Math.min(out.length, start + CHUNK);
      int done = (header & COMPRESSED) != 0 ? chunk(in, at + 2, end, out, start, stop)
          : copy(in, at + 2, end, out, start, stop);
      at = end;
      // A chunk that decodes to less stands for zeros at its end, unless it is the last one.
      boolean last = at + 2 > in.length || in[at] == 0 && in[at + 1] == 0;
      start = last ? done : stop;
    }
    return start;
  }

  private static int copy(byte[] in, int from, int end, byte[] out, int start, int stop) {
    int length = Math.min(end - from, stop - start);
    System.arraycopy(in, from, out, start, length);
    return start + length;
  }

  private static int chunk(byte[] in, int from, int end, byte[] out, int start, int stop) throws IOException {
    int at = from;
    int position = start;
    while (at < end && position < stop) {
      int flags = in[at++];
      for (int bit = 0; bit < 8 && at < end && position < stop; bit++) {
        if ((flags >> bit & 1) == 0) {
          out[position++] = in[at++];
        } else if (at + 2 > end) {
          throw new IOException("LZNT1 copy at " + at + " is cut off");
        } else {
          int token = in[at] & 0xFF | (in[at + 1] & 0xFF) << 8;
          at += 2;
          position = repeat(token, out, start, position, stop);
        }
      }
    }
    return position;
  }

  /** The farther into the chunk, the more bits of a token are distance and the fewer length. */
  private static int repeat(int token, byte[] out, int start, int position, int stop) throws IOException {
    int distanceBits = Math.max(4, 32 - Integer.numberOfLeadingZeros(position - start - 1));
    int distance = (token >> 16 - distanceBits) + 1;
    int end = Math.min(stop, position + (token & 0xFFFF >> distanceBits) + 3);
    if (distance > position - start) {
      throw new IOException("LZNT1 copy from before the chunk");
    }
    for (int at = position; at < end; at++) {
      out[at] = out[at - distance];
    }
    return end;
  }
}
