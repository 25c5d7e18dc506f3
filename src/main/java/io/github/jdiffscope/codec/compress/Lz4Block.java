package io.github.jdiffscope.codec.compress;

import java.io.IOException;

/** Decodes blocks of LZ4 (LZ4 Block Format), which may refer to what was decoded before them. */
public final class Lz4Block {
  private static final int SHORTEST_MATCH = 4;
  private static final int SHORT_COPY = 16;

  private Lz4Block() {}

  /**
   * Decodes a block behind what it may refer to; returns where the decoded bytes end.
   *
   * @param history where the bytes it may refer to begin in {@code target}
   * @param limit where the room for it ends in {@code target}
   * @throws IOException if it is damaged or needs more room
   */
  static int decode(byte[] source, int length, byte[] target, int history, int start, int limit) throws IOException {
    try {
      return run(source, length, target, history, start, limit, false);
    } catch (IndexOutOfBoundsException outside) {
      throw new IOException("LZ4 block is damaged", outside);
    }
  }

  /**
   * Decodes a block until {@code target} is full or the block ends, what follows left alone; returns how many bytes it
   * decoded to.
   *
   * @throws IOException if it is damaged
   */
  public static int decodeUpTo(byte[] source, byte[] target) throws IOException {
    try {
      return run(source, source.length, target, 0, 0, target.length, true);
    } catch (IndexOutOfBoundsException outside) {
      throw new IOException("LZ4 block is damaged", outside);
    }
  }

  private static int run(byte[] source, int length, byte[] target, int history, int start, int limit, boolean cut)
      throws IOException {
    int in = 0;
    int out = start;
    while (in < length) {
      int token = source[in++] & 0xFF;
      int literals = token >>> 4;
      if (literals == 15) {
        for (int next = 255; next == 255; literals += next) {
          next = source[in++] & 0xFF;
        }
      }
      if (cut && literals > limit - out) {
        literals = limit - out;
      }
      if (literals < 0 || literals > length - in || literals > limit - out) {
        throw new IOException("LZ4 block is damaged: literals go past its end");
      }
      System.arraycopy(source, in, target, out, literals);
      in += literals;
      out += literals;
      if (in == length || cut && out == limit) {
        return out;
      }
      int distance = source[in] & 0xFF | (source[in + 1] & 0xFF) << 8;
      in += 2;
      int count = token & 15;
      if (count == 15) {
        for (int next = 255; next == 255; count += next) {
          next = source[in++] & 0xFF;
        }
      }
      count += SHORTEST_MATCH;
      if (cut && count > limit - out) {
        count = limit - out;
      }
      if (distance == 0 || distance > out - history || count < 0 || count > limit - out) {
        throw new IOException("a match lies before the start: the block is damaged, or a dictionary is needed");
      }
      copy(target, out, distance, count);
      out += count;
    }
    return out;
  }

  /** Copies what may overlap itself: in steps that double, as the copied bytes repeat. */
  private static void copy(byte[] target, int out, int distance, int count) {
    if (count <= SHORT_COPY && distance < count || distance == 1 && count <= 2 * SHORT_COPY) {
      for (int i = out; i < out + count; i++) {
        target[i] = target[i - distance];
      }
      return;
    }
    int from = out - distance;
    for (int done = 0; done < count; ) {
      int step = Math.min(count - done, distance + done);
      System.arraycopy(target, from, target, out + done, step);
      done += step;
    }
  }
}
