package io.github.jdiffscope.codec.wim;

import java.io.IOException;

/** Decodes chunks of XPRESS with Huffman codes ([MS-XCA] 2.2). */
final class XpressDecoder {
  private static final int SYMBOLS = 512;
  private static final int TABLE = SYMBOLS / 2;
  private static final int LONGEST = 15;

  private final byte[] in;
  private int position = TABLE;
  private int buffer;
  private int available;

  private XpressDecoder(byte[] in) {
    this.in = in;
  }

  static byte[] decode(byte[] in, int size) throws IOException {
    if (in.length < TABLE) {
      throw new IOException("XPRESS chunk is cut off");
    }
    try {
      return new XpressDecoder(in).run(size);
    } catch (IndexOutOfBoundsException outside) {
      throw new IOException("XPRESS chunk is damaged", outside);
    }
  }

  private byte[] run(int size) throws IOException {
    int[] counts = new int[LONGEST + 1];
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      counts[length(symbol)]++;
    }
    counts[0] = 0;
    int[] starts = new int[LONGEST + 2];
    for (int i = 1; i <= LONGEST; i++) {
      starts[i + 1] = starts[i] + counts[i];
    }
    int[] symbols = new int[SYMBOLS];
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      if (length(symbol) > 0) {
        symbols[starts[length(symbol)]++] = symbol;
      }
    }
    byte[] out = new byte[size];
    for (int done = 0; done < size; ) {
      int symbol = symbol(counts, symbols);
      if (symbol < 256) {
        out[done++] = (byte) symbol;
        continue;
      }
      int offsetBits = (symbol - 256) >> 4;
      int length = symbol & 15;
      if (length == 15) {
        length = in[position++] & 0xFF;
        if (length == 255) {
          length = in[position] & 0xFF | (in[position + 1] & 0xFF) << 8;
          position += 2;
        } else {
          length += 15;
        }
      }
      int offset = (1 << offsetBits) | bits(offsetBits);
      for (int i = 0; i < length + 3; i++, done++) {
        out[done] = out[done - offset];
      }
    }
    return out;
  }

  private int length(int symbol) {
    return in[symbol / 2] >> 4 * (symbol & 1) & 15;
  }

  private int symbol(int[] counts, int[] symbols) throws IOException {
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code = code << 1 | bits(1);
      if (code - first < counts[length]) {
        return symbols[index + code - first];
      }
      index += counts[length];
      first = first + counts[length] << 1;
    }
    throw new IOException("XPRESS chunk has no such code");
  }

  /** Words are read ahead so that at least 16 bits are there, which decides where single bytes lie between them. */
  private int bits(int count) {
    if (available == 0 && position == TABLE) {
      buffer = word() << 16 | word();
      available = 32;
    }
    int value = count == 0 ? 0 : buffer >>> 32 - count;
    buffer = count == 0 ? buffer : buffer << count;
    available -= count;
    if (available < 16) {
      buffer |= word() << 16 - available;
      available += 16;
    }
    return value;
  }

  private int word() {
    int low = position < in.length ? in[position] & 0xFF : 0;
    int high = position + 1 < in.length ? in[position + 1] & 0xFF : 0;
    position += 2;
    return high << 8 | low;
  }
}
