package io.github.jdiffscope.format.executable.code;

/**
 * Follows where position-independent i386 code keeps the address of its global offset table: it calls a function that returns
 * its return address, adds the distance to the table, and reaches data and functions by their distance from there
 * (System V ABI, Intel386 supplement, "Position-Independent Function Prologue").
 *
 * <p>Code is read in the order of addresses, so that a register is only known to hold the table until it is written; behind a
 * jump the registers are taken for what they are in most of a function.
 */
final class X86GlobalTable {
  private static final int CALLER_SAVED = 1 | 1 << 1 | 1 << 2;
  private static final int WORD = 4;
  private static final int FAR = 0x10000;

  private final Operands names;
  private final long table;
  private int held;
  private int home;
  private long returned;

  /**
   * Makes a follower.
   *
   * @param wide whether code has 64 bits: it counts from its own place and needs no table
   */
  X86GlobalTable(Operands names, boolean wide) {
    this.names = names;
    this.table = wide ? 0 : names.globalTable();
  }

  /** Takes notice of an instruction and tells it whether it refers to the table. */
  void follow(X86Instruction in, long here) {
    if (table == 0 || in.length == 0) {
      return;
    }
    int base = base(in);
    in.table = base >= 0 && ((held >> base & 1) != 0 || isFar(in)) ? table : 0;
    in.makesTable = isSum(in) && (returned + in.immediate & 0xFFFF_FFFFL) == table;
    if (in.makesTable) {
      int register = in.opcode == 0x05 ? 0 : in.rm();
      held |= 1 << register;
      home |= 1 << register & ~CALLER_SAVED;
      return;
    }
    effects(in, here);
  }

  /** Returns whether no record is as large as the displacement: the base came from memory and is the table all the same. */
  private boolean isFar(X86Instruction in) {
    return Math.abs((long) in.displacement) >= FAR
        && !names.data(table + in.displacement & 0xFFFF_FFFFL, 0).equals("(outside)");
  }

  private void effects(X86Instruction in, long here) {
    if (X86Flow.isCall(in)) {
      returned = here + in.length;
      held &= ~CALLER_SAVED;
    } else if (X86Flow.of(in, false) == Step.Flow.END) {
      held = home;
    } else if (in.map == 0 && (in.opcode == 0x89 || in.opcode == 0x8B) && !in.isMemory()) {
      int from = in.opcode == 0x89 ? in.reg() : in.rm();
      int to = in.opcode == 0x89 ? in.rm() : in.reg();
      held = (held >> from & 1) != 0 ? held | 1 << to : held & ~(1 << to);
    } else {
      held &= ~written(in);
    }
  }

  /** Returns the register that a place in memory is counted from with a displacement, or -1. */
  private static int base(X86Instruction in) {
    int mod = in.modrm >> 6;
    if (!in.isMemory() || in.displacementSize == 0 || in.isWide() || in.addressSize) {
      return -1;
    }
    boolean none = mod == 0 && (in.modrm & 7) == 5 || in.sib >= 0 && mod == 0 && (in.sib & 7) == 5;
    return none ? -1 : in.sib >= 0 ? in.sib & 7 : in.modrm & 7;
  }

  private static boolean isSum(X86Instruction in) {
    return in.map == 0 && in.vex == 0 && in.immediateSize == WORD
        && (in.opcode == 0x05 || in.opcode == 0x81 && in.modrm >> 3 == 0x18);
  }

  /** Returns the registers an instruction writes, as far as compilers use it. */
  private static int written(X86Instruction in) {
    int op = in.opcode;
    boolean register = !in.isMemory();
    if (in.map == 1 && in.vex == 0) {
      boolean first = op >= 0x40 && op < 0x50 || op >= 0xB6 && op <= 0xB7 || op >= 0xBC && op <= 0xBF || op == 0xAF
          || op == 0xB8 || op == 0x2C || op == 0x2D;
      return first ? 1 << in.reg() : op >= 0xC8 && op < 0xD0 ? 1 << (op & 7)
          : register && (op == 0xA4 || op == 0xA5 || op == 0xAC || op == 0xAD || op == 0x7E) ? 1 << in.rm() : 0;
    }
    if (in.map != 0 || in.vex != 0) {
      return 0;
    }
    if (op < 0x40 && (op & 7) < 6 && op >> 3 != 7) {
      return (op & 7) == 5 ? 1 : (op & 7) == 3 ? 1 << in.reg() : (op & 7) == 1 && register ? 1 << in.rm() : 0;
    } else if (op >= 0x40 && op < 0x50 || op >= 0x58 && op < 0x60 || op >= 0xB8 && op < 0xC0) {
      return 1 << (op & 7);
    }
    return switch (op) {
      case 0x8B, 0x8D, 0x69, 0x6B -> 1 << in.reg();
      case 0x81, 0x83 -> register && (in.reg() & 7) != 7 ? 1 << in.rm() : 0;
      case 0xC1, 0xD1, 0xD3, 0xC7 -> register ? 1 << in.rm() : 0;
      case 0xF7 -> register && (in.reg() & 6) == 2 ? 1 << in.rm() : (in.reg() & 4) != 0 ? 5 : 0;
      case 0x87 -> register ? 1 << in.rm() | 1 << in.reg() : 1 << in.reg();
      case 0xA1, 0xB0 -> 1;
      case 0x99 -> 4;
      default -> 0;
    };
  }
}
