package io.github.jdiffscope.codec.cab;

import java.io.IOException;

/**
 * Decodes Quantum: literals and matches in adaptive models below an arithmetic decoder of 16 bits, after Matthew
 * Russotto's "Quantum Compression Format". One decoder decodes one folder, block after block.
 */
final class QuantumDecoder {
  private static final int SELECTORS = 7;
  private static final int LITERALS = 64;
  private static final int POSITION_SLOTS = 42;
  private static final int LENGTHS = 27;
  private static final int[] LENGTH_BASES = {0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 18, 22, 26, 30, 38, 46, 54, 62, 78, 94,
      110, 126, 158, 190, 222, 254};

  private final byte[] window;
  private int position;
  private long produced;
  private final Model selector = new Model(0, SELECTORS);
  private final Model[] literals = new Model[4];
  private final Model[] positions = new Model[3];
  private final Model lengths = new Model(0, LENGTHS);
  private byte[] in = {};
  private int bit;
  private int high;
  private int low;
  private int code;

  QuantumDecoder(int windowBits) throws IOException {
    if (windowBits < 10 || windowBits > 21) {
      throw new IOException("Quantum window of 2^" + windowBits + " bytes is not supported");
    }
    window = new byte[1 << windowBits];
    for (int i = 0; i < literals.length; i++) {
      literals[i] = new Model(i * LITERALS, LITERALS);
    }
    int slots = windowBits * 2;
    positions[0] = new Model(0, Math.min(24, slots));
    positions[1] = new Model(0, Math.min(36, slots));
    positions[2] = new Model(0, Math.min(POSITION_SLOTS, slots));
  }

  /** A set of symbols, the most frequent first, each with the sum of its own and all later frequencies. */
  private static final class Model {
    private static final int LARGEST_SUM = 3800;
    private static final int STEP = 8;
    private static final int FIRST_SORT = 4;
    private static final int SORT_PERIOD = 50;

    private final int[] symbols;
    private final int[] sums;
    private final int size;
    private int left = FIRST_SORT;

    Model(int first, int size) {
      this.size = size;
      this.symbols = new int[size];
      this.sums = new int[size + 1];
      for (int i = 0; i < size; i++) {
        symbols[i] = first + i;
        sums[i] = size - i;
      }
    }

    void increase(int index) {
      for (int i = 0; i <= index; i++) {
        sums[i] += STEP;
      }
      if (sums[0] > LARGEST_SUM) {
        rescale();
      }
    }

    private void rescale() {
      if (--left > 0) {
        for (int i = size - 1; i >= 0; i--) {
          sums[i] = Math.max(sums[i] >> 1, sums[i + 1] + 1);
        }
        return;
      }
      left = SORT_PERIOD;
      for (int i = 0; i < size; i++) {
        sums[i] = sums[i] - sums[i + 1] + 1 >> 1;
      }
      // Which of equals comes first depends on this very way of sorting.
      for (int i = 0; i < size - 1; i++) {
        for (int j = i + 1; j < size; j++) {
          if (sums[i] < sums[j]) {
            swap(sums, i, j);
            swap(symbols, i, j);
          }
        }
      }
      for (int i = size - 1; i >= 0; i--) {
        sums[i] += sums[i + 1];
      }
    }

    private static void swap(int[] values, int i, int j) {
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  /** Decodes the next block. */
  byte[] decode(byte[] data, int size) throws IOException {
    in = data;
    bit = 0;
    high = 0xFFFF;
    low = 0;
    code = bits(16);
    byte[] out = new byte[size];
    for (int done = 0; done < size; ) {
      int choice = symbol(selector);
      if (choice < literals.length) {
        out[done++] = put((byte) symbol(literals[choice]));
        continue;
      }
      int length = choice == 4 ? 3 : choice == 5 ? 4 : longLength();
      int slot = symbol(positions[choice - 4]);
      int extra = slot < 4 ? 0 : slot / 2 - 1;
      int base = slot < 4 ? slot : (2 | slot & 1) << extra;
      int distance = base + bits(extra) + 1;
      if (distance > produced || distance > window.length || length > size - done) {
        throw new IOException("Quantum match lies outside");
      }
      for (int i = 0; i < length; i++) {
        out[done++] = put(window[position - distance & window.length - 1]);
      }
    }
    return out;
  }

  private byte put(byte value) {
    window[position] = value;
    position = position + 1 & window.length - 1;
    produced++;
    return value;
  }

  private int longLength() throws IOException {
    int index = symbol(lengths);
    int extra = index < 6 || index == LENGTHS - 1 ? 0 : (index - 2) / 4;
    return LENGTH_BASES[index] + bits(extra) + 5;
  }

  private int symbol(Model model) throws IOException {
    int range = (high - low & 0xFFFF) + 1;
    int total = model.sums[0];
    int wanted = ((code - low + 1) * total - 1) / range & 0xFFFF;
    int index = 0;
    while (index < model.size - 1 && model.sums[index + 1] > wanted) {
      index++;
    }
    int symbol = model.symbols[index];
    int start = low;
    high = start + model.sums[index] * range / total - 1 & 0xFFFF;
    low = start + model.sums[index + 1] * range / total & 0xFFFF;
    model.increase(index);
    normalise();
    return symbol;
  }

  private void normalise() throws IOException {
    while (true) {
      if ((low & 0x8000) != (high & 0x8000)) {
        if ((low & 0x4000) == 0 || (high & 0x4000) != 0) {
          return;
        }
        code ^= 0x4000;
        low &= 0x3FFF;
        high |= 0x4000;
      }
      low = low << 1 & 0xFFFF;
      high = (high << 1 | 1) & 0xFFFF;
      code = (code << 1 | bits(1)) & 0xFFFF;
    }
  }

  /** Returns the next bits, the most significant of a byte first; decoding looks a little ahead of what it needs. */
  private int bits(int count) throws IOException {
    int value = 0;
    for (int i = 0; i < count; i++, bit++) {
      int at = bit >> 3;
      if (at > in.length + 4) {
        throw new IOException("Quantum block is cut off");
      }
      value = value << 1 | (at < in.length ? in[at] >> 7 - (bit & 7) & 1 : 0);
    }
    return value;
  }
}
