package io.github.jdiffscope.codec.lzh;

import java.io.IOException;

/** A canonical prefix code: shorter codes first, equal lengths in the order of symbols. */
final class PrefixCode {
  private static final int LONGEST = 16;

  private final int[] counts = new int[LONGEST + 1];
  private final int[] symbols;
  private final int single;

  private PrefixCode(int single) {
    this.single = single;
    this.symbols = new int[0];
  }

  /** Returns the code of one symbol, which takes no bits. */
  static PrefixCode single(int symbol) {
    return new PrefixCode(symbol);
  }

  PrefixCode(byte[] lengths) throws IOException {
    single = -1;
    for (byte length : lengths) {
      if (length > LONGEST) {
        throw new IOException("code length is too large");
      }
      counts[length]++;
    }
    counts[0] = 0;
    int[] next = new int[LONGEST + 2];
    long room = 1;
    for (int i = 1; i <= LONGEST; i++) {
      next[i + 1] = next[i] + counts[i];
      room = room * 2 - counts[i];
      if (room < 0) {
        throw new IOException("there are too many codes");
      }
    }
    symbols = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[next[lengths[symbol]]++] = symbol;
      }
    }
  }

  int decode(LzhStream bits) throws IOException {
    if (single >= 0) {
      return single;
    }
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = code << 1 | bits.bits(1);
      int offset = code - first;
      if (offset < counts[length]) {
        return symbols[index + offset];
      }
      index += counts[length];
      first = first + counts[length] << 1;
    }
    throw new IOException("there is no such code");
  }
}
