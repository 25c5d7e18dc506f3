package io.github.jdiffscope.format.executable.code;

/**
 * One decoded x86 instruction; used again for the next one. Layout as in the Intel manual, volume 2, chapter 2: prefixes,
 * opcode, ModRM, SIB, displacement, immediate.
 */
final class X86Instruction {
  // What follows an opcode: '.' nothing, M ModRM, b/w/z immediate of 1, 2, 2|4 bytes, B/Z ModRM and immediate,
  // v immediate up to 8, e 2+1 bytes, o address, j/J relative, F/G ModRM and immediate if reg < 2, p prefix, x none such.
  private static final char[] ONE = ("MMMMbz..".repeat(8)
      + "p".repeat(16) + ".".repeat(16) + "..MMppppzZbB...." + "j".repeat(16) + "BZBBMMMMMMMMMMMM" + "..........x....."
      + "oooo....bz......" + "bbbbbbbbvvvvvvvv" + "BBw.MMBZe.w..b.." + "MMMMbbx.MMMMMMMM" + "jjjjbbbbJJxj...." + "p.pp..FG......MM").toCharArray();
  private static final char[] TWO = ("MMMM......x..M.B" + "M".repeat(16) + "MMMMxxxxMMMMMMMM" + "......x.xxxxxxxx" + "M".repeat(32)
      + "M".repeat(16) + "BBBBMMM.MMMMMMMM" + "J".repeat(16) + "M".repeat(16) + "...MBMMM...MBMMM" + "MMMMMMMMMMBMMMMM"
      + "MMBMBBBM........" + "M".repeat(48)).toCharArray();

  private final boolean wide;
  byte[] code;
  int start;
  int end;
  int length;
  boolean operandSize;
  boolean addressSize;
  boolean repeat;
  boolean repeatNot;
  boolean lock;
  int segment;
  int rex;
  int vex;
  int vectorLength;
  int extra;
  int mask;
  boolean zeroing;
  boolean broadcast;
  boolean highRegister;
  boolean highIndex;
  int map;
  int opcode;
  int modrm;
  int sib;
  int displacementAt;
  int displacementSize;
  int displacement;
  int immediateAt;
  int immediateSize;
  long immediate;
  boolean relative;
  /** Where the global offset table is that the base register holds, 0 if it does not. */
  long table;
  /** Whether this puts the address of the global offset table together. */
  boolean makesTable;

  X86Instruction(boolean wide) {
    this.wide = wide;
  }

  boolean isWide() {
    return wide;
  }

  /** Returns the length of the instruction at a position, or 0 if there is none such. */
  int decode(byte[] bytes, int at, int limit) {
    code = bytes;
    start = at;
    end = at;
    reset();
    try {
      length = read(limit) && end <= limit && end - start <= 15 ? end - start : 0;
    } catch (ArrayIndexOutOfBoundsException cut) {
      length = 0;
    }
    return length;
  }

  private void reset() {
    operandSize = false;
    addressSize = false;
    repeat = false;
    repeatNot = false;
    lock = false;
    zeroing = false;
    broadcast = false;
    highRegister = false;
    highIndex = false;
    relative = false;
    table = 0;
    makesTable = false;
    segment = 0;
    rex = 0;
    vex = 0;
    vectorLength = 0;
    extra = 0;
    mask = 0;
    map = 0;
    modrm = -1;
    sib = -1;
    displacementSize = 0;
    displacementAt = 0;
    displacement = 0;
    immediateSize = 0;
    immediateAt = 0;
    immediate = 0;
  }

  private boolean read(int limit) {
    int b = prefixes(limit);
    if (wide && (b & 0xF0) == 0x40) {
      rex = b;
      b = next();
    }
    boolean extended = wide || (end < limit && (code[end] & 0xC0) == 0xC0);
    if (extended && (b == 0xC4 || b == 0xC5)) {
      return vex(b) && operands(TWO[opcode]);
    } else if (extended && b == 0x62) {
      return evex() && operands(TWO[opcode]);
    } else if (b != 0x0F) {
      opcode = b;
      return operands(legacy(b));
    }
    opcode = next();
    map = 1;
    if (opcode == 0x38 || opcode == 0x3A) {
      map = opcode == 0x38 ? 2 : 3;
      opcode = next();
    }
    return operands(TWO[opcode]);
  }

  private char legacy(int b) {
    if (!wide && (b & 0xF0) == 0x40) {
      return '.';
    }
    return ONE[b];
  }

  private int prefixes(int limit) {
    while (end < limit) {
      int b = next();
      switch (b) {
        case 0x66 -> operandSize = true;
        case 0x67 -> addressSize = true;
        case 0xF0 -> lock = true;
        case 0xF2 -> {
          repeatNot = true;
          repeat = false;
        }
        case 0xF3 -> {
          repeat = true;
          repeatNot = false;
        }
        case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65 -> segment = b;
        default -> {
          return b;
        }
      }
    }
    return 0;
  }

  private boolean vex(int first) {
    vex = 1;
    int second = next();
    if (first == 0xC5) {
      rex = 0x40 | (~second >> 5 & 4);
      map = 1;
    } else {
      rex = 0x40 | (~second >> 5 & 7);
      map = second & 31;
      second = next();
      rex |= second >> 4 & 8;
    }
    extra = ~second >> 3 & 15;
    vectorLength = second >> 2 & 1;
    pp(second & 3);
    opcode = next();
    return map >= 1 && map <= 3;
  }

  private boolean evex() {
    vex = 2;
    int p0 = next();
    int p1 = next();
    int p2 = next();
    rex = 0x40 | (~p0 >> 5 & 7) | p1 >> 4 & 8;
    highRegister = (p0 & 0x10) == 0;
    map = p0 & 7;
    extra = (~p1 >> 3 & 15) | (~p2 << 1 & 16);
    pp(p1 & 3);
    highIndex = (p2 & 8) == 0;
    mask = p2 & 7;
    broadcast = (p2 & 0x10) != 0;
    vectorLength = p2 >> 5 & 3;
    zeroing = (p2 & 0x80) != 0;
    opcode = next();
    return map >= 1 && map != 4 && map <= 6;
  }

  private void pp(int code) {
    operandSize = code == 1;
    repeat = code == 2;
    repeatNot = code == 3;
  }

  private boolean operands(char legacyShape) {
    char shape = map == 3 ? 'B' : map == 2 || map > 3 ? 'M' : legacyShape;
    if (shape == 'M' || shape == 'B' || shape == 'Z' || shape == 'F' || shape == 'G') {
      modrm();
    }
    int wordSize = operandSize && (rex & 8) == 0 ? 2 : 4;
    switch (shape) {
      case 'b', 'B' -> immediate(1);
      case 'w' -> immediate(2);
      case 'z', 'Z' -> immediate(wordSize);
      case 'v' -> immediate((rex & 8) != 0 ? 8 : wordSize);
      case 'e' -> immediate(3);
      case 'o' -> immediate(wide && !addressSize ? 8 : 4);
      case 'j' -> immediate(1);
      case 'J' -> immediate(operandSize && !wide ? 2 : 4);
      case 'F' -> immediate((modrm >> 3 & 7) < 2 ? 1 : 0);
      case 'G' -> immediate((modrm >> 3 & 7) < 2 ? wordSize : 0);
      case 'x', 'p' -> {
        return false;
      }
      default -> { }
    }
    relative = shape == 'j' || shape == 'J' || map == 0 && opcode == 0xC7 && modrm == 0xF8;
    return true;
  }

  private void modrm() {
    modrm = next();
    int mod = modrm >> 6;
    int rm = modrm & 7;
    if (mod == 3 || map == 1 && vex == 0 && opcode >= 0x20 && opcode <= 0x23) {
      return;
    }
    boolean narrow = !wide && addressSize;
    if (!narrow && rm == 4) {
      sib = next();
    }
    int size = mod == 1 ? 1 : mod == 2 ? narrow ? 2 : 4 : 0;
    if (mod == 0) {
      boolean absolute = narrow ? rm == 6 : rm == 5 || rm == 4 && (sib & 7) == 5;
      size = absolute ? narrow ? 2 : 4 : 0;
    }
    displacementAt = end;
    displacementSize = size;
    displacement = (int) signed(size);
  }

  private void immediate(int size) {
    immediateAt = end;
    immediateSize = size;
    immediate = signed(size);
  }

  private long signed(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) next() << 8 * i;
    }
    int shift = 64 - 8 * size;
    return size == 0 ? 0 : value << shift >> shift;
  }

  private int next() {
    return code[end++] & 0xFF;
  }

  /** Returns whether the displacement counts from the end of the instruction. */
  boolean isRipRelative() {
    return wide && modrm >= 0 && (modrm & 0xC7) == 5;
  }

  int reg() {
    return (modrm >> 3 & 7) | (rex & 4) << 1 | (highRegister ? 16 : 0);
  }

  int rm() {
    return (modrm & 7) | (rex & 1) << 3;
  }

  boolean isMemory() {
    return modrm >= 0 && modrm >> 6 != 3;
  }

  boolean rexW() {
    return (rex & 8) != 0;
  }
}
