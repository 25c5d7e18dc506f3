package io.github.jdiffscope.format.executable.code;

/** One AArch64 instruction and the place it refers to; remembers the pages that ADRP left in registers. */
final class Aarch64Instruction {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Operands names;
  private final long[] pages = new long[32];
  private final long[] anchors = new long[32];
  private int word;
  private int shape;
  private String name;
  private boolean branch;
  private long target;

  Aarch64Instruction(Operands names) {
    this.names = names;
    java.util.Arrays.fill(pages, UNKNOWN);
    java.util.Arrays.fill(anchors, UNKNOWN);
  }

  /**
   * Reads an instruction of the function that starts at {@code function}.
   *
   * @param anchor whether it only makes an address that a later one moves on from
   */
  void read(int instruction, long here, long function, int size, boolean anchor) {
    word = instruction;
    shape = instruction;
    branch = false;
    name = names.relocated(here, here, 4);
    boolean jump = (word & 0x7C000000) == 0x14000000;
    if (jump) {
      branch(0x03FFFFFF, here + ((long) word << 38 >> 36), here, function, size);
    } else if ((word & 0xFF000010) == 0x54000000 || (word & 0x7E000000) == 0x34000000) {
      branch(0x00FFFFE0, here + (word << 8 >> 13) * 4L, here, function, size);
    } else if ((word & 0x7E000000) == 0x36000000) {
      branch(0x0007FFE0, here + (word << 13 >> 18) * 4L, here, function, size);
    } else if ((word & 0x1F000000) == 0x10000000) {
      address(here);
    } else if ((word & 0x3B000000) == 0x18000000) {
      shape = word & ~0x00FFFFE0;
      name = name != null ? name : names.data(here + (word << 8 >> 13) * 4L, 8);
    } else {
      low12(anchor);
    }
  }

  private void branch(int field, long to, long here, long function, int size) {
    shape = word & ~field;
    branch = true;
    target = to;
    if (name == null && (to < function || to >= function + size)) {
      name = names.code(to);
    }
  }

  private void address(long here) {
    shape = word & ~0x60FFFFE0;
    long value = (long) (word << 8 >> 13) << 2 | word >> 29 & 3;
    int register = word & 31;
    if (word < 0) {
      pages[register] = name != null ? UNKNOWN : (here & -0x1000L) + (value << 12);
      anchors[register] = UNKNOWN;
      // The page alone says nothing that lasts: what is added to it says what is meant.
      name = name != null ? name : "page";
    } else {
      name = name != null ? name : names.data(here + value, 0);
    }
  }

  /** ADD, loads and stores with an unsigned offset from a page or from an address made before. */
  private void low12(boolean anchor) {
    int base = word >> 5 & 31;
    boolean add = (word & 0xFFC00000) == 0x91000000;
    boolean memory = (word & 0x3B000000) == 0x39000000;
    long made = UNKNOWN;
    if (name != null) {
      shape = add || memory ? word & ~0x003FFC00 : word;
    } else if ((add || memory) && (pages[base] != UNKNOWN || anchors[base] != UNKNOWN)) {
      int scale = !memory ? 0 : (word & 0x04800000) == 0x04800000 ? 4 : word >>> 30;
      shape = word & ~0x003FFC00;
      boolean load = memory && (word & 0x00400000) != 0;
      made = (pages[base] != UNKNOWN ? pages[base] : anchors[base]) + ((word >> 10 & 0xFFFL) << scale);
      name = add && anchor ? "page" : names.data(made, load ? 1 << scale : 0);
    }
    if ((word & 0x1C000000) != 0x08000000 || memory && (word & 0x04C00000) == 0x00400000) {
      pages[word & 31] = UNKNOWN;
      anchors[word & 31] = add ? made : UNKNOWN;
    }
  }

  int word() {
    return word;
  }

  /** Returns the instruction without the fields that hold a place. */
  int shape() {
    return shape;
  }

  /** Returns the name of the place it refers to, or null. */
  String name() {
    return name;
  }

  boolean isBranch() {
    return branch;
  }

  long target() {
    return target;
  }
}
