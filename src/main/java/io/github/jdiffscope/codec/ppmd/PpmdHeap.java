package io.github.jdiffscope.codec.ppmd;

import java.util.Arrays;

/**
 * The memory of the model: raw text grows from its start, units of 12 bytes are taken from both ends of what is above.
 * When memory runs out the model starts anew, so that all allocation must be just as the encoder's.
 */
final class PpmdHeap {
  static final int UNIT = 12;
  private static final int INDEXES = 38;
  private static final int GLUE_PERIOD = 255;
  private static final int LARGEST_RUN = 128;
  /** Offset 0 stands for nothing. */
  private static final int START = 4;

  final byte[] bytes;
  int text;
  int unitsStart;
  private final int size;
  private int low;
  private int high;
  private int glueCount;
  private final int[] free = new int[INDEXES];
  private final int[] unitsOf = new int[INDEXES];
  private final int[] indexOf = new int[LARGEST_RUN];

  PpmdHeap(int size) {
    this.size = size;
    this.bytes = new byte[START + size + UNIT];
    int units = 0;
    for (int i = 0; i < INDEXES; i++) {
      int step = i >= 12 ? 4 : (i >> 2) + 1;
      for (; step > 0; step--) {
        indexOf[units++] = i;
      }
      unitsOf[i] = units;
    }
  }

  void reset() {
    Arrays.fill(free, 0);
    text = START;
    high = text + size;
    low = high - size / 8 / UNIT * 7 * UNIT;
    unitsStart = low;
    glueCount = 0;
  }

  int u8(int at) {
    return bytes[at] & 0xFF;
  }

  int u16(int at) {
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
  }

  int i32(int at) {
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
  }

  void put8(int at, int value) {
    bytes[at] = (byte) value;
  }

  void put16(int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
  }

  void put32(int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
    bytes[at + 2] = (byte) (value >> 16);
    bytes[at + 3] = (byte) (value >> 24);
  }

  int index(int units) {
    return indexOf[units - 1];
  }

  void release(int node, int index) {
    put32(node, free[index]);
    free[index] = node;
  }

  private int take(int index) {
    int node = free[index];
    free[index] = i32(node);
    return node;
  }

  /** Returns a unit for a context, 0 if there is no memory. */
  int context() {
    if (high != low) {
      high -= UNIT;
      return high;
    }
    return free[0] != 0 ? take(0) : rare(0);
  }

  /** Returns a run of units, 0 if there is no memory. */
  int allocate(int index) {
    if (free[index] != 0) {
      return take(index);
    }
    int length = unitsOf[index] * UNIT;
    if (length <= high - low) {
      int result = low;
      low += length;
      return result;
    }
    return rare(index);
  }

  private int rare(int index) {
    if (glueCount == 0) {
      glue();
      if (free[index] != 0) {
        return take(index);
      }
    }
    int larger = index;
    do {
      if (++larger == INDEXES) {
        int length = unitsOf[index] * UNIT;
        glueCount--;
        if (unitsStart - text > length) {
          unitsStart -= length;
          return unitsStart;
        }
        return 0;
      }
    } while (free[larger] == 0);
    int result = take(larger);
    split(result, larger, index);
    return result;
  }

  private void split(int block, int oldIndex, int newIndex) {
    fill(block + unitsOf[newIndex] * UNIT, unitsOf[oldIndex] - unitsOf[newIndex]);
  }

  /** Puts units into the lists of free runs. */
  private void fill(int start, int units) {
    int index = index(units);
    if (unitsOf[index] != units) {
      int smaller = unitsOf[--index];
      release(start + smaller * UNIT, units - smaller - 1);
    }
    release(start, index);
  }

  /** Returns where the first {@code newUnits} of a run are afterwards. */
  int shrink(int old, int oldUnits, int newUnits) {
    int oldIndex = index(oldUnits);
    int newIndex = index(newUnits);
    if (oldIndex == newIndex) {
      return old;
    }
    if (free[newIndex] != 0) {
      int moved = take(newIndex);
      System.arraycopy(bytes, old, bytes, moved, newUnits * UNIT);
      release(old, oldIndex);
      return moved;
    }
    split(old, oldIndex, newIndex);
    return old;
  }

  /*
   * While free runs are joined they form a ring: stamp of 16 bits (0 = free; whatever is in use begins otherwise), number
   * of units of 16 bits, next, previous. The ring's head lies behind the last unit.
   */
  private void glue() {
    int head = START + size;
    int last = head;
    glueCount = GLUE_PERIOD;
    for (int i = 0; i < INDEXES; i++) {
      int next = free[i];
      free[i] = 0;
      while (next != 0) {
        int node = next;
        put32(node + 4, last);
        put32(last + 8, node);
        last = node;
        next = i32(node);
        put16(node, 0);
        put16(node + 2, unitsOf[i]);
      }
    }
    put16(head, 1);
    put32(head + 4, last);
    put32(last + 8, head);
    if (low != high) {
      put16(low, 1);
    }
    for (int node = last; node != head; node = i32(node + 4)) {
      join(node);
    }
    for (int node = i32(head + 4); node != head; ) {
      int next = i32(node + 4);
      int units = u16(node + 2);
      int start = node;
      for (; units > LARGEST_RUN; units -= LARGEST_RUN, start += LARGEST_RUN * UNIT) {
        release(start, INDEXES - 1);
      }
      fill(start, units);
      node = next;
    }
  }

  private void join(int node) {
    int units = u16(node + 2);
    while (true) {
      int after = node + units * UNIT;
      units += u16(after + 2);
      if (u16(after) != 0 || units >= 1 << 16) {
        return;
      }
      int next = i32(after + 4);
      int previous = i32(after + 8);
      put32(previous + 4, next);
      put32(next + 8, previous);
      put16(node + 2, units);
    }
  }

  /** Takes 256 states of 6 bytes at the start of the units. */
  int firstStates() {
    int result = low;
    low += 256 / 2 * UNIT;
    return result;
  }
}
