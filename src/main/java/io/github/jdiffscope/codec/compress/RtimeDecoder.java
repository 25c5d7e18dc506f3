package io.github.jdiffscope.codec.compress;

import java.io.IOException;

/**
 * Decodes JFFS2's rtime coding: pairs of a byte and how many bytes to repeat from behind the place where that byte
 * stood last.
 */
public final class RtimeDecoder {
  private RtimeDecoder() {}

  /**
   * Decodes until {@code target} is full; returns its length.
   *
   * @throws IOException if the coded bytes end before or repeat past the end
   */
  public static int decode(byte[] source, byte[] target) throws IOException {
    int[] places = new int[256];
    int in = 0;
    int out = 0;
    while (out < target.length) {
      if (in + 2 > source.length) {
        throw new IOException("rtime block ends after " + out + " of " + target.length + " bytes");
      }
      int value = source[in] & 0xFF;
      int repeat = source[in + 1] & 0xFF;
      in += 2;
      target[out++] = (byte) value;
      int from = places[value];
      places[value] = out;
      if (repeat > target.length - out) {
        throw new IOException("rtime block repeats " + repeat + " bytes past its end");
      }
      for (int end = out + repeat; out < end; out++) {
        target[out] = target[from++];
      }
    }
    return out;
  }
}
