package io.github.jdiffscope.format.executable.code;

/**
 * Writes integer instructions of AArch64 by the names that assemblers prefer: {@code mov}, {@code cmp}, {@code lsl} and other
 * aliases of more general ones (Arm ARM, C6.1.1).
 */
final class Aarch64Integer {
  private static final String[] LOGICAL = "and bic orr orn eor eon ands bics".split(" ");
  private static final String[] SHIFTS = {"lsl", "lsr", "asr", "ror"};
  private static final String[] EXTENSIONS = "uxtb uxth uxtw uxtx sxtb sxth sxtw sxtx".split(" ");

  private Aarch64Integer() {}

  private static String r(int w, boolean wide) {
    return Aarch64Printer.r(w, wide);
  }

  private static String sp(int w, boolean wide) {
    return Aarch64Printer.sp(w, wide);
  }

  private static String condition(int code) {
    return Aarch64Printer.CONDITIONS[code & 15];
  }

  /** Appends data processing with an immediate; returns false if it is none that is known. */
  static boolean immediate(int w, String name, StringBuilder out) {
    boolean wide = w < 0;
    switch (w >> 23 & 7) {
      case 2 -> addition(w, name, wide, out);
      case 4 -> logical(w, wide, out);
      case 5 -> move(w, wide, out);
      case 6 -> bitfield(w, wide, out);
      case 7 -> extract(w, wide, out);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void addition(int w, String name, boolean wide, StringBuilder out) {
    int value = w >> 10 & 0xFFF;
    boolean sets = (w & 0x20000000) != 0;
    boolean subtracts = (w & 0x40000000) != 0;
    String last = name != null ? name : "#" + value;
    String shifted = (w & 0x400000) != 0 ? ", lsl #12" : "";
    boolean stack = (w & 31) == 31 || (w >> 5 & 31) == 31;
    if (!sets && !subtracts && value == 0 && shifted.isEmpty() && name == null && stack) {
      out.append("mov ").append(sp(w, wide)).append(", ").append(sp(w >> 5, wide));
    } else if (sets && (w & 31) == 31) {
      out.append(subtracts ? "cmp " : "cmn ").append(sp(w >> 5, wide)).append(", ").append(last).append(shifted);
    } else {
      out.append(subtracts ? "sub" : "add").append(sets ? "s " : " ").append(sets ? r(w, wide) : sp(w, wide)).append(", ")
          .append(sp(w >> 5, wide)).append(", ").append(last).append(shifted);
    }
  }

  private static void logical(int w, boolean wide, StringBuilder out) {
    int op = w >> 29 & 3;
    String value = "#0x" + Long.toHexString(bits(w >> 22 & 1, w >> 16 & 63, w >> 10 & 63, wide));
    boolean zero = (w >> 5 & 31) == 31;
    if (op == 3 && (w & 31) == 31) {
      out.append("tst ").append(r(w >> 5, wide)).append(", ").append(value);
    } else if (op == 1 && zero) {
      out.append("mov ").append(sp(w, wide)).append(", ").append(value);
    } else {
      out.append(new String[] {"and", "orr", "eor", "ands"}[op]).append(' ').append(op == 3 ? r(w, wide) : sp(w, wide))
          .append(", ").append(r(w >> 5, wide)).append(", ").append(value);
    }
  }

  /** Returns the value of a logical immediate: a run of ones, rotated, repeated (DecodeBitMasks). */
  private static long bits(int n, int rotate, int ones, boolean wide) {
    int length = 31 - Integer.numberOfLeadingZeros(n << 6 | ~ones & 63);
    if (length < 1) {
      return 0;
    }
    int size = 1 << length;
    int count = (ones & size - 1) + 1;
    long run = count >= 64 ? -1L : (1L << count) - 1;
    int turn = rotate & size - 1;
    long mask = size == 64 ? -1L : (1L << size) - 1;
    long element = turn == 0 ? run : (run >>> turn | run << size - turn) & mask;
    for (int i = size; i < 64; i *= 2) {
      element |= element << i;
    }
    return wide ? element : element & 0xFFFF_FFFFL;
  }

  private static void move(int w, boolean wide, StringBuilder out) {
    int kind = w >> 29 & 3;
    long value = w >> 5 & 0xFFFF;
    int shift = (w >> 21 & 3) * 16;
    if (kind == 3 || kind == 1) {
      out.append(kind == 3 ? "movk " : "(bad) ").append(r(w, wide)).append(", #0x").append(Long.toHexString(value))
          .append(shift == 0 ? "" : ", lsl #" + shift);
      return;
    }
    long whole = kind == 2 ? value << shift : ~(value << shift);
    out.append("mov ").append(r(w, wide)).append(", #0x").append(Long.toHexString(wide ? whole : whole & 0xFFFF_FFFFL));
  }

  private static void bitfield(int w, boolean wide, StringBuilder out) {
    int op = w >> 29 & 3;
    int rotate = w >> 16 & 63;
    int top = w >> 10 & 63;
    int last = wide ? 63 : 31;
    String registers = r(w, wide) + ", " + r(w >> 5, wide);
    if (op == 2 && top != last && top + 1 == rotate) {
      out.append("lsl ").append(registers).append(", #").append(last - top);
    } else if (op != 1 && top == last) {
      out.append(op == 2 ? "lsr " : "asr ").append(registers).append(", #").append(rotate);
    } else if (op != 1 && rotate == 0 && (top == 7 || top == 15 || top == 31) && (op == 0 || !wide && top < 31)) {
      out.append(op == 0 ? "sxt" : "uxt").append(top == 7 ? "b " : top == 15 ? "h " : "w ").append(r(w, wide)).append(", ")
          .append(r(w >> 5, false));
    } else if (top < rotate) {
      boolean cleared = op == 1 && (w >> 5 & 31) == 31;
      out.append(op == 1 ? cleared ? "bfc " : "bfi " : op == 0 ? "sbfiz " : "ubfiz ").append(cleared ? r(w, wide) : registers)
          .append(", #").append(last + 1 - rotate).append(", #").append(top + 1);
    } else {
      out.append(op == 1 ? "bfxil " : op == 0 ? "sbfx " : "ubfx ").append(registers).append(", #").append(rotate)
          .append(", #").append(top - rotate + 1);
    }
  }

  private static void extract(int w, boolean wide, StringBuilder out) {
    boolean same = (w >> 5 & 31) == (w >> 16 & 31);
    out.append(same ? "ror " : "extr ").append(r(w, wide)).append(", ").append(r(w >> 5, wide)).append(", ")
        .append(same ? "" : r(w >> 16, wide) + ", ").append('#').append(w >> 10 & 63);
  }

  /** Appends data processing of registers; returns false if it is none that is known. */
  static boolean registers(int w, StringBuilder out) {
    boolean wide = w < 0;
    if ((w & 0x1F000000) == 0x0A000000) {
      logicalShifted(w, wide, out);
    } else if ((w & 0x1F000000) == 0x0B000000) {
      additionOfRegisters(w, wide, out);
    } else if ((w & 0x1F000000) == 0x1B000000) {
      return product(w, wide, out);
    } else if ((w & 0x1FE00000) == 0x1A800000) {
      select(w, wide, out);
    } else if ((w & 0x5FE00000) == 0x1AC00000) {
      return twoSources(w, wide, out);
    } else if ((w & 0x5FE00000) == 0x5AC00000) {
      return oneSource(w, wide, out);
    } else if ((w & 0x3FE00000) == 0x3A400000) {
      out.append((w & 0x40000000) == 0 ? "ccmn " : "ccmp ").append(r(w >> 5, wide)).append(", ")
          .append((w & 0x800) == 0 ? r(w >> 16, wide) : "#" + (w >> 16 & 31)).append(", #").append(w & 15).append(", ")
          .append(condition(w >> 12));
    } else if ((w & 0x1FE0FC00) == 0x1A000000) {
      boolean negates = (w & 0x40000000) != 0 && (w >> 5 & 31) == 31;
      String word = new String[] {"adc", "adcs", "sbc", "sbcs"}[w >> 29 & 3];
      out.append(negates ? word.replace("sb", "ng") : word).append(' ').append(r(w, wide)).append(", ")
          .append(negates ? "" : r(w >> 5, wide) + ", ").append(r(w >> 16, wide));
    } else {
      return false;
    }
    return true;
  }

  private static void logicalShifted(int w, boolean wide, StringBuilder out) {
    String word = LOGICAL[w >> 28 & 6 | w >> 21 & 1];
    boolean fromZero = (w >> 5 & 31) == 31;
    if (word.equals("orr") && fromZero && (w & 0x00C0FC00) == 0) {
      out.append("mov ").append(r(w, wide)).append(", ").append(r(w >> 16, wide));
      return;
    } else if (word.equals("orn") && fromZero) {
      out.append("mvn ").append(r(w, wide)).append(", ").append(r(w >> 16, wide));
    } else if (word.equals("ands") && (w & 31) == 31) {
      out.append("tst ").append(r(w >> 5, wide)).append(", ").append(r(w >> 16, wide));
    } else {
      three(word, w, wide, out);
    }
    shift(w, out);
  }

  private static void additionOfRegisters(int w, boolean wide, StringBuilder out) {
    boolean sets = (w & 0x20000000) != 0;
    boolean subtracts = (w & 0x40000000) != 0;
    boolean extended = (w & 0x00200000) != 0;
    String second = extended ? r(w >> 16, wide && (w >> 13 & 3) == 3) : r(w >> 16, wide);
    String first = extended ? sp(w >> 5, wide) : r(w >> 5, wide);
    if (sets && (w & 31) == 31) {
      out.append(subtracts ? "cmp " : "cmn ").append(first).append(", ").append(second);
    } else if (subtracts && !extended && (w >> 5 & 31) == 31) {
      out.append(sets ? "negs " : "neg ").append(r(w, wide)).append(", ").append(second);
    } else {
      out.append(subtracts ? "sub" : "add").append(sets ? "s " : " ").append(extended && !sets ? sp(w, wide) : r(w, wide))
          .append(", ").append(first).append(", ").append(second);
    }
    if (!extended) {
      shift(w, out);
    } else {
      int amount = w >> 10 & 7;
      out.append(", ").append(EXTENSIONS[w >> 13 & 7]).append(amount == 0 ? "" : " #" + amount);
    }
  }

  private static boolean product(int w, boolean wide, StringBuilder out) {
    int op = (w >> 21 & 7) << 1 | w >> 15 & 1;
    boolean plain = (w >> 10 & 31) == 31;
    String word = switch (op) {
      case 0 -> plain ? "mul" : "madd";
      case 1 -> plain ? "mneg" : "msub";
      case 2 -> plain ? "smull" : "smaddl";
      case 3 -> plain ? "smnegl" : "smsubl";
      case 4 -> "smulh";
      case 10 -> plain ? "umull" : "umaddl";
      case 11 -> plain ? "umnegl" : "umsubl";
      case 12 -> "umulh";
      default -> null;
    };
    if (word == null) {
      return false;
    }
    boolean narrow = op == 2 || op == 3 || op == 10 || op == 11;
    out.append(word).append(' ').append(r(w, wide)).append(", ").append(r(w >> 5, wide && !narrow)).append(", ")
        .append(r(w >> 16, wide && !narrow)).append(plain || word.endsWith("h") ? "" : ", " + r(w >> 10, wide));
    return true;
  }

  private static void select(int w, boolean wide, StringBuilder out) {
    int op = w >> 29 & 2 | w >> 10 & 1;
    boolean same = (w >> 5 & 31) == (w >> 16 & 31);
    boolean zero = same && (w >> 5 & 31) == 31;
    boolean always = (w >> 12 & 15) >= 14;
    if (!always && zero && (op == 1 || op == 2)) {
      out.append(op == 1 ? "cset " : "csetm ").append(r(w, wide)).append(", ").append(condition(w >> 12 ^ 1));
    } else if (!always && same && op != 0) {
      out.append(op == 1 ? "cinc " : op == 2 ? "cinv " : "cneg ").append(r(w, wide)).append(", ").append(r(w >> 5, wide))
          .append(", ").append(condition(w >> 12 ^ 1));
    } else {
      three(new String[] {"csel", "csinc", "csinv", "csneg"}[op], w, wide, out);
      out.append(", ").append(condition(w >> 12));
    }
  }

  private static boolean twoSources(int w, boolean wide, StringBuilder out) {
    int op = w >> 10 & 63;
    String word = op == 2 ? "udiv" : op == 3 ? "sdiv" : op >= 8 && op < 12 ? SHIFTS[op - 8]
        : op >= 16 && op < 24 ? (op < 20 ? "crc32" : "crc32c") + "bhwx".charAt(op & 3) : null;
    if (word != null) {
      three(word, w, wide, out);
    }
    return word != null;
  }

  private static boolean oneSource(int w, boolean wide, StringBuilder out) {
    int op = w >> 10 & 0x7FF;
    String word = switch (op) {
      case 0 -> "rbit";
      case 1 -> "rev16";
      case 2 -> wide ? "rev32" : "rev";
      case 3 -> "rev";
      case 4 -> "clz";
      case 5 -> "cls";
      default -> null;
    };
    if (word != null) {
      out.append(word).append(' ').append(r(w, wide)).append(", ").append(r(w >> 5, wide));
    }
    return word != null;
  }

  private static void three(String word, int w, boolean wide, StringBuilder out) {
    out.append(word).append(' ').append(r(w, wide)).append(", ").append(r(w >> 5, wide)).append(", ")
        .append(r(w >> 16, wide));
  }

  private static void shift(int w, StringBuilder out) {
    int amount = w >> 10 & 63;
    if (amount != 0) {
      out.append(", ").append(SHIFTS[w >> 22 & 3]).append(" #").append(amount);
    }
  }
}
