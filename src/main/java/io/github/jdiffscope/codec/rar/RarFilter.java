package io.github.jdiffscope.codec.rar;

/**
 * A change of decoded bytes before they are handed out.
 *
 * @param start in the decoded bytes
 * @param fileStart where the file begins in the decoded bytes
 */
record RarFilter(Kind kind, long start, int length, int channels, long fileStart) {
  private static final int FILE_SIZE = 1 << 24;

  /** What is changed. */
  enum Kind { DELTA, E8, E8E9, ARM }

  long end() {
    return start + length;
  }

  /** Returns the changed bytes. */
  byte[] apply(byte[] data) {
    switch (kind) {
      case DELTA -> {
        return delta(data);
      }
      case ARM -> branches(data);
      default -> calls(data, kind == Kind.E8E9 ? 0xE9 : 0xE8);
    }
    return data;
  }

  private byte[] delta(byte[] data) {
    byte[] out = new byte[data.length];
    int from = 0;
    for (int channel = 0; channel < channels; channel++) {
      byte previous = 0;
      for (int to = channel; to < data.length; to += channels) {
        previous -= data[from++];
        out[to] = previous;
      }
    }
    return out;
  }

  /** Absolute targets of x86 calls and jumps become relative again. */
  private void calls(byte[] data, int second) {
    int offsetInFile = (int) (start - fileStart);
    for (int at = 0; at + 4 < data.length; ) {
      int value = data[at++] & 0xFF;
      if (value != 0xE8 && value != second) {
        continue;
      }
      int offset = Math.floorMod(at + offsetInFile, FILE_SIZE);
      int address = data[at] & 0xFF | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF) << 16 | data[at + 3] << 24;
      if (address < 0) {
        if (address + offset >= 0) {
          put(data, at, address + FILE_SIZE);
        }
      } else if (address < FILE_SIZE) {
        put(data, at, address - offset);
      }
      at += 4;
    }
  }

  private static void put(byte[] data, int at, int value) {
    for (int i = 0; i < 4; i++) {
      data[at + i] = (byte) (value >> 8 * i);
    }
  }

  private void branches(byte[] data) {
    int offsetInFile = (int) (start - fileStart);
    for (int at = 0; at + 3 < data.length; at += 4) {
      if ((data[at + 3] & 0xFF) == 0xEB) {
        int offset = (data[at] & 0xFF | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF) << 16)
            - (offsetInFile + at) / 4;
        data[at] = (byte) offset;
        data[at + 1] = (byte) (offset >> 8);
        data[at + 2] = (byte) (offset >> 16);
      }
    }
  }
}
