package io.github.jdiffscope.codec.compress;

import io.github.jdiffscope.codec.compress.FseTable.BackwardBits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A block of LZFSE whose parts are coded by finite state entropy. Two payloads, each read from its end: all literals, by
 * four states in turn; then triples of how many literals, how long a copy and from how far.
 */
final class LzfseBlock {
  private static final int LENGTHS = 20;
  private static final int DISTANCES = 64;
  private static final int SYMBOLS = 2 * LENGTHS + DISTANCES + 256;
  private static final int HEADER = 32;
  /** The structure with 2 bytes of padding. */
  private static final int PLAIN_HEADER = 772;
  private static final int LARGEST_PAYLOAD = (1 << 20) - 1;
  private static final int MOST_LITERALS = 40_000;
  private static final int[] LITERAL_BITS = copyBits(2, 3, 5, 8);
  private static final int[] COPY_BITS = copyBits(3, 5, 8, 11);
  private static final int[] LITERAL_BASE = bases(LITERAL_BITS);
  private static final int[] COPY_BASE = bases(COPY_BITS);
  private static final int[] DISTANCE_BITS = distanceBits();
  private static final int[] DISTANCE_BASE = bases(DISTANCE_BITS);

  private final ByteBuffer in;
  private final int start;
  private final int[] states = new int[7];
  private final int[] frequencies = new int[SYMBOLS];
  private int literals;
  private int copies;
  private int literalBytes;
  private int copyBytes;
  private int literalUnused;
  private int copyUnused;
  private int payload;

  /** Reads a header; its first word is read already. */
  LzfseBlock(ByteBuffer in, boolean codedTables) throws IOException {
    this.in = in;
    this.start = in.position() - 4;
    if (codedTables) {
      LzfseDecoder.need(in, HEADER - 4);
      packed();
    } else {
      LzfseDecoder.need(in, PLAIN_HEADER - 4);
      plain();
    }
    if (literals > MOST_LITERALS || literals % 4 != 0) {
      throw new IOException("LZFSE block of " + literals + " literals");
    }
    in.position(payload);
    LzfseDecoder.need(in, (long) literalBytes + copyBytes);
    in.position(payload + literalBytes + copyBytes);
  }

  private static int[] copyBits(int... more) {
    // The first 16 symbols are the values themselves, the others have more bits.
    int[] bits = new int[LENGTHS];
    System.arraycopy(more, 0, bits, LENGTHS - more.length, more.length);
    return bits;
  }

  private static int[] distanceBits() {
    int[] bits = new int[DISTANCES];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = i / 4;
    }
    return bits;
  }

  /** Each symbol's values follow those of the one before. */
  private static int[] bases(int[] bits) {
    int[] bases = new int[bits.length];
    for (int i = 1; i < bits.length; i++) {
      bases[i] = bases[i - 1] + (1 << bits[i - 1]);
    }
    return bases;
  }

  private void packed() throws IOException {
    long first = in.getLong(start + 8);
    long second = in.getLong(start + 16);
    long third = in.getLong(start + 24);
    literals = field(first, 0, 20);
    literalBytes = field(first, 20, 20);
    copies = field(first, 40, 20);
    literalUnused = 7 - field(first, 60, 3);
    copyBytes = field(second, 40, 20);
    copyUnused = 7 - field(second, 60, 3);
    for (int i = 0; i < 4; i++) {
      states[i] = field(second, 10 * i, 10);
    }
    for (int i = 0; i < 3; i++) {
      states[4 + i] = field(third, 32 + 10 * i, 10);
    }
    long length = third & 0xFFFF_FFFFL;
    LzfseDecoder.need(in, length - 4);
    if (length < HEADER) {
      throw new IOException("LZFSE header of " + length + " bytes");
    }
    payload = start + (int) length;
    codedFrequencies(start + HEADER);
  }

  private static int field(long value, int shift, int bits) {
    return (int) (value >>> shift) & (1 << bits) - 1;
  }

  /** A frequency takes 2, 3, 5, 8 or 14 bits, lowest bits first; its own low bits say which. */
  private void codedFrequencies(int from) throws IOException {
    long bits = 0;
    int count = 0;
    int at = from;
    for (int i = 0; i < SYMBOLS && from < payload; i++) {
      while (count < 14 && at < payload) {
        bits |= (in.get(at++) & 0xFFL) << count;
        count += 8;
      }
      int low = (int) bits;
      int length = (low & 1) == 0 ? 2 : (low & 2) == 0 ? 3 : (low & 4) == 0 ? 5 : (low & 8) == 0 ? 8 : 14;
      frequencies[i] = switch (length) {
        case 2 -> low >> 1 & 1;
        case 3 -> 2 + (low >> 2 & 1);
        case 5 -> 4 + (low >> 3 & 3);
        case 8 -> 8 + (low >> 4 & 0xF);
        default -> 24 + (low >> 4 & 0x3FF);
      };
      if (length > count) {
        throw new IOException("LZFSE frequencies are cut off at " + payload);
      }
      bits >>>= length;
      count -= length;
    }
  }

  private void plain() {
    literals = in.getInt(start + 12);
    copies = in.getInt(start + 16);
    literalBytes = in.getInt(start + 20) & LARGEST_PAYLOAD;
    copyBytes = in.getInt(start + 24) & LARGEST_PAYLOAD;
    literalUnused = -in.getInt(start + 28) & 7;
    copyUnused = -in.getInt(start + 40) & 7;
    for (int i = 0; i < 4; i++) {
      states[i] = in.getShort(start + 32 + 2 * i) & 0xFFFF;
    }
    for (int i = 0; i < 3; i++) {
      states[4 + i] = in.getShort(start + 44 + 2 * i) & 0xFFFF;
    }
    for (int i = 0; i < SYMBOLS; i++) {
      frequencies[i] = in.getShort(start + 50 + 2 * i) & 0xFFFF;
    }
    payload = start + PLAIN_HEADER;
  }

  /** Decodes to {@code position}; returns where the output ends. */
  int decode(byte[] out, int position) throws IOException {
    byte[] literal = literals();
    int at = LENGTHS;
    FseTable runs = new FseTable(64, Arrays.copyOf(frequencies, LENGTHS), states[4]);
    FseTable lengths = new FseTable(64, Arrays.copyOfRange(frequencies, at, at += LENGTHS), states[5]);
    FseTable distances = new FseTable(256, Arrays.copyOfRange(frequencies, at, at + DISTANCES), states[6]);
    BackwardBits bits = new BackwardBits(in.array(), payload + literalBytes, copyBytes, copyUnused);
    int end = position;
    int used = 0;
    int distance = 0;
    for (int i = 0; i < copies && end < out.length; i++) {
      int run = value(runs, bits, LITERAL_BITS, LITERAL_BASE);
      int length = value(lengths, bits, COPY_BITS, COPY_BASE);
      int other = value(distances, bits, DISTANCE_BITS, DISTANCE_BASE);
      distance = other == 0 ? distance : other;
      if (run > literal.length - used) {
        throw new IOException("LZFSE block at " + start + " has too few literals");
      }
      int count = Math.min(run, out.length - end);
      System.arraycopy(literal, used, out, end, count);
      used += run;
      end += count;
      if (length > 0 && end < out.length) {
        end = AdcDecoder.copy(out, end, distance, length);
      }
    }
    int raw = in.getInt(start + 4);
    if (end - position != raw && end < out.length) {
      throw new IOException("LZFSE block at " + start + " decodes to " + (end - position) + " bytes instead of " + raw);
    }
    return end;
  }

  private static int value(FseTable table, BackwardBits bits, int[] more, int[] base) throws IOException {
    int symbol = table.decode(bits);
    return base[symbol] + bits.read(more[symbol]);
  }

  private byte[] literals() throws IOException {
    int from = 2 * LENGTHS + DISTANCES;
    FseTable[] tables = new FseTable[4];
    tables[0] = new FseTable(1024, Arrays.copyOfRange(frequencies, from, SYMBOLS), states[0]);
    for (int i = 1; i < 4; i++) {
      tables[i] = new FseTable(tables[0], states[i]);
    }
    BackwardBits bits = new BackwardBits(in.array(), payload, literalBytes, literalUnused);
    byte[] result = new byte[literals];
    for (int i = 0; i < literals; i++) {
      result[i] = (byte) tables[i & 3].decode(bits);
    }
    return result;
  }
}
