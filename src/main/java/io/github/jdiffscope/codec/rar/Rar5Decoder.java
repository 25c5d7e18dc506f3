package io.github.jdiffscope.codec.rar;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses RAR 5: LZ77 with four prefix codes, which blocks of their own may replace, and filters. Its state goes on
 * from file to file in solid archives. After the description in libarchive's reader of RAR 5, which is free.
 */
final class Rar5Decoder {
  private static final int LITERALS = 306;
  private static final int DISTANCES = 64;
  private static final int LOW_DISTANCES = 16;
  private static final int LENGTHS = 44;
  private static final int ALL = LITERALS + DISTANCES + LOW_DISTANCES + LENGTHS;
  private static final int TABLE_CODES = 20;
  private static final int FILTER = 256;
  private static final int REPEAT = 257;
  private static final int OLD_DISTANCE = 258;
  private static final int MATCH = 262;

  private final RarWindow window;
  private RarCode literals;
  private RarCode distances;
  private RarCode lowDistances;
  private RarCode lengths;
  private final long[] old = new long[4];
  private int lastLength;

  Rar5Decoder(int windowSize) {
    this.window = new RarWindow(windowSize);
  }

  /** Returns the content of the next file. */
  InputStream file(InputStream packed, long size) {
    return new Content(new RarBits(packed), size);
  }

  private final class Content extends RarStream {
    private final RarBits bits;
    private long blockEnd;
    private boolean last;

    Content(RarBits bits, long size) {
      super(Rar5Decoder.this.window, size);
      this.bits = bits;
    }

    @Override
    boolean decode() throws IOException {
      while (bits.consumed() >= blockEnd) {
        if (last) {
          return false;
        }
        startBlock();
      }
      symbol();
      return true;
    }

    private void startBlock() throws IOException {
      bits.align();
      int flags = bits.read(8);
      int check = bits.read(8);
      int sum = 0x5A ^ flags;
      int size = 0;
      int count = (flags >> 3 & 3) + 1;
      if (count > 3) {
        throw new IOException("block header is damaged");
      }
      for (int i = 0; i < count; i++) {
        int value = bits.read(8);
        sum ^= value;
        size |= value << 8 * i;
      }
      if ((sum & 0xFF) != check) {
        throw new IOException("checksum of a block header does not match");
      }
      last = (flags & 0x40) != 0;
      blockEnd = bits.consumed() + 8L * size - 8 + (flags & 7) + 1;
      if ((flags & 0x80) != 0) {
        readCodes();
      } else if (literals == null) {
        throw new IOException("the first block has no codes");
      }
    }

    private void readCodes() throws IOException {
      byte[] own = new byte[TABLE_CODES];
      for (int i = 0; i < TABLE_CODES; i++) {
        int length = bits.read(4);
        int zeros = length == 15 ? bits.read(4) : 0;
        if (zeros > 0) {
          i += zeros + 1;
        } else {
          own[i] = (byte) length;
        }
      }
      RarCode code = new RarCode(own, 0, TABLE_CODES);
      byte[] all = new byte[ALL];
      for (int i = 0; i < ALL; ) {
        int symbol = code.decode(bits);
        if (symbol < 16) {
          all[i++] = (byte) symbol;
          continue;
        }
        int count = symbol % 2 == 0 ? 3 + bits.read(3) : 11 + bits.read(7);
        if (symbol < 18 && i == 0) {
          throw new IOException("code lengths begin with a repetition");
        }
        byte value = symbol < 18 ? all[i - 1] : 0;
        for (int end = Math.min(ALL, i + count); i < end; i++) {
          all[i] = value;
        }
      }
      literals = new RarCode(all, 0, LITERALS);
      distances = new RarCode(all, LITERALS, DISTANCES);
      lowDistances = new RarCode(all, LITERALS + DISTANCES, LOW_DISTANCES);
      lengths = new RarCode(all, LITERALS + DISTANCES + LOW_DISTANCES, LENGTHS);
    }

    private void symbol() throws IOException {
      int symbol = literals.decode(bits);
      if (symbol < FILTER) {
        window.put(symbol);
      } else if (symbol >= MATCH) {
        match(length(symbol - MATCH));
      } else if (symbol >= OLD_DISTANCE) {
        int index = symbol - OLD_DISTANCE;
        long distance = old[index];
        System.arraycopy(old, 0, old, 1, index);
        old[0] = distance;
        lastLength = length(lengths.decode(bits));
        copy(distance);
      } else if (symbol == REPEAT) {
        if (lastLength != 0) {
          copy(old[0]);
        }
      } else {
        long from = filterNumber();
        long length = filterNumber();
        int kind = bits.read(3);
        if (kind > 3) {
          throw new IOException("Unsupported filter " + kind);
        }
        add(RarFilter.Kind.values()[kind], from, length, kind == 0 ? bits.read(5) + 1 : 0);
      }
    }

    private long filterNumber() throws IOException {
      int count = bits.read(2) + 1;
      long value = 0;
      for (int i = 0; i < count; i++) {
        value |= (long) bits.read(8) << 8 * i;
      }
      return value;
    }

    private int length(int slot) throws IOException {
      return slot < 8 ? 2 + slot : 2 + ((4 | slot & 3) << slot / 4 - 1) + bits.read(slot / 4 - 1);
    }

    private void match(int length) throws IOException {
      int slot = distances.decode(bits);
      long distance = 1 + slot;
      if (slot >= 4) {
        int extra = slot / 2 - 1;
        distance = 1 + ((2L | slot & 1) << extra);
        if (extra < 4) {
          distance += bits.read(extra);
        } else {
          long high = extra - 4 > 16 ? (long) bits.read(extra - 20) << 16 | bits.read(16) : bits.read(extra - 4);
          distance += (high << 4) + lowDistances.decode(bits);
        }
      }
      int longer = distance > 0x40000 ? 3 : distance > 0x2000 ? 2 : distance > 0x100 ? 1 : 0;
      System.arraycopy(old, 0, old, 1, 3);
      old[0] = distance;
      lastLength = length + longer;
      copy(distance);
    }

    private void copy(long distance) throws IOException {
      if (distance > Integer.MAX_VALUE) {
        throw new IOException("a match lies before the start");
      }
      window.copy((int) distance, lastLength);
    }
  }
}
