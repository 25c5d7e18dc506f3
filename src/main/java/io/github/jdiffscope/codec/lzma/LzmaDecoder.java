package io.github.jdiffscope.codec.lzma;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes the symbols of LZMA (LZMA specification, draft of 2015) into a window. Written for a compiler that does little:
 * a tree of bits is decoded with the range coder's state in locals, and which way a bit goes is arithmetic where it
 * cannot be guessed.
 */
final class LzmaDecoder {
  private static final int IS_MATCH = 0;
  private static final int IS_REP = IS_MATCH + (12 << 4);
  private static final int IS_REP_G0 = IS_REP + 12;
  private static final int IS_REP_G1 = IS_REP_G0 + 12;
  private static final int IS_REP_G2 = IS_REP_G1 + 12;
  private static final int IS_REP0_LONG = IS_REP_G2 + 12;
  private static final int SLOTS = IS_REP0_LONG + (12 << 4);
  private static final int DISTANCES = SLOTS + (4 << 6);
  private static final int ALIGN = DISTANCES + 116;
  private static final int LENGTH = ALIGN + 16;
  private static final int MIDDLE = 2 + (16 << 3);
  private static final int HIGH = MIDDLE + (16 << 3);
  private static final int REP_LENGTH = LENGTH + HIGH + 256;
  private static final int LITERALS = REP_LENGTH + HIGH + 256;
  private static final int LITERAL_TREE = 0x300;

  /** Probabilities have 11 bits and move by 1/32 of the way. */
  private static final int MOVE = 5;
  private static final int ONE = 1 << 11;
  /** What makes a shift round to zero from either side. */
  private static final int ROUND = (1 << MOVE) - 1 - ONE;
  private static final long TOP = 1L << 24;

  /** One symbol takes at most 48 bits, of at most a byte each. */
  private static final int LONGEST_SYMBOL = 64;
  private static final int INPUT = 1 << 16;
  private static final int END_MARK = -1;

  private final LzmaWindow window;
  private final byte[] input = new byte[INPUT + LONGEST_SYMBOL];
  private InputStream source;
  private int next;
  private int end;
  private int safe;
  private long range;
  private long code;
  private short[] probabilities = {};
  private int state;
  private int rep0;
  private int rep1;
  private int rep2;
  private int rep3;
  private int literalContext;
  private int literalPosition;
  private int positionMask;
  private boolean ended;

  LzmaDecoder(LzmaWindow window) {
    this.window = window;
  }

  /** Sets literal context, literal position and position bits, and all else to the start. */
  void properties(int packed) throws IOException {
    if (packed < 0 || packed >= 9 * 5 * 5) {
      throw new IOException("LZMA properties " + packed + " are out of range");
    }
    literalContext = packed % 9;
    int position = packed / 9 % 5;
    literalPosition = (1 << position) - 1;
    positionMask = (1 << packed / 45) - 1;
    int needed = LITERALS + (LITERAL_TREE << literalContext + position);
    if (probabilities.length != needed) {
      probabilities = new short[needed];
    }
    reset();
  }

  void reset() {
    Arrays.fill(probabilities, (short) (ONE >> 1));
    state = 0;
    rep0 = 0;
    rep1 = 0;
    rep2 = 0;
    rep3 = 0;
  }

  boolean hasProperties() {
    return probabilities.length > 0;
  }

  /** Starts on a stream whose end nobody knows; it is read ahead. */
  void start(InputStream coded) throws IOException {
    source = coded;
    next = 0;
    end = coded.readNBytes(input, 0, INPUT);
    safe = end - LONGEST_SYMBOL;
    startRange();
  }

  /** Starts on the next bytes of a stream; no more of it is read. */
  void start(InputStream coded, int length) throws IOException {
    source = null;
    next = 0;
    end = coded.readNBytes(input, 0, length);
    if (end < length) {
      throw new EOFException();
    }
    safe = end;
    startRange();
  }

  private void startRange() throws IOException {
    if (end < 5) {
      throw new EOFException();
    }
    if (input[0] != 0) {
      throw new IOException("the range coder does not start with a zero byte");
    }
    range = 0xFFFF_FFFFL;
    code = 0;
    for (next = 1; next < 5; next++) {
      code = code << 8 | input[next] & 0xFF;
    }
    ended = false;
  }

  /** Returns whether the end mark was met. */
  boolean ended() {
    return ended;
  }

  /** Returns whether all bytes given were taken and nothing is left in the range coder. */
  boolean isFinished() {
    normalize();
    return code == 0 && (source != null || next == end);
  }

  /** Returns what was read ahead and not used. */
  byte[] ahead() {
    return Arrays.copyOfRange(input, Math.min(next, end), end);
  }

  private void normalize() {
    if (range < TOP) {
      range <<= 8;
      code = code << 8 | input[next++] & 0xFF;
    }
  }

  private void refill() throws IOException {
    if (source == null || safe == end) {
      throw source == null ? new IOException("compressed data go on past their end") : new EOFException();
    }
    int kept = end - next;
    System.arraycopy(input, next, input, 0, kept);
    next = 0;
    int got = source.readNBytes(input, kept, INPUT - kept);
    end = kept + got;
    safe = got < INPUT - kept ? end : end - LONGEST_SYMBOL;
  }

  /**
   * Decodes until the window is full up to {@code limit} or the end mark was met.
   *
   * @throws IndexOutOfBoundsException or IOException if the data are damaged
   */
  void decode(int limit) throws IOException {
    byte[] bytes = window.bytes();
    int at = window.repeat(limit);
    int bias = window.bias();
    while (at < limit) {
      if (next > safe) {
        refill();
      }
      int position = at + bias & positionMask;
      if (bit(IS_MATCH + (state << 4) + position) == 0) {
        bytes[at] = (byte) literal(bytes, at, bias);
        at++;
        continue;
      }
      int length = match(position, bytes, at);
      if (length < 0) {
        ended = true;
        break;
      }
      window.check(rep0, at);
      int count = Math.min(length, limit - at);
      if (count < length) {
        window.pending(rep0, length - count);
      }
      int from = at - rep0 - 1;
      int stop = at + count;
      if (count > 16 && rep0 >= count) {
        System.arraycopy(bytes, from, bytes, at, count);
        at = stop;
      } else {
        while (at < stop) {
          bytes[at++] = bytes[from++];
        }
      }
    }
    window.advance(at);
    if (next > end) {
      throw source == null ? new IOException("compressed data go on past their end") : new EOFException();
    }
  }

  private int literal(byte[] bytes, int at, int bias) {
    int previous = at > 0 ? bytes[at - 1] & 0xFF : 0;
    int base = LITERALS
        + LITERAL_TREE * (((at + bias & literalPosition) << literalContext) + (previous >> 8 - literalContext));
    if (state < 7) {
      state = state < 4 ? 0 : state - 3;
      return tree(base, 0x100);
    }
    state = state < 10 ? state - 3 : state - 6;
    return likely(base, bytes[at - rep0 - 1]);
  }

  /** Returns the length of a match whose distance is then {@code rep0}, or -1 for the end mark. */
  private int match(int position, byte[] bytes, int at) {
    if (bit(IS_REP + state) == 0) {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      state = state < 7 ? 7 : 10;
      int length = length(LENGTH, position);
      rep0 = distance(tree(SLOTS + (Math.min(length - 2, 3) << 6), 64));
      return rep0 == END_MARK ? -1 : length;
    }
    if (bit(IS_REP_G0 + state) == 0) {
      if (bit(IS_REP0_LONG + (state << 4) + position) == 0) {
        state = state < 7 ? 9 : 11;
        return 1;
      }
    } else {
      int distance = rep1;
      if (bit(IS_REP_G1 + state) != 0) {
        distance = rep2;
        if (bit(IS_REP_G2 + state) != 0) {
          distance = rep3;
          rep3 = rep2;
        }
        rep2 = rep1;
      }
      rep1 = rep0;
      rep0 = distance;
    }
    state = state < 7 ? 8 : 11;
    return length(REP_LENGTH, position);
  }

  private int length(int base, int position) {
    if (bit(base) == 0) {
      return 2 + tree(base + 2 + (position << 3), 8);
    }
    if (bit(base + 1) == 0) {
      return 10 + tree(base + MIDDLE + (position << 3), 8);
    }
    return 18 + tree(base + HIGH, 256);
  }

  private int distance(int slot) {
    if (slot < 4) {
      return slot;
    }
    int bits = (slot >> 1) - 1;
    int distance = (2 | slot & 1) << bits;
    if (slot < 14) {
      return distance + reverse(DISTANCES + distance - slot, bits);
    }
    return distance + (direct(bits - 4) << 4) + reverse(ALIGN, 4);
  }

  private int bit(int index) {
    long low = code;
    long all = range;
    if (all < TOP) {
      all <<= 8;
      low = low << 8 | input[next++] & 0xFF;
    }
    int probability = probabilities[index];
    long bound = (all >>> 11) * probability;
    if (low < bound) {
      range = bound;
      code = low;
      probabilities[index] = (short) (probability + (ONE - probability >> MOVE));
      return 0;
    }
    range = all - bound;
    code = low - bound;
    probabilities[index] = (short) (probability - (probability >> MOVE));
    return 1;
  }

  /** Returns a number below {@code limit}, a power of two: its bits are decoded from the highest. */
  private int tree(int base, int limit) {
    long all = range;
    long low = code;
    short[] table = probabilities;
    byte[] from = input;
    int read = next;
    int symbol = 1;
    do {
      if (all < TOP) {
        all <<= 8;
        low = low << 8 | from[read++] & 0xFF;
      }
      int probability = table[base + symbol];
      long bound = (all >>> 11) * probability;
      low -= bound;
      // All ones for the bit 0, and then the lower part is taken.
      long zero = low >> 63;
      all -= bound;
      all += zero & bound - all;
      low += zero & bound;
      table[base + symbol] = (short) (probability - (probability + ((int) zero & ROUND) >> MOVE));
      symbol = (symbol << 1) + 1 + (int) zero;
    } while (symbol < limit);
    next = read;
    range = all;
    code = low;
    return symbol - limit;
  }

  /** Returns a literal behind a match: the byte that would have continued it says which probabilities to use. */
  private int likely(int base, int expected) {
    long all = range;
    long low = code;
    short[] table = probabilities;
    byte[] from = input;
    int read = next;
    int symbol = 1;
    int half = 0x100;
    int match = expected;
    do {
      match <<= 1;
      int matchBit = match & half;
      if (all < TOP) {
        all <<= 8;
        low = low << 8 | from[read++] & 0xFF;
      }
      int index = base + half + matchBit + symbol;
      int probability = table[index];
      long bound = (all >>> 11) * probability;
      low -= bound;
      long zero = low >> 63;
      all -= bound;
      all += zero & bound - all;
      low += zero & bound;
      table[index] = (short) (probability - (probability + ((int) zero & ROUND) >> MOVE));
      symbol = (symbol << 1) + 1 + (int) zero;
      half &= matchBit ^ (int) zero;
    } while (symbol < 0x100);
    next = read;
    range = all;
    code = low;
    return symbol;
  }

  /** Returns a number whose bits are decoded from the lowest. */
  private int reverse(int base, int bits) {
    int symbol = 1;
    int value = 0;
    for (int i = 0; i < bits; i++) {
      int bit = bit(base + symbol);
      symbol = symbol << 1 | bit;
      value |= bit << i;
    }
    return value;
  }

  /** Returns a number of bits of equal probability. */
  private int direct(int bits) {
    long all = range;
    long low = code;
    int value = 0;
    for (int i = 0; i < bits; i++) {
      if (all < TOP) {
        all <<= 8;
        low = low << 8 | input[next++] & 0xFF;
      }
      all >>>= 1;
      low -= all;
      long zero = low >> 63;
      low += zero & all;
      value = (value << 1) + 1 + (int) zero;
    }
    range = all;
    code = low;
    return value;
  }
}
