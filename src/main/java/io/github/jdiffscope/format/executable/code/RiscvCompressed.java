package io.github.jdiffscope.format.executable.code;

/** Expands the compressed instructions of RISC-V to the ones they are short for (RISC-V unprivileged ISA, chapter "C"). */
final class RiscvCompressed {
  private static final int LOAD = 0x03;
  private static final int LOAD_FLOAT = 0x07;
  private static final int IMMEDIATE = 0x13;
  private static final int IMMEDIATE_WORD = 0x1B;
  private static final int STORE = 0x23;
  private static final int STORE_FLOAT = 0x27;
  private static final int REGISTER = 0x33;
  private static final int REGISTER_WORD = 0x3B;
  private static final int BREAK = 0x100073;
  private static final int STACK = 2;

  private RiscvCompressed() {}

  /**
   * Returns the instruction of 32 bits, 0 if there is none such.
   *
   * @param wide whether registers have 64 bits
   */
  static int expand(int half, boolean wide) {
    int function = half >> 13;
    return switch (half & 3) {
      case 0 -> first(half, function, wide);
      case 1 -> second(half, function, wide);
      default -> third(half, function, wide);
    };
  }

  private static int bits(int value, int high, int low) {
    return value >> low & (1 << high - low + 1) - 1;
  }

  private static int signed(int value, int width) {
    return value << 32 - width >> 32 - width;
  }

  private static int i(int opcode, int function, int to, int from, int number) {
    return opcode | function << 12 | to << 7 | from << 15 | number << 20;
  }

  private static int s(int opcode, int function, int base, int from, int number) {
    return opcode | function << 12 | (number & 31) << 7 | base << 15 | from << 20 | number >> 5 << 25;
  }

  private static int r(int opcode, int function, int to, int a, int b, int seven) {
    return opcode | function << 12 | to << 7 | a << 15 | b << 20 | seven << 25;
  }

  private static int branch(int function, int a, int distance) {
    return 0x63 | function << 12 | a << 15 | (distance >> 11 & 1) << 7 | (distance >> 1 & 15) << 8
        | (distance >> 5 & 63) << 25 | (distance >> 12 & 1) << 31;
  }

  private static int jump(int to, int half) {
    int d = signed(bits(half, 12, 12) << 11 | bits(half, 11, 11) << 4 | bits(half, 10, 9) << 8 | bits(half, 8, 8) << 10
        | bits(half, 7, 7) << 6 | bits(half, 6, 6) << 7 | bits(half, 5, 3) << 1 | bits(half, 2, 2) << 5, 12);
    return 0x6F | to << 7 | (d >> 12 & 255) << 12 | (d >> 11 & 1) << 20 | (d >> 1 & 1023) << 21 | (d >> 20 & 1) << 31;
  }

  private static int first(int half, int function, boolean wide) {
    int to = 8 + bits(half, 4, 2);
    int base = 8 + bits(half, 9, 7);
    int words = bits(half, 12, 10) << 3 | bits(half, 6, 6) << 2 | bits(half, 5, 5) << 6;
    int doubles = bits(half, 12, 10) << 3 | bits(half, 6, 5) << 6;
    return switch (function) {
      case 0 -> {
        int number = bits(half, 12, 11) << 4 | bits(half, 10, 7) << 6 | bits(half, 6, 6) << 2 | bits(half, 5, 5) << 3;
        yield number == 0 ? 0 : i(IMMEDIATE, 0, to, STACK, number);
      }
      case 1 -> i(LOAD_FLOAT, 3, to, base, doubles);
      case 2 -> i(LOAD, 2, to, base, words);
      case 3 -> wide ? i(LOAD, 3, to, base, doubles) : i(LOAD_FLOAT, 2, to, base, words);
      case 5 -> s(STORE_FLOAT, 3, base, to, doubles);
      case 6 -> s(STORE, 2, base, to, words);
      case 7 -> wide ? s(STORE, 3, base, to, doubles) : s(STORE_FLOAT, 2, base, to, words);
      default -> 0;
    };
  }

  private static int second(int half, int function, boolean wide) {
    int to = bits(half, 11, 7);
    int number = signed(bits(half, 12, 12) << 5 | bits(half, 6, 2), 6);
    int distance = signed(bits(half, 12, 12) << 8 | bits(half, 11, 10) << 3 | bits(half, 6, 5) << 6 | bits(half, 4, 3) << 1
        | bits(half, 2, 2) << 5, 9);
    return switch (function) {
      case 0 -> i(IMMEDIATE, 0, to, to, number);
      case 1 -> !wide ? jump(1, half) : to == 0 ? 0 : i(IMMEDIATE_WORD, 0, to, to, number);
      case 2 -> i(IMMEDIATE, 0, to, 0, number);
      case 3 -> to != STACK ? number == 0 ? 0 : 0x37 | to << 7 | number << 12 : stack(half);
      case 4 -> arithmetic(half, number);
      case 5 -> jump(0, half);
      default -> branch(function == 6 ? 0 : 1, 8 + bits(half, 9, 7), distance);
    };
  }

  private static int stack(int half) {
    int number = signed(bits(half, 12, 12) << 9 | bits(half, 6, 6) << 4 | bits(half, 5, 5) << 6 | bits(half, 4, 3) << 7
        | bits(half, 2, 2) << 5, 10);
    return number == 0 ? 0 : i(IMMEDIATE, 0, STACK, STACK, number);
  }

  private static int arithmetic(int half, int number) {
    int to = 8 + bits(half, 9, 7);
    int other = 8 + bits(half, 4, 2);
    int kind = bits(half, 6, 5);
    return switch (bits(half, 11, 10)) {
      case 0 -> i(IMMEDIATE, 5, to, to, number & 63);
      case 1 -> i(IMMEDIATE, 5, to, to, number & 63 | 0x400);
      case 2 -> i(IMMEDIATE, 7, to, to, number);
      default -> bits(half, 12, 12) == 0
          ? r(REGISTER, new int[] {0, 4, 6, 7}[kind], to, to, other, kind == 0 ? 0x20 : 0)
          : kind > 1 ? 0 : r(REGISTER_WORD, 0, to, to, other, kind == 0 ? 0x20 : 0);
    };
  }

  private static int third(int half, int function, boolean wide) {
    int to = bits(half, 11, 7);
    int from = bits(half, 6, 2);
    int words = bits(half, 12, 12) << 5 | bits(half, 6, 4) << 2 | bits(half, 3, 2) << 6;
    int doubles = bits(half, 12, 12) << 5 | bits(half, 6, 5) << 3 | bits(half, 4, 2) << 6;
    int storedWords = bits(half, 12, 9) << 2 | bits(half, 8, 7) << 6;
    int storedDoubles = bits(half, 12, 10) << 3 | bits(half, 9, 7) << 6;
    return switch (function) {
      case 0 -> i(IMMEDIATE, 1, to, to, bits(half, 12, 12) << 5 | from);
      case 1 -> i(LOAD_FLOAT, 3, to, STACK, doubles);
      case 2 -> i(LOAD, 2, to, STACK, words);
      case 3 -> wide ? i(LOAD, 3, to, STACK, doubles) : i(LOAD_FLOAT, 2, to, STACK, words);
      case 4 -> bits(half, 12, 12) == 0
          ? from != 0 ? r(REGISTER, 0, to, 0, from, 0) : to == 0 ? 0 : i(0x67, 0, 0, to, 0)
          : from != 0 ? r(REGISTER, 0, to, to, from, 0) : to == 0 ? BREAK : i(0x67, 0, 1, to, 0);
      case 5 -> s(STORE_FLOAT, 3, STACK, from, storedDoubles);
      case 6 -> s(STORE, 2, STACK, from, storedWords);
      default -> wide ? s(STORE, 3, STACK, from, storedDoubles) : s(STORE_FLOAT, 2, STACK, from, storedWords);
    };
  }
}
