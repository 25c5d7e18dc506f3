package io.github.jdiffscope.worker;

import java.util.Arrays;

/**
 * A small compressor: one block with the fixed codes (RFC 1951, 3.2.6), repeats found through the last place of each
 * three bytes. Its result depends on its input alone.
 */
final class FixedDeflate {
  private static final int LEAST = 3;
  private static final int LONGEST = 258;
  private static final int WINDOW = 1 << 15;
  private static final int HASH_BITS = 15;
  private static final int END = 256;
  /** First length of each length code from 257 on, and how many bits follow (RFC 1951, 3.2.5). */
  private static final int[] LENGTHS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83,
      99, 115, 131, 163, 195, 227, 258};
  private static final int[] LENGTH_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5,
      5, 5, 5, 0};
  /** Distance codes come in pairs of a power of two each. */
  private static final int DISTANCE_BITS = 5;

  private final byte[] data;
  private byte[] out;
  private int length;
  private int bits;
  private int bitCount;

  FixedDeflate(byte[] data) {
    this.data = data;
    this.out = new byte[data.length / 2 + 64];
  }

  /** Returns the compressed bytes. */
  byte[] compressed() {
    put(1, 1);
    put(1, 2);
    int[] last = new int[1 << HASH_BITS];
    int at = 0;
    while (at < data.length) {
      int run = 0;
      int from = -1;
      if (at + LEAST <= data.length) {
        int hash = ((data[at] & 0xFF) << 16 | (data[at + 1] & 0xFF) << 8 | data[at + 2] & 0xFF) * 0x9E3779B1
            >>> 32 - HASH_BITS;
        from = last[hash] - 1;
        last[hash] = at + 1;
        run = from >= 0 && at - from <= WINDOW ? common(from, at) : 0;
      }
      if (run >= LEAST) {
        repeat(run, at - from);
        at += run;
      } else {
        literal(data[at++] & 0xFF);
      }
    }
    literal(END);
    put(0, 7); // fills the last byte
    return Arrays.copyOf(out, length);
  }

  private int common(int from, int at) {
    int most = Math.min(LONGEST, data.length - at);
    int run = 0;
    while (run < most && data[from + run] == data[at + run]) {
      run++;
    }
    return run;
  }

  private void repeat(int run, int distance) {
    int code = Arrays.binarySearch(LENGTHS, run);
    code = code >= 0 ? code : -code - 2;
    literal(END + 1 + code);
    put(run - LENGTHS[code], LENGTH_BITS[code]);
    int less = distance - 1;
    int high = 31 - Integer.numberOfLeadingZeros(Math.max(1, less));
    int extra = less < 4 ? 0 : high - 1;
    int distanceCode = less < 4 ? less : 2 * high + (less >>> high - 1 & 1);
    code(distanceCode, DISTANCE_BITS);
    put(less & (1 << extra) - 1, extra);
  }

  /** Writes a literal, a length code or the end. */
  private void literal(int symbol) {
    if (symbol < 144) {
      code(0x30 + symbol, 8);
    } else if (symbol < 256) {
      code(0x190 + symbol - 144, 9);
    } else if (symbol < 280) {
      code(symbol - 256, 7);
    } else {
      code(0xC0 + symbol - 280, 8);
    }
  }

  /** Codes begin with their highest bit, all else with its lowest (RFC 1951, 3.1.1). */
  private void code(int code, int count) {
    put(Integer.reverse(code) >>> 32 - count, count);
  }

  private void put(int value, int count) {
    bits |= value << bitCount;
    bitCount += count;
    while (bitCount >= 8) {
      if (length == out.length) {
        out = Arrays.copyOf(out, length * 2);
      }
      out[length++] = (byte) bits;
      bits >>>= 8;
      bitCount -= 8;
    }
  }
}
