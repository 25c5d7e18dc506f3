package io.github.jdiffscope.format.executable.code;

/** Writes AArch64 instructions; those it has no mnemonic for as the instruction word (Arm ARM, C4.1). */
final class Aarch64Printer {
  static final String[] CONDITIONS = "eq ne cs cc mi pl vs vc hi ls ge lt gt le al nv".split(" ");

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
      boolean floating = (w & 0x04000000) != 0;
      int kind = w >>> 30;
      out.append(floating || kind < 2 ? "ldr " : kind == 2 ? "ldrsw " : "prfm ");
      out.append(register(w, floating ? "sdq?".charAt(kind) : kind == 0 ? 'w' : 'x')).append(", ").append(name);
    } else if ((w & 0x1C000000) == 0x10000000) {
      orWord(Aarch64Integer.immediate(w, name, out), w, out);
    } else if ((w & 0x0A000000) == 0x08000000) {
      memory(w, name, out);
    } else if ((w & 0x0E000000) == 0x0A000000) {
      orWord(Aarch64Integer.registers(w, out), w, out);
    } else if ((w & 0x0E000000) == 0x0E000000) {
      vector(w, out);
    } else {
      system(w, out);
    }
  }

  /** Returns the text of a conditional branch without its target. */
  static String condition(int w) {
    return "b." + CONDITIONS[w & 15] + ' ';
  }

  /** Appends the word of an instruction whose text does not say all of it. */
  static void whole(int w, StringBuilder out) {
    out.append("  // ").append(Integer.toHexString(w));
  }

  private static void orWord(boolean written, int w, StringBuilder out) {
    if (!written) {
      word(w, out);
    }
  }

  private static void vector(int w, StringBuilder out) {
    int start = out.length();
    if (!Aarch64Vector.print(w, out)) {
      out.setLength(start);
      word(w, out);
    }
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

  private static void memory(int w, String name, StringBuilder out) {
    boolean vector = (w & 0x04000000) != 0;
    if ((w & 0x3A000000) == 0x28000000) {
      pair(w, vector, out);
    } else if ((w & 0x3F000000) == 0x08000000) {
      exclusive(w, out);
    } else if ((w & 0x3B200C00) == 0x38200000) {
      atomic(w, out);
    } else if ((w & 0xBF000000) == 0x0C000000 || (w & 0xBF000000) == 0x0D000000) {
      structure(w, out);
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

  /** Loads and stores that order memory or hold a monitor: {@code ldxr}, {@code stlr}, {@code casal}. */
  private static void exclusive(int w, StringBuilder out) {
    String suffix = (w >>> 30) == 0 ? "b" : (w >>> 30) == 1 ? "h" : "";
    boolean wide = (w >>> 30) == 3;
    boolean load = (w & 0x00400000) != 0;
    boolean ordered = (w & 0x8000) != 0;
    boolean pair = (w & 0x00200000) != 0;
    if ((w & 0x00800000) != 0 && pair) {
      out.append("cas").append(load ? "a" : "").append(ordered ? "l" : "").append(suffix).append(' ')
          .append(r(w >> 16, wide)).append(", ").append(r(w, wide));
    } else if ((w & 0x00800000) != 0) {
      out.append(load ? ordered ? "ldar" : "ldlar" : ordered ? "stlr" : "stllr").append(suffix).append(' ').append(r(w, wide));
    } else {
      String base = load ? ordered ? "lda" : "ld" : ordered ? "stl" : "st";
      out.append(base).append(pair ? "xp " : "xr" + suffix + " ").append(load ? "" : r(w >> 16, false) + ", ")
          .append(r(w, wide)).append(pair ? ", " + r(w >> 10, wide) : "");
    }
    out.append(", [").append(sp(w >> 5, true)).append(']');
  }

  private static void atomic(int w, StringBuilder out) {
    int op = w >> 12 & 15;
    String[] words = {"ldadd", "ldclr", "ldeor", "ldset", "ldsmax", "ldsmin", "ldumax", "ldumin", "swp", "?", "?", "?", "ldapr"};
    if (op >= words.length || words[op].equals("?") || (w & 0x04000000) != 0) {
      word(w, out);
      return;
    }
    boolean wide = (w >>> 30) == 3;
    String order = op == 12 ? "" : ((w & 0x00800000) != 0 ? "a" : "") + ((w & 0x00400000) != 0 ? "l" : "");
    boolean store = op < 8 && (w & 31) == 31 && (w & 0x00800000) == 0;
    out.append(store ? "st" + words[op].substring(2) : words[op]).append(order)
        .append((w >>> 30) == 0 ? "b " : (w >>> 30) == 1 ? "h " : " ").append(op == 12 ? "" : r(w >> 16, wide))
        .append(store || op == 12 ? "" : ", ").append(store ? "" : r(w, wide)).append(", [").append(sp(w >> 5, true)).append(']');
  }

  /** Loads and stores of several vectors: {@code ld1} to {@code st4}. */
  private static void structure(int w, StringBuilder out) {
    boolean single = (w & 0x01000000) != 0;
    int op = w >> 12 & 15;
    int[] counts = {4, 0, 1, 0, 3, 0, 1, 1, 2, 0, 1};
    int count = single ? ((w >> 13 & 1) << 1 | w >> 21 & 1) + 1 : op < counts.length ? counts[op] : 0;
    if (count == 0) {
      word(w, out);
      return;
    }
    boolean replicated = single && (w >> 14 & 3) == 3;
    out.append((w & 0x00400000) == 0 ? "st" : "ld").append(count).append(replicated ? "r" : "").append(" {v").append(w & 31)
        .append('/').append(op).append("}, [").append(sp(w >> 5, true)).append(']');
    if ((w & 0x00800000) != 0) {
      out.append(", ").append((w >> 16 & 31) == 31 ? "#" : r(w >> 16, true));
    }
    whole(w, out);
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

  private static void system(int w, StringBuilder out) {
    if ((w & 0xFE1FFC1F) == 0xD61F0000) {
      int op = w >> 21 & 15;
      out.append(op == 0 ? "br " : op == 1 ? "blr " : op == 2 ? "ret" : "op ");
      out.append(op != 2 ? x(w >> 5) : (w >> 5 & 31) == 30 ? "" : " " + x(w >> 5));
    } else if ((w & 0xFFE0001F) == 0xD4000001) {
      out.append("svc #").append(w >> 5 & 0xFFFF);
    } else if ((w & 0xFFFFF01F) == 0xD503301F) {
      int op = w >> 5 & 7;
      out.append(op == 4 ? "dsb " : op == 5 ? "dmb " : op == 6 ? "isb " : "barrier ").append(w >> 8 & 15);
    } else if ((w & 0xFFD00000) == 0xD5100000) {
      boolean reads = (w & 0x00200000) != 0;
      String system = "s" + (2 + (w >> 19 & 1)) + "_" + (w >> 16 & 7) + "_c" + (w >> 12 & 15) + "_c" + (w >> 8 & 15) + "_"
          + (w >> 5 & 7);
      out.append(reads ? "mrs " + x(w) + ", " + system : "msr " + system + ", " + x(w));
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

  static String r(int w, boolean wide) {
    return (w & 31) == 31 ? wide ? "xzr" : "wzr" : (wide ? "x" : "w") + (w & 31);
  }

  static String sp(int w, boolean wide) {
    return (w & 31) == 31 ? wide ? "sp" : "wsp" : r(w, wide);
  }

  private static String register(int w, char letter) {
    return (letter == 'x' || letter == 'w') ? r(w, letter == 'x') : letter + Integer.toString(w & 31);
  }
}
