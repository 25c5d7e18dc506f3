package io.github.jdiffscope.format.executable.code;

/** One decoded RISC-V instruction; used again for the next one. Compressed ones are read as what they are short for. */
final class RiscvInstruction {
  static final int NOP = 0x13;
  private static final int HALF = 2;

  private final boolean wide;
  /** The instruction of 32 bits. */
  int word;
  /** As it stands in the code. */
  int raw;
  int length;

  RiscvInstruction(boolean wide) {
    this.wide = wide;
  }

  /** Reads the instruction at a position. Instructions are little-endian whatever the data is. */
  void read(byte[] code, int at, int to) {
    if (at + HALF > to) {
      raw = code[at] & 0xFF;
      word = 0;
      length = 1;
      return;
    }
    int half = code[at] & 0xFF | (code[at + 1] & 0xFF) << 8;
    boolean full = (half & 3) == 3 && at + 4 <= to;
    length = full ? 4 : HALF;
    raw = full ? half | (code[at + 2] & 0xFF) << 16 | code[at + 3] << 24 : half;
    word = full ? raw : (half & 3) == 3 ? 0 : RiscvCompressed.expand(half, wide);
  }

  int opcode() {
    return word & 0x7F;
  }

  int rd() {
    return word >> 7 & 31;
  }

  int rs1() {
    return word >> 15 & 31;
  }

  int rs2() {
    return word >> 20 & 31;
  }

  int function() {
    return word >> 12 & 7;
  }

  int immediate() {
    return word >> 20;
  }

  /** Returns the number of a store, which stands in two fields. */
  int stored() {
    return word >> 25 << 5 | word >> 7 & 31;
  }

  boolean isStore() {
    return opcode() == 0x23 || opcode() == 0x27;
  }

  boolean isBranch() {
    return opcode() == 0x63;
  }

  boolean isJump() {
    return opcode() == 0x6F;
  }

  boolean isIndirect() {
    return opcode() == 0x67 && function() == 0;
  }

  /** Returns how far a branch or jump goes. */
  int distance() {
    return isJump()
        ? word >> 31 << 20 | (word >> 12 & 255) << 12 | (word >> 20 & 1) << 11 | (word >> 21 & 1023) << 1
        : word >> 31 << 12 | (word >> 7 & 1) << 11 | (word >> 25 & 63) << 5 | (word >> 8 & 15) << 1;
  }

  /** Returns whether it takes an address from a register and a number: a load, a store, an addition, an indirect jump. */
  boolean isUse() {
    int opcode = opcode();
    return opcode == 0x03 || opcode == 0x07 || isStore() || opcode == 0x13 && function() == 0
        || opcode == 0x1B && function() == 0 || isIndirect();
  }

  /** Returns how many bytes it reads, 0 if it takes an address. */
  int size() {
    return opcode() == 0x03 || opcode() == 0x07 ? 1 << (function() & 3) : 0;
  }

  /** Returns the register it writes, 0 if none. */
  int written() {
    int opcode = opcode();
    boolean floating = opcode == 0x07 || opcode >= 0x43 && opcode <= 0x4F
        || opcode == 0x53 && (word >>> 27 < 0x14 || word >>> 27 == 0x1A || word >>> 27 == 0x1E);
    return isStore() || isBranch() || floating || opcode == 0x0F ? 0 : rd();
  }

  /** Returns the instruction without the field that holds a place. */
  int withoutNumber() {
    return switch (opcode()) {
      case 0x37, 0x17, 0x6F -> word & 0xFFF;
      case 0x63, 0x23, 0x27 -> word & 0x01FFF07F;
      default -> isUse() ? word & 0xFFFFF : word;
    };
  }
}
