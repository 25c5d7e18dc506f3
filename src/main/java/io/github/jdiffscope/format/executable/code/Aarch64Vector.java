package io.github.jdiffscope.format.executable.code;

import java.util.HashMap;
import java.util.Map;

/** Writes the common floating-point and vector instructions of AArch64 (Arm ARM, C4.1.97). */
final class Aarch64Vector {
  /** Three registers of one arrangement, by U, opcode; for the logical ones by U and size. */
  private static final Map<Integer, String> THREE = new HashMap<>();
  private static final Map<Integer, String> TWO = new HashMap<>();
  private static final String[] LOGICAL = "and bic orr orn eor bsl bit bif".split(" ");
  private static final String[] SCALAR_TWO = "fmul fdiv fadd fsub fmax fmin fmaxnm fminnm fnmul".split(" ");
  private static final String[] SCALAR_ONE = "fmov fabs fneg fsqrt fcvt fcvt ? fcvt frintn frintp frintm frintz frinta ? "
      .concat("frintx frinti").split(" ");

  static {
    put(THREE, "00 shadd 01 sqadd 02 srhadd 04 shsub 05 sqsub 06 cmgt 07 cmge 08 sshl 09 sqshl 0a srshl 0b sqrshl 0c smax "
        + "0d smin 0e sabd 0f saba 10 add 11 cmtst 12 mla 13 mul 14 smaxp 15 sminp 16 sqdmulh 17 addp 20 uhadd 21 uqadd "
        + "22 urhadd 24 uhsub 25 uqsub 26 cmhi 27 cmhs 28 ushl 29 uqshl 2a urshl 2b uqrshl 2c umax 2d umin 2e uabd 2f uaba "
        + "30 sub 31 cmeq 32 mls 33 pmul 34 umaxp 35 uminp 36 sqrdmulh");
    put(TWO, "00 rev64 01 rev16 02 saddlp 04 cls 05 cnt 07 sqabs 08 cmgt 09 cmeq 0a cmlt 0b abs 12 xtn 20 rev32 22 uaddlp "
        + "24 clz 25 not 27 sqneg 28 cmge 29 cmle 2b neg 12 xtn");
  }

  private Aarch64Vector() {}

  private static void put(Map<Integer, String> map, String text) {
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      map.put(Integer.parseInt(words[i], 16), words[i + 1]);
    }
  }

  /** Appends an instruction; returns false if it is none that is known. */
  static boolean print(int w, StringBuilder out) {
    if ((w & 0x5F000000) == 0x1E000000) {
      return scalar(w, out);
    } else if ((w & 0x5F000000) == 0x1F000000) {
      String[] words = {"fmadd", "fmsub", "fnmadd", "fnmsub"};
      char size = size(w);
      out.append(words[w >> 20 & 2 | w >> 15 & 1]).append(' ').append(v(w, size)).append(", ").append(v(w >> 5, size))
          .append(", ").append(v(w >> 16, size)).append(", ").append(v(w >> 10, size));
      return true;
    } else if ((w & 0x9F200400) == 0x0E200400) {
      return three(w, out);
    } else if ((w & 0x9F3E0C00) == 0x0E200800) {
      return two(w, out);
    } else if ((w & 0xFF3E0C00) == 0x4E280800) {
      return cipher(w, out);
    } else if ((w & 0x9FE08400) == 0x0E000400) {
      return copy(w, out);
    } else if ((w & 0xBFE08400) == 0x2E000000) {
      String shape = (w & 0x40000000) != 0 ? ".16b" : ".8b";
      registers("ext", shape, w, out);
      out.append(", #").append(w >> 11 & 15);
      return true;
    } else if ((w & 0x9FF80400) == 0x0F000400) {
      return immediate(w, out);
    } else if ((w & 0x9F800400) == 0x0F000400) {
      return shift(w, out);
    } else if ((w & 0xBFE08C00) == 0x0E000000) {
      int count = (w >> 13 & 3) + 1;
      out.append((w & 0x1000) == 0 ? "tbl " : "tbx ").append("v").append(w & 31).append(", {v").append(w >> 5 & 31)
          .append(count > 1 ? "+" + (count - 1) : "").append("}, v").append(w >> 16 & 31);
      Aarch64Printer.whole(w, out);
      return true;
    }
    return false;
  }

  private static char size(int w) {
    return "sd?h".charAt(w >> 22 & 3);
  }

  private static String v(int w, char size) {
    return size + Integer.toString(w & 31);
  }

  private static String shape(int w) {
    return "." + new String[] {"8b", "16b", "4h", "8h", "2s", "4s", "1d", "2d"}[w >> 21 & 6 | w >> 30 & 1];
  }

  private static boolean scalar(int w, StringBuilder out) {
    char size = size(w);
    if ((w & 0x00200000) == 0 || (w & 0x0000FC00) == 0) {
      return (w & 0x00200000) != 0 && conversion(w, size, out);
    } else if ((w & 0x7C00) == 0x4000) {
      int op = w >> 15 & 63;
      char to = op == 4 ? 's' : op == 5 ? 'd' : op == 7 ? 'h' : size;
      String word = op < SCALAR_ONE.length ? SCALAR_ONE[op] : "?";
      out.append(word).append(' ').append(v(w, to)).append(", ").append(v(w >> 5, size));
      return !word.equals("?");
    } else if ((w & 0xFC00) == 0x2000) {
      out.append((w & 0x10) != 0 ? "fcmpe " : "fcmp ").append(v(w >> 5, size)).append(", ")
          .append((w & 8) != 0 ? "#0.0" : v(w >> 16, size));
      return true;
    } else if ((w & 0x1FE0) == 0x1000) {
      out.append("fmov ").append(v(w, size)).append(", #").append(constant(w >> 13 & 0xFF));
      return true;
    }
    return scalarOperands(w, size, out);
  }

  private static boolean scalarOperands(int w, char size, StringBuilder out) {
    String operands = ' ' + v(w, size) + ", " + v(w >> 5, size) + ", " + v(w >> 16, size);
    switch (w >> 10 & 3) {
      case 1 -> out.append((w & 0x10) != 0 ? "fccmpe " : "fccmp ").append(v(w >> 5, size)).append(", ").append(v(w >> 16, size))
          .append(", #").append(w & 15).append(", ").append(Aarch64Printer.CONDITIONS[w >> 12 & 15]);
      case 2 -> {
        int op = w >> 12 & 15;
        if (op >= SCALAR_TWO.length) {
          return false;
        }
        out.append(SCALAR_TWO[op]).append(operands);
      }
      case 3 -> out.append("fcsel").append(operands).append(", ").append(Aarch64Printer.CONDITIONS[w >> 12 & 15]);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean conversion(int w, char size, StringBuilder out) {
    int mode = w >> 19 & 3;
    int op = w >> 16 & 7;
    boolean wide = w < 0;
    if (op >= 6) {
      boolean high = mode == 1 && size == '?';
      String vector = high ? "v" + ((op == 6 ? w >> 5 : w) & 31) + ".d[1]" : v(op == 6 ? w >> 5 : w, size);
      out.append(mode == 3 && op == 6 && !wide ? "fjcvtzs " : "fmov ").append(op == 6 ? Aarch64Printer.r(w, wide) : vector)
          .append(", ").append(op == 6 ? vector : Aarch64Printer.r(w >> 5, wide));
    } else if (op == 2 || op == 3) {
      out.append(op == 2 ? "scvtf " : "ucvtf ").append(v(w, size)).append(", ").append(Aarch64Printer.r(w >> 5, wide));
    } else {
      String word = op >= 4 ? "fcvta" : new String[] {"fcvtn", "fcvtp", "fcvtm", "fcvtz"}[mode];
      out.append(word).append((op & 1) == 0 ? "s " : "u ").append(Aarch64Printer.r(w, wide)).append(", ").append(v(w >> 5, size));
    }
    return true;
  }

  /** Returns the value of an eight-bit floating-point immediate (VFPExpandImm). */
  private static double constant(int bits) {
    int exponent = ((bits >> 4 & 7) ^ 4) - 3;
    double value = (16 + (bits & 15)) / 16.0 * Math.pow(2, exponent);
    return (bits & 0x80) != 0 ? -value : value;
  }

  private static void registers(String word, String shape, int w, StringBuilder out) {
    out.append(word).append(" v").append(w & 31).append(shape).append(", v").append(w >> 5 & 31).append(shape).append(", v")
        .append(w >> 16 & 31).append(shape);
  }

  private static boolean three(int w, StringBuilder out) {
    int op = w >> 11 & 31;
    int unsigned = w >> 29 & 1;
    String wide = (w & 0x40000000) != 0 ? ".16b" : ".8b";
    if (op == 3) {
      String word = LOGICAL[unsigned << 2 | w >> 22 & 3];
      boolean same = (w >> 5 & 31) == (w >> 16 & 31);
      if (word.equals("orr") && same) {
        out.append("mov v").append(w & 31).append(wide).append(", v").append(w >> 5 & 31).append(wide);
      } else {
        registers(word, wide, w, out);
      }
      return true;
    } else if (op >= 24) {
      String word = floating(op, unsigned, w >> 23 & 1);
      String shape = (w & 0x00400000) != 0 ? ".2d" : (w & 0x40000000) != 0 ? ".4s" : ".2s";
      if (word != null) {
        registers(word, shape, w, out);
      }
      return word != null;
    }
    String word = THREE.get(unsigned << 5 | op);
    if (word != null) {
      registers(word, shape(w), w, out);
    }
    return word != null;
  }

  private static String floating(int op, int unsigned, int high) {
    String[] plain = {"fmaxnm", "fmla", "fadd", "fmulx", "fcmeq", "?", "fmax", "frecps"};
    String[] other = {"fminnm", "fmls", "fsub", "?", "?", "?", "fmin", "frsqrts"};
    String[] more = {"fmaxnmp", "?", "faddp", "fmul", "fcmge", "facge", "fmaxp", "fdiv"};
    String[] last = {"fminnmp", "?", "fabd", "?", "fcmgt", "facgt", "fminp", "?"};
    String word = (unsigned == 0 ? high == 0 ? plain : other : high == 0 ? more : last)[op & 7];
    return word.equals("?") ? null : word;
  }

  private static boolean two(int w, StringBuilder out) {
    String word = TWO.get((w >> 29 & 1) << 5 | w >> 12 & 31);
    if (word == null) {
      return false;
    }
    boolean wide = (w & 0x40000000) != 0;
    if (word.equals("not")) {
      word = "mvn";
    }
    out.append(word).append(word.equals("xtn") && wide ? "2" : "").append(" v").append(w & 31).append(shape(w)).append(", v")
        .append(w >> 5 & 31).append(word.equals("xtn") ? "" : shape(w)).append(word.startsWith("cm") ? ", #0" : "");
    return true;
  }

  private static boolean cipher(int w, StringBuilder out) {
    String[] words = {"?", "?", "?", "?", "aese", "aesd", "aesmc", "aesimc"};
    int op = w >> 12 & 31;
    if (op < 4 || op > 7) {
      return false;
    }
    out.append(words[op]).append(" v").append(w & 31).append(".16b, v").append(w >> 5 & 31).append(".16b");
    return true;
  }

  /** Moves between elements and general registers: dup, ins, umov, smov. */
  private static boolean copy(int w, StringBuilder out) {
    int code = w >> 16 & 31;
    int size = Integer.numberOfTrailingZeros(code);
    if (size > 3) {
      return false;
    }
    String element = "." + "bhsd".charAt(size) + "[" + (code >> size + 1) + "]";
    int op = w >> 11 & 15;
    boolean wide = (w & 0x40000000) != 0;
    String whole = "." + (wide ? 16 : 8) / (1 << size) + "bhsd".charAt(size);
    if ((w & 0x20000000) != 0) {
      out.append("mov v").append(w & 31).append(element).append(", v").append(w >> 5 & 31).append('.')
          .append("bhsd".charAt(size)).append('[').append(op >> size).append(']');
      return true;
    }
    switch (op) {
      case 0 -> out.append("dup v").append(w & 31).append(whole).append(", v").append(w >> 5 & 31).append(element);
      case 1 -> out.append("dup v").append(w & 31).append(whole).append(", ").append(Aarch64Printer.r(w >> 5, size == 3));
      case 3 -> out.append("mov v").append(w & 31).append(element).append(", ").append(Aarch64Printer.r(w >> 5, size == 3));
      case 5 -> out.append("smov ").append(Aarch64Printer.r(w, wide)).append(", v").append(w >> 5 & 31).append(element);
      case 7 -> out.append(size > 1 ? "mov " : "umov ").append(Aarch64Printer.r(w, wide)).append(", v").append(w >> 5 & 31)
          .append(element);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean immediate(int w, StringBuilder out) {
    int mode = w >> 12 & 15;
    int op = w >> 29 & 1;
    int value = w >> 11 & 0xE0 | w >> 5 & 31;
    boolean logical = (mode & 1) == 1 && mode < 12;
    String word = mode == 15 ? "fmov" : logical ? op == 0 ? "orr" : "bic" : op == 0 || mode == 14 ? "movi" : "mvni";
    String shape = (w & 0x40000000) != 0 ? "16" : "8";
    out.append(word).append(" v").append(w & 31).append('.').append(shape).append('/').append(mode).append(", #0x")
        .append(Integer.toHexString(value));
    Aarch64Printer.whole(w, out);
    return true;
  }

  private static boolean shift(int w, StringBuilder out) {
    int op = w >> 11 & 31;
    int high = w >> 19 & 15;
    int size = 31 - Integer.numberOfLeadingZeros(high);
    boolean unsigned = (w & 0x20000000) != 0;
    String two = (w & 0x40000000) != 0 ? "2" : "";
    String word = switch (op) {
      case 0 -> unsigned ? "ushr" : "sshr";
      case 2 -> unsigned ? "usra" : "ssra";
      case 4 -> unsigned ? "urshr" : "srshr";
      case 8 -> unsigned ? "sri" : null;
      case 10 -> unsigned ? "sli" : "shl";
      case 16 -> unsigned ? "sqshrun" + two : "shrn" + two;
      case 20 -> ((w >> 16 & (8 << size) - 1) == 0 ? unsigned ? "uxtl" : "sxtl" : unsigned ? "ushll" : "sshll") + two;
      default -> null;
    };
    if (word == null) {
      return false;
    }
    int bits = w >> 16 & 127;
    boolean left = op == 10 || op == 20;
    out.append(word).append(" v").append(w & 31).append(", v").append(w >> 5 & 31).append(", #")
        .append(left ? bits - (8 << size) : (16 << size) - bits);
    Aarch64Printer.whole(w, out);
    return true;
  }
}
