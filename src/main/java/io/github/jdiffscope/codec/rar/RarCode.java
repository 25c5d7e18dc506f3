package io.github.jdiffscope.codec.rar;

import java.io.IOException;

/** A canonical prefix code of up to 15 bits. */
final class RarCode {
  private static final int LONGEST = 15;
  private static final int QUICK_BITS = 9;

  private final int[] limits = new int[LONGEST + 1];
  private final int[] starts = new int[LONGEST + 1];
  private final int[] symbols;
  private final short[] quick = new short[1 << QUICK_BITS];
  private final byte[] quickLengths = new byte[1 << QUICK_BITS];

  /**
   * @param lengths in bits, 0 = not used
   */
  RarCode(byte[] lengths, int from, int count) {
    int[] counts = new int[LONGEST + 1];
    for (int i = 0; i < count; i++) {
      counts[lengths[from + i]]++;
    }
    counts[0] = 0;
    int code = 0;
    int index = 0;
    int[] next = new int[LONGEST + 1];
    for (int length = 1; length <= LONGEST; length++) {
      starts[length] = index - code;
      next[length] = index;
      code += counts[length];
      index += counts[length];
      limits[length] = code << LONGEST - length;
      code <<= 1;
    }
    symbols = new int[count];
    for (int i = 0; i < count; i++) {
      int length = lengths[from + i];
      if (length > 0) {
        symbols[next[length]++] = i;
      }
    }
    enterQuick();
  }

  private void enterQuick() {
    for (int i = 0; i < quick.length; i++) {
      int window = i << LONGEST - QUICK_BITS;
      for (int length = 1; length <= QUICK_BITS; length++) {
        if (window < limits[length]) {
          int at = (window >>> LONGEST - length) + starts[length];
          if (at >= 0 && at < symbols.length) {
            quick[i] = (short) symbols[at];
            quickLengths[i] = (byte) length;
          }
          break;
        }
      }
    }
  }

  int decode(RarBits bits) throws IOException {
    int window = bits.peek(LONGEST);
    int short9 = window >>> LONGEST - QUICK_BITS;
    if (quickLengths[short9] > 0) {
      bits.skip(quickLengths[short9]);
      return quick[short9];
    }
    for (int length = 1; length <= LONGEST; length++) {
      if (window < limits[length]) {
        int at = (window >>> LONGEST - length) + starts[length];
        if (at < 0 || at >= symbols.length) {
          break;
        }
        bits.skip(length);
        return symbols[at];
      }
    }
    throw new IOException("there is no such code");
  }
}
