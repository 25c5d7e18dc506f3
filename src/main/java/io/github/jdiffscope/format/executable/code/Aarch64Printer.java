package io.github.jdiffscope.format.executable.code;

/** Writes AArch64 instructions; those it has no mnemonic for as the instruction word (Arm ARM, C4.1). */
final class Aarch64Printer {
  private static final String[] CONDITIONS = "eq ne cs cc mi pl vs vc hi ls ge lt gt le al nv".split(" ");
  private static final String[] LOGICAL = "and bic orr orn eor eon ands bics".split(" ");
  private static final String[] SHIFTS = {"lsl", "lsr", "asr", "ror"};

  private Aarch64Printer() {}

  static void print(Aarch64Instruction in, String name, StringBuilder out) {
    int w = in.word();
    if (w == 0xD503201F) {
      out.append("nop");
    } else if ((w & 0xFFFFF01F) == 0xD503201F) {
      hint(w, out);
    } else if (in.isBranch()) {
      branch(w, name == null ? "(outside)" : name, out);
    } else if ((w & 0x1F000000) == 0x10000000) {
      out.append(w < 0 ? "adrp " : "adr ").append(x(w)).append(", ").append(name);
    } else if ((w & 0x3B000000) == 0x18000000) {
      out.append("ldr ").append(register(w, w >>> 30 == 0 ? 'w' : 'x')).append(", ").append(name);
    } else if ((w & 0x1C000000) == 0x10000000) {
      immediate(w, name, out);
    } else if ((w & 0x0A000000) == 0x08000000) {
      memory(w, name, out);
    } else if ((w & 0x0E000000) == 0x0A000000) {
      registers(w, out);
    } else {
      system(w, out);
    }
  }

  /** Returns the text of a conditional branch without its target. */
  static String condition(int w) {
    return "b." + CONDITIONS[w & 15] + ' ';
  }

  private static void hint(int w, StringBuilder out) {
    int number = w >> 5 & 0x7F;
    out.append(switch (number) {
      case 25 -> "paciasp";
      case 29 -> "autiasp";
      case 32 -> "bti";
      case 34 -> "bti c";
      case 36 -> "bti j";
      case 38 -> "bti jc";
      default -> "hint #" + number;
    });
  }

  private static void branch(int w, String name, StringBuilder out) {
    if ((w & 0x7C000000) == 0x14000000) {
      out.append(w < 0 ? "bl " : "b ").append(name);
    } else if ((w & 0xFF000000) == 0x54000000) {
      out.append("b.").append(CONDITIONS[w & 15]).append(' ').append(name);
    } else if ((w & 0x7E000000) == 0x34000000) {
      out.append((w & 0x01000000) == 0 ? "cbz " : "cbnz ").append(r(w, w < 0)).append(", ").append(name);
    } else {
      out.append((w & 0x01000000) == 0 ? "tbz " : "tbnz ").append(r(w, w < 0)).append(", #")
          .append(w >>> 26 & 32 | w >> 19 & 31).append(", ").append(name);
    }
  }

  private static void immediate(int w, String name, StringBuilder out) {
    boolean wide = w < 0;
    int kind = w >> 23 & 7;
    if (kind == 2) {
      int value = w >> 10 & 0xFFF;
      boolean stack = (w & 0x20000000) == 0;
      String word = ((w & 0x40000000) == 0 ? "add" : "sub") + (stack ? "" : "s");
      out.append(word).append(' ').append(stack ? sp(w, wide) : r(w, wide)).append(", ").append(sp(w >> 5, wide))
          .append(", ").append(name != null ? name : "#" + value).append((w & 0x400000) != 0 ? ", lsl #12" : "");
    } else if (kind == 5) {
      out.append(new String[] {"movn", "(bad)", "movz", "movk"}[w >> 29 & 3]).append(' ').append(r(w, wide)).append(", #")
          .append(w >> 5 & 0xFFFF).append((w >> 21 & 3) == 0 ? "" : ", lsl #" + (w >> 21 & 3) * 16);
    } else if (kind == 4) {
      out.append(new String[] {"and", "orr", "eor", "ands"}[w >> 29 & 3]).append(' ').append(sp(w, wide)).append(", ")
          .append(r(w >> 5, wide)).append(", #bits(").append(w >> 22 & 1).append(',').append(w >> 16 & 63).append(',')
          .append(w >> 10 & 63).append(')');
    } else if (kind == 6) {
      out.append(new String[] {"sbfm", "bfm", "ubfm", "(bad)"}[w >> 29 & 3]).append(' ').append(r(w, wide)).append(", ")
          .append(r(w >> 5, wide)).append(", #").append(w >> 16 & 63).append(", #").append(w >> 10 & 63);
    } else if (kind == 7) {
      out.append("extr ").append(r(w, wide)).append(", ").append(r(w >> 5, wide)).append(", ").append(r(w >> 16, wide))
          .append(", #").append(w >> 10 & 63);
    } else {
      word(w, out);
    }
  }

  private static void memory(int w, String name, StringBuilder out) {
    boolean vector = (w & 0x04000000) != 0;
    if ((w & 0x3A000000) == 0x28000000) {
      pair(w, vector, out);
    } else if ((w & 0x38000000) == 0x38000000) {
      int size = vector && (w & 0x00800000) != 0 ? 4 : w >>> 30;
      out.append(loadName(w, vector, size)).append(' ').append(loaded(w, vector, size)).append(", [").append(sp(w >> 5, true));
      int offset = w << 11 >> 23;
      if ((w & 0x01000000) != 0) {
        int scaled = (w >> 10 & 0xFFF) << size;
        out.append(name != null ? ", " + name : scaled == 0 ? "" : ", #" + scaled).append(']');
      } else if ((w & 0x00200C00) == 0x00200800) {
        out.append(", ").append(r(w >> 16, (w >> 13 & 1) != 0)).append((w & 0x1000) != 0 ? ", lsl #" + size : "").append(']');
      } else {
        int mode = w >> 10 & 3;
        out.append(mode == 1 ? "], #" + offset : ", #" + offset + (mode == 3 ? "]!" : "]"));
      }
    } else {
      word(w, out);
    }
  }

  private static String loadName(int w, boolean vector, int size) {
    int op = w >> 22 & 3;
    boolean unscaled = (w & 0x01200C00) == 0;
    String base = vector ? (op & 1) == 0 ? "str" : "ldr" : op == 0 ? "str" : op == 1 ? "ldr" : size == 3 ? "prfm" : "ldrs";
    String width = vector || size > 1 ? size == 2 && op > 1 ? "w" : "" : size == 0 ? "b" : "h";
    return (unscaled ? base.replace("str", "stur").replace("ldr", "ldur") : base) + width;
  }

  private static String loaded(int w, boolean vector, int size) {
    if (vector) {
      return register(w, "bhsdq".charAt(size));
    }
    int op = w >> 22 & 3;
    return r(w, op == 2 || op < 2 && size == 3);
  }

  private static void pair(int w, boolean vector, StringBuilder out) {
    int kind = w >>> 30;
    char letter = vector ? "sdq?".charAt(kind) : kind == 0 ? 'w' : 'x';
    int scale = vector ? kind + 2 : kind == 2 ? 3 : 2;
    int offset = (w << 10 >> 25) * (1 << scale);
    int mode = w >> 23 & 3;
    out.append((w & 0x00400000) == 0 ? "st" : "ld").append(mode == 0 ? "np " : kind == 1 && !vector ? "psw " : "p ")
        .append(register(w, letter)).append(", ").append(register(w >> 10, letter)).append(", [").append(sp(w >> 5, true))
        .append(mode == 1 ? "], #" + offset : (offset == 0 ? "" : ", #" + offset) + (mode == 3 ? "]!" : "]"));
  }

  private static void registers(int w, StringBuilder out) {
    boolean wide = w < 0;
    int kind = w >> 21 & 15;
    if ((w & 0x1F000000) == 0x0A000000) {
      three(LOGICAL[w >> 28 & 6 | w >> 21 & 1], w, wide, out);
      shift(w, out);
    } else if ((w & 0x1F000000) == 0x0B000000) {
      three(((w & 0x40000000) == 0 ? "add" : "sub") + ((w & 0x20000000) == 0 ? "" : "s"), w, wide, out);
      if ((w & 0x00200000) == 0) {
        shift(w, out);
      } else {
        out.append(", ext ").append(w >> 13 & 7).append(" #").append(w >> 10 & 7);
      }
    } else if ((w & 0x1F000000) == 0x1B000000) {
      String[] words = {"madd", "msub", "smaddl", "smsubl", "smulh", "?", "?", "?", "?", "?", "umaddl", "umsubl", "umulh"};
      int op = (w >> 21 & 7) << 1 | w >> 15 & 1;
      three(op < 2 ? words[op] : op < 4 ? words[op] : op == 4 ? "smulh" : op == 10 ? "umaddl" : op == 11 ? "umsubl" : "umulh",
          w, wide, out);
      out.append(", ").append(r(w >> 10, wide));
    } else if ((w & 0x1FE00000) == 0x1A800000) {
      String[] words = {"csel", "csinc", "csinv", "csneg"};
      three(words[w >> 29 & 2 | w >> 10 & 1], w, wide, out);
      out.append(", ").append(CONDITIONS[w >> 12 & 15]);
    } else if ((w & 0x5FE00000) == 0x1AC00000) {
      divide(w, wide, out);
    } else if ((w & 0x3FE00000) == 0x3A400000) {
      out.append((w & 0x40000000) == 0 ? "ccmn " : "ccmp ").append(r(w >> 5, wide)).append(", ")
          .append((w & 0x800) == 0 ? r(w >> 16, wide) : "#" + (w >> 16 & 31)).append(", #").append(w & 15).append(", ")
          .append(CONDITIONS[w >> 12 & 15]);
    } else if (kind == 0 && (w & 0x1F000000) == 0x1A000000) {
      three(new String[] {"adc", "adcs", "sbc", "sbcs"}[w >> 29 & 3], w, wide, out);
    } else {
      word(w, out);
    }
  }

  private static void divide(int w, boolean wide, StringBuilder out) {
    int op = w >> 10 & 63;
    String word = op == 2 ? "udiv" : op == 3 ? "sdiv" : op >= 8 && op < 12 ? SHIFTS[op - 8] + "v" : null;
    if (word == null) {
      word(w, out);
    } else {
      three(word, w, wide, out);
    }
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

  private static void system(int w, StringBuilder out) {
    if ((w & 0xFE1FFC1F) == 0xD61F0000) {
      int op = w >> 21 & 15;
      out.append(op == 0 ? "br " : op == 1 ? "blr " : op == 2 ? "ret " : "op ").append(x(w >> 5));
    } else if ((w & 0xFFE0001F) == 0xD4000001) {
      out.append("svc #").append(w >> 5 & 0xFFFF);
    } else if ((w & 0xFFE0001F) == 0xD4200000) {
      out.append("brk #").append(w >> 5 & 0xFFFF);
    } else {
      word(w, out);
    }
  }

  private static void word(int w, StringBuilder out) {
    out.append(".inst 0x").append(Integer.toHexString(w));
  }

  private static String x(int w) {
    return r(w, true);
  }

  private static String r(int w, boolean wide) {
    return (w & 31) == 31 ? wide ? "xzr" : "wzr" : (wide ? "x" : "w") + (w & 31);
  }

  private static String sp(int w, boolean wide) {
    return (w & 31) == 31 ? wide ? "sp" : "wsp" : r(w, wide);
  }

  private static String register(int w, char letter) {
    return (letter == 'x' || letter == 'w') ? r(w, letter == 'x') : letter + Integer.toString(w & 31);
  }
}
