package io.github.jdiffscope.codec.lzx;

import java.io.IOException;

/** Canonical Huffman codes of up to 16 bits, decoded bit by bit past a first lookup. */
final class HuffmanTable {
  private static final int LONGEST = 16;
  private static final int LOOKUP_BITS = 10;

  private final int[] firstCode = new int[LONGEST + 2];
  private final int[] firstIndex = new int[LONGEST + 2];
  private final int[] counts = new int[LONGEST + 1];
  private final int[] symbols;
  private final short[] lookup = new short[1 << LOOKUP_BITS];
  private final byte[] lookupLength = new byte[1 << LOOKUP_BITS];
  private final boolean empty;

  /**
   * @param lengths of each symbol's code in bits, 0 = not used
   * @throws IOException if there are more codes than fit
   */
  HuffmanTable(byte[] lengths, int from, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      counts[lengths[from + i]]++;
    }
    empty = counts[0] == count;
    counts[0] = 0;
    symbols = new int[count];
    int code = 0;
    int index = 0;
    int[] next = new int[LONGEST + 2];
    for (int length = 1; length <= LONGEST; length++) {
      code <<= 1;
      firstCode[length] = code;
      firstIndex[length] = index;
      next[length] = index;
      code += counts[length];
      index += counts[length];
      if (code > 1 << length) {
        throw new IOException("Huffman codes of an LZX block are too many");
      }
    }
    for (int i = 0; i < count; i++) {
      int length = lengths[from + i];
      if (length > 0) {
        int at = next[length]++;
        symbols[at] = i;
        enter(i, length, firstCode[length] + at - firstIndex[length]);
      }
    }
  }

  private void enter(int symbol, int length, int code) {
    if (length <= LOOKUP_BITS) {
      int shift = LOOKUP_BITS - length;
      for (int i = 0; i < 1 << shift; i++) {
        lookup[code << shift | i] = (short) symbol;
        lookupLength[code << shift | i] = (byte) length;
      }
    }
  }

  int decode(LzxBits bits) throws IOException {
    int window = bits.peek(LONGEST);
    int quick = window >>> LONGEST - LOOKUP_BITS;
    if (lookupLength[quick] > 0) {
      bits.skip(lookupLength[quick]);
      return lookup[quick];
    }
    for (int length = LOOKUP_BITS + 1; length <= LONGEST; length++) {
      int index = (window >>> LONGEST - length) - firstCode[length];
      if (index >= 0 && index < counts[length]) {
        bits.skip(length);
        return symbols[firstIndex[length] + index];
      }
    }
    throw new IOException(empty ? "a Huffman tree of an LZX block is used but empty" : "LZX stream has no such code");
  }
}
