package io.github.jdiffscope.codec.compress;

import java.io.IOException;

/** Decodes blocks of LZO1X, after the description in the Linux kernel's Documentation/staging/lzo.rst. */
public final class LzoDecoder {
  private static final int AFTER_LONG_RUN = 4;

  private final byte[] source;
  private final byte[] target;
  private int in;
  private int out;

  private LzoDecoder(byte[] source, byte[] target) {
    this.source = source;
    this.target = target;
  }

  /**
   * Decodes one block.
   *
   * @throws IOException if the block is damaged or does not fill {@code target}
   */
  public static void decode(byte[] source, byte[] target) throws IOException {
    int size = decodeUpTo(source, target);
    if (size != target.length) {
      throw new IOException("LZO block decodes to " + size + " instead of " + target.length + " bytes");
    }
  }

  /**
   * Decodes one block whose size only its end tells; returns that size.
   *
   * @throws IOException if the block is damaged or does not fit {@code target}
   */
  public static int decodeUpTo(byte[] source, byte[] target) throws IOException {
    LzoDecoder decoder = new LzoDecoder(source, target);
    try {
      decoder.run();
      return decoder.out;
    } catch (IndexOutOfBoundsException outside) {
      throw new IOException("LZO block is damaged at byte " + decoder.in, outside);
    }
  }

  private void run() {
    int state = 0;
    if ((source[0] & 0xFF) > 17) {
      int count = (source[in++] & 0xFF) - 17;
      literals(count);
      state = Math.min(count, AFTER_LONG_RUN);
    }
    while (true) {
      int code = source[in++] & 0xFF;
      if (code < 16 && state == 0) {
        literals(3 + length(code, 15));
        state = AFTER_LONG_RUN;
        continue;
      }
      int count;
      int distance;
      int literals;
      if (code >= 64) {
        count = code >= 128 ? 5 + (code >> 5 & 3) : 3 + (code >> 5 & 1);
        distance = ((source[in++] & 0xFF) << 3) + (code >> 2 & 7) + 1;
        literals = code & 3;
      } else if (code >= 16) {
        boolean far = code < 32;
        count = 2 + (far ? length(code & 7, 7) : length(code & 31, 31));
        int word = source[in] & 0xFF | (source[in + 1] & 0xFF) << 8;
        in += 2;
        distance = far ? 16384 + ((code & 8) << 11) + (word >> 2) : (word >> 2) + 1;
        if (far && distance == 16384) {
          return;
        }
        literals = word & 3;
      } else {
        count = state == AFTER_LONG_RUN ? 3 : 2;
        distance = ((source[in++] & 0xFF) << 2) + (code >> 2) + (state == AFTER_LONG_RUN ? 2049 : 1);
        literals = code & 3;
      }
      match(count, distance);
      literals(literals);
      state = literals;
    }
  }

  private int length(int low, int largest) {
    if (low != 0) {
      return low;
    }
    int length = largest;
    while (source[in] == 0) {
      length += 255;
      in++;
    }
    return length + (source[in++] & 0xFF);
  }

  private void literals(int count) {
    System.arraycopy(source, in, target, out, count);
    in += count;
    out += count;
  }

  private void match(int count, int distance) {
    for (int i = 0; i < count; i++) {
      target[out] = target[out - distance];
      out++;
    }
  }
}
