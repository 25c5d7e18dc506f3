package io.github.jdiffscope.codec.compress;

import java.io.IOException;

/** A decoder of symbols by finite state entropy, as LZFSE lays out its states: those of a symbol stand together. */
final class FseTable {
  private final byte[] symbols;
  private final byte[] bits;
  private final short[] next;
  private int state;

  /**
   * @param states how many there are, a power of two
   * @param frequencies of the symbols: how many states each has
   * @param start the first state
   */
  FseTable(int states, int[] frequencies, int start) throws IOException {
    symbols = new byte[states];
    bits = new byte[states];
    next = new short[states];
    int at = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      int count = frequencies[symbol];
      if (count > states - at) {
        throw new IOException("LZFSE frequencies sum up to more than " + states);
      }
      // The shift that brings the count into states..2*states-1, and how many states need that many bits.
      int shift = Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(states);
      int wide = count == 0 ? 0 : (2 * states >> shift) - count;
      for (int i = 0; i < count; i++, at++) {
        symbols[at] = (byte) symbol;
        bits[at] = (byte) (i < wide ? shift : shift - 1);
        next[at] = (short) (i < wide ? (count + i << shift) - states : i - wide << shift - 1);
      }
    }
    if (start >= states) {
      throw new IOException("LZFSE state " + start + " of " + states);
    }
    state = start;
  }

  /** Returns the same table at another state. */
  FseTable(FseTable other, int start) throws IOException {
    symbols = other.symbols;
    bits = other.bits;
    next = other.next;
    if (start >= symbols.length) {
      throw new IOException("LZFSE state " + start + " of " + symbols.length);
    }
    state = start;
  }

  /** Returns the next symbol. */
  int decode(BackwardBits in) throws IOException {
    int symbol = symbols[state] & 0xFF;
    state = next[state] + in.read(bits[state]);
    return symbol;
  }

  /** Bits that are read from the end of a run of bytes to its start. */
  static final class BackwardBits {
    private final byte[] bytes;
    private final int start;
    private long left;

    /** @param unused how many of the highest bits hold nothing */
    BackwardBits(byte[] bytes, int start, int length, int unused) {
      this.bytes = bytes;
      this.start = start;
      this.left = 8L * length - unused;
    }

    /** Returns the next bits, 24 at most. */
    int read(int count) throws IOException {
      left -= count;
      if (left < 0) {
        throw new IOException("LZFSE payload at " + start + " has too few bits");
      }
      int at = start + (int) (left >> 3);
      int value = 0;
      int needed = (int) (left & 7) + count + 7 >> 3;
      for (int i = needed - 1; i >= 0; i--) {
        value = value << 8 | bytes[at + i] & 0xFF;
      }
      return value >>> (int) (left & 7) & (1 << count) - 1;
    }
  }
}
