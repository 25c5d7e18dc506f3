package io.github.jdiffscope.codec.rar;

import io.github.jdiffscope.codec.ppmd.PpmdDecoder;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses RAR 2.9 to 4: blocks of LZ77 with four prefix codes or of PPMd, and filters. Its state goes on from file
 * to file in solid archives. After the description in libarchive's reader of RAR, which is free.
 */
final class Rar3Decoder {
  private static final int LITERALS = 299;
  private static final int DISTANCES = 60;
  private static final int LOW_DISTANCES = 17;
  private static final int LENGTHS = 28;
  private static final int ALL = LITERALS + DISTANCES + LOW_DISTANCES + LENGTHS;
  private static final int TABLE_CODES = 20;
  private static final int END = 256;
  private static final int FILTER = 257;
  private static final int REPEAT = 258;
  private static final int OLD_DISTANCE = 259;
  private static final int SHORT = 263;
  private static final int MATCH = 271;
  private static final int LOW_REPETITIONS = 15;
  private static final long MODEL_LIMIT = 256L << 20;
  private static final int[] SHORT_DISTANCES = {0, 4, 8, 16, 32, 64, 128, 192};
  private static final int[] SHORT_BITS = {2, 2, 3, 4, 5, 6, 6, 6};
  /** How many distance codes have 0, 1, 2... further bits. */
  private static final int[] DISTANCE_COUNTS = {4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 14, 0, 12};
  private static final int[] DISTANCE_BASES = new int[DISTANCES];
  private static final int[] DISTANCE_BITS = new int[DISTANCES];

  static {
    int slot = 0;
    int base = 0;
    for (int bits = 0; bits < DISTANCE_COUNTS.length; bits++) {
      for (int i = 0; i < DISTANCE_COUNTS[bits]; i++, base += 1 << bits) {
        DISTANCE_BASES[slot] = base;
        DISTANCE_BITS[slot++] = bits;
      }
    }
  }

  private final RarWindow window;
  private final Rar3Filters filters = new Rar3Filters();
  private final byte[] table = new byte[ALL];
  private final int[] old = new int[4];
  private RarCode literals;
  private RarCode distances;
  private RarCode lowDistances;
  private RarCode lengths;
  private boolean tablesRead;
  private boolean modelled;
  private PpmdDecoder model;
  private int escape = 2;
  private int lastLength;
  private int lowDistance;
  private int lowRepetitions;

  Rar3Decoder(int windowSize) {
    this.window = new RarWindow(windowSize);
  }

  /** Returns the content of the next file. */
  InputStream file(InputStream packed, long size) {
    return new Content(new RarBits(packed), size);
  }

  private static int lengthBits(int slot) {
    return slot < 8 ? 0 : slot / 4 - 1;
  }

  private static int lengthBase(int slot) {
    return slot < 8 ? slot : (4 | slot & 3) << slot / 4 - 1;
  }

  private final class Content extends RarStream {
    private final RarBits bits;
    private RarRange range;
    private boolean started;
    private boolean ended;

    Content(RarBits bits, long size) {
      super(Rar3Decoder.this.window, size);
      this.bits = bits;
    }

    @Override
    boolean decode() throws IOException {
      if (!started) {
        started = true;
        if (!tablesRead || modelled) {
          readTables();
        }
      }
      if (ended) {
        return false;
      }
      if (modelled) {
        modelSymbol();
      } else {
        symbol();
      }
      return !ended;
    }

    private void readTables() throws IOException {
      bits.align();
      modelled = bits.peek(1) == 1;
      if (modelled) {
        startModel();
        return;
      }
      bits.skip(1);
      boolean keep = bits.read(1) == 1;
      lowDistance = 0;
      lowRepetitions = 0;
      if (!keep) {
        java.util.Arrays.fill(table, (byte) 0);
      }
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
      readLengths(new RarCode(own, 0, TABLE_CODES));
      literals = new RarCode(table, 0, LITERALS);
      distances = new RarCode(table, LITERALS, DISTANCES);
      lowDistances = new RarCode(table, LITERALS + DISTANCES, LOW_DISTANCES);
      lengths = new RarCode(table, LITERALS + DISTANCES + LOW_DISTANCES, LENGTHS);
      tablesRead = true;
    }

    private void readLengths(RarCode code) throws IOException {
      for (int i = 0; i < ALL; ) {
        int symbol = code.decode(bits);
        if (symbol < 16) {
          table[i] = (byte) (table[i] + symbol & 15);
          i++;
          continue;
        }
        int count = symbol % 2 == 0 ? 3 + bits.read(3) : 11 + bits.read(7);
        if (symbol < 18 && i == 0) {
          throw new IOException("code lengths begin with a repetition");
        }
        byte value = symbol < 18 ? table[i - 1] : 0;
        for (int end = Math.min(ALL, i + count); i < end; i++) {
          table[i] = value;
        }
      }
    }

    private void startModel() throws IOException {
      int flags = bits.read(8);
      boolean reset = (flags & 0x20) != 0;
      int megabytes = reset ? bits.read(8) + 1 : 0;
      if ((flags & 0x40) != 0) {
        escape = bits.read(8);
      }
      range = new RarRange(bits);
      if (reset) {
        int order = (flags & 0x1F) + 1;
        order = order > 16 ? 16 + (order - 16) * 3 : order;
        model = new PpmdDecoder(order, (long) megabytes << 20, MODEL_LIMIT);
      } else if (model == null) {
        throw new IOException("a model is continued that was not begun");
      }
    }

    private int next() throws IOException {
      int symbol = model.next(range);
      if (symbol < 0) {
        throw new IOException("the model ends early");
      }
      return symbol;
    }

    private void modelSymbol() throws IOException {
      int symbol = next();
      if (symbol != escape) {
        window.put(symbol);
        return;
      }
      switch (next()) {
        case 0 -> readTables();
        case 2 -> {
          ended = true;
          tablesRead = false;
        }
        case 3 -> readFilter(true);
        case 4 -> {
          int distance = next() << 16 | next() << 8 | next();
          window.copy(distance + 2, next() + 32);
        }
        case 5 -> window.copy(1, next() + 4);
        default -> window.put(symbol);
      }
    }

    private void symbol() throws IOException {
      int symbol = literals.decode(bits);
      if (symbol < END) {
        window.put(symbol);
      } else if (symbol >= MATCH) {
        match(symbol - MATCH);
      } else if (symbol >= SHORT) {
        int slot = symbol - SHORT;
        copyNew(SHORT_DISTANCES[slot] + 1 + bits.read(SHORT_BITS[slot]), 2);
      } else if (symbol >= OLD_DISTANCE) {
        int index = symbol - OLD_DISTANCE;
        int distance = old[index];
        System.arraycopy(old, 0, old, 1, index);
        old[0] = distance;
        int slot = lengths.decode(bits);
        lastLength = lengthBase(slot) + 2 + bits.read(lengthBits(slot));
        window.copy(distance, lastLength);
      } else if (symbol == REPEAT) {
        if (lastLength != 0) {
          window.copy(old[0], lastLength);
        }
      } else if (symbol == FILTER) {
        readFilter(false);
      } else {
        endOfBlock();
      }
    }

    private void endOfBlock() throws IOException {
      if (bits.read(1) == 1) {
        readTables();
      } else {
        tablesRead = bits.read(1) == 0;
        ended = true;
      }
    }

    private void match(int lengthSlot) throws IOException {
      int length = lengthBase(lengthSlot) + 3 + bits.read(lengthBits(lengthSlot));
      int slot = distances.decode(bits);
      int distance = DISTANCE_BASES[slot] + 1;
      int extra = DISTANCE_BITS[slot];
      if (slot <= 9) {
        distance += bits.read(extra);
      } else {
        distance += (bits.read(extra - 4) << 4) + low();
      }
      copyNew(distance, length + (distance >= 0x40000 ? 2 : distance >= 0x2000 ? 1 : 0));
    }

    /** Returns the low four bits of a distance, which may be the same many times. */
    private int low() throws IOException {
      if (lowRepetitions > 0) {
        lowRepetitions--;
        return lowDistance;
      }
      int value = lowDistances.decode(bits);
      if (value == 16) {
        lowRepetitions = LOW_REPETITIONS;
      } else {
        lowDistance = value;
      }
      return lowDistance;
    }

    private void copyNew(int distance, int length) throws IOException {
      System.arraycopy(old, 0, old, 1, 3);
      old[0] = distance;
      lastLength = length;
      window.copy(distance, length);
    }

    private int filterByte(boolean fromModel) throws IOException {
      return fromModel ? next() : bits.read(8);
    }

    private void readFilter(boolean fromModel) throws IOException {
      int flags = filterByte(fromModel);
      int length = (flags & 7) + 1;
      if (length == 7) {
        length = filterByte(fromModel) + 7;
      } else if (length == 8) {
        length = filterByte(fromModel) << 8 | filterByte(fromModel);
      }
      byte[] record = new byte[length];
      for (int i = 0; i < length; i++) {
        record[i] = (byte) filterByte(fromModel);
      }
      filters.take(flags, record, this);
    }
  }
}
