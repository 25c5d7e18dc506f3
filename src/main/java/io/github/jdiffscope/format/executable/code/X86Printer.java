package io.github.jdiffscope.format.executable.code;

/** Writes instructions in Intel syntax; what it has no mnemonic for it writes as map and opcode, operands included. */
final class X86Printer {
  private static final String[] WORDS = "ax cx dx bx sp bp si di".split(" ");
  private static final String[] BYTES = "al cl dl bl ah ch dh bh".split(" ");
  private static final String[] SEGMENTS = "es cs ss ds fs gs (bad) (bad)".split(" ");

  private final X86Instruction in;
  private final StringBuilder out;
  private String name;
  private int nameAt;

  X86Printer(X86Instruction in, StringBuilder out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Writes the instruction.
   *
   * @param place name to write in place of the field at {@code at}, or null
   */
  void print(String place, int at) {
    name = place;
    nameAt = at;
    if (in.lock) {
      out.append("lock ");
    }
    if (in.map == 0 && in.vex == 0) {
      first();
    } else if (in.vex == 0 && in.map == 1) {
      second();
    } else {
      vector();
    }
  }

  private void first() {
    int op = in.opcode;
    String narrow = X86System.narrow(op);
    if (narrow != null && (op < 0x40 || !in.isWide())) {
      out.append(narrow);
    } else if (op >= 0xD8 && op < 0xE0) {
      floating();
    } else if (op < 0x40) {
      arithmetic(X86Names.GROUP1[op >> 3], op & 7);
    } else if (op < 0x60) {
      mnemonic(op < 0x48 ? "inc" : op < 0x50 ? "dec" : op < 0x58 ? "push" : "pop");
      out.append(register(op & 7 | (in.rex & 1) << 3, in.isWide() ? 8 : wordSize()));
    } else if (op >= 0x70 && op < 0x80) {
      mnemonic("j" + X86Names.CONDITIONS[op & 15]);
      immediate();
    } else if (op >= 0x80 && op < 0x84) {
      mnemonic(X86Names.GROUP1[in.reg() & 7]);
      rm(op == 0x80 || op == 0x82 ? 1 : wordSize());
      out.append(", ");
      immediate();
    } else if (op >= 0x84 && op < 0x8C) {
      arithmetic(op < 0x86 ? "test" : op < 0x88 ? "xchg" : "mov", op >= 0x88 ? op & 3 : op & 1);
    } else if (op >= 0xB0 && op < 0xC0) {
      mnemonic(in.rexW() && op >= 0xB8 ? "movabs" : "mov");
      out.append(register(op & 7 | (in.rex & 1) << 3, op < 0xB8 ? 1 : wordSize())).append(", ");
      immediate();
    } else {
      special(op);
    }
  }

  private void floating() {
    String word = in.isMemory() ? X86Float.memory(in) : X86Float.registers(in);
    if (word == null || word.equals("-")) {
      generic("op");
    } else if (in.isMemory()) {
      one(word, X86Float.size(in));
    } else {
      out.append(word);
    }
  }

  private void special(int op) {
    switch (op) {
      case 0x8C, 0x8E -> {
        mnemonic("mov");
        String segment = SEGMENTS[in.reg() & 7];
        out.append(op == 0x8E ? segment + ", " : "");
        rm(in.isMemory() ? 2 : wordSize());
        out.append(op == 0x8C ? ", " + segment : "");
      }
      case 0xA0, 0xA1, 0xA2, 0xA3 -> {
        mnemonic(in.isWide() && !in.addressSize ? "movabs" : "mov");
        String register = register(0, (op & 1) == 0 ? 1 : wordSize());
        out.append(op < 0xA2 ? register + ", " : "");
        segment();
        out.append('[');
        immediate();
        out.append(']').append(op < 0xA2 ? "" : ", " + register);
      }
      case 0x63 -> registerFirst("movsxd", wordSize(), 4);
      case 0x68, 0x6A -> withImmediate("push");
      case 0x69, 0x6B -> {
        registerFirst("imul", wordSize(), wordSize());
        out.append(", ");
        immediate();
      }
      case 0x8D -> registerFirst("lea", wordSize(), 0);
      case 0x8F -> one("pop", in.isWide() ? 8 : 4);
      case 0xA8, 0xA9 -> withImmediate("test " + register(0, op == 0xA8 ? 1 : wordSize()) + ",");
      case 0xC0, 0xC1 -> {
        one(X86Names.GROUP2[in.reg() & 7], op == 0xC0 ? 1 : wordSize());
        out.append(", ");
        immediate();
      }
      case 0xD0, 0xD1, 0xD2, 0xD3 -> {
        one(X86Names.GROUP2[in.reg() & 7], (op & 1) == 0 ? 1 : wordSize());
        out.append(op < 0xD2 ? ", 1" : ", cl");
      }
      case 0xC6, 0xC7 -> {
        one(in.relative ? "xbegin" : in.modrm == 0xF8 ? "xabort" : "mov", op == 0xC6 ? 1 : wordSize());
        out.append(", ");
        immediate();
      }
      case 0xC2 -> withImmediate("ret");
      case 0xCD -> withImmediate("int");
      case 0xE8 -> withImmediate("call");
      case 0xE9, 0xEB -> withImmediate("jmp");
      case 0xE0, 0xE1, 0xE2, 0xE3 -> withImmediate(new String[] {"loopne", "loope", "loop", in.isWide() ? "jrcxz" : "jecxz"}[op - 0xE0]);
      case 0xF6, 0xF7 -> {
        one(X86Names.GROUP3[in.reg() & 7], op == 0xF6 ? 1 : wordSize());
        if ((in.reg() & 7) < 2) {
          out.append(", ");
          immediate();
        }
      }
      case 0xFE, 0xFF -> one(X86Names.GROUP5[in.reg() & 7],
          op == 0xFE ? 1 : (in.reg() & 7) > 1 && in.isWide() ? 8 : wordSize());
      default -> plain(op);
    }
  }

  private void plain(int op) {
    String word = X86Names.plain(op);
    if (op > 0x90 && op < 0x98) {
      mnemonic("xchg");
      out.append(register(op & 7 | (in.rex & 1) << 3, wordSize())).append(", ").append(register(0, wordSize()));
    } else if (op == 0x98 || op == 0x99) {
      out.append(op == 0x98 ? in.rexW() ? "cdqe" : in.operandSize ? "cbw" : "cwde"
          : in.rexW() ? "cqo" : in.operandSize ? "cwd" : "cdq");
    } else if (word != null) {
      out.append(in.repeat ? op == 0x90 ? "pause" : "rep " : in.repeatNot ? "repnz " : "");
      out.append(in.repeat && op == 0x90 ? "" : word);
      if (in.rexW() && (op & 0xF1) == 0xA1) {
        out.append('q');
      }
    } else {
      generic("op");
    }
  }

  private void arithmetic(String word, int form) {
    mnemonic(word);
    int size = (form & 1) == 0 ? 1 : wordSize();
    if (form < 2) {
      rm(size);
      out.append(", ").append(register(in.reg(), size));
    } else if (form < 4) {
      out.append(register(in.reg(), size)).append(", ");
      rm(size);
    } else {
      out.append(register(0, size)).append(", ");
      immediate();
    }
  }

  private void second() {
    int op = in.opcode;
    int condition = op & 15;
    if (op >= 0x40 && op < 0x50) {
      registerFirst("cmov" + X86Names.CONDITIONS[condition], wordSize(), wordSize());
    } else if (op >= 0x80 && op < 0x90) {
      withImmediate("j" + X86Names.CONDITIONS[condition]);
    } else if (op >= 0x90 && op < 0xA0) {
      one("set" + X86Names.CONDITIONS[condition], 1);
    } else if (op >= 0xC8 && op < 0xD0) {
      mnemonic("bswap");
      out.append(register(op & 7 | (in.rex & 1) << 3, wordSize()));
    } else {
      String plain = in.modrm < 0 || !in.isMemory() ? X86System.plain(in) : null;
      String one = plain == null && in.modrm >= 0 ? X86System.one(in) : null;
      if (plain != null || one != null) {
        out.append(plain != null ? plain : one + ' ');
        if (one != null) {
          rm(in.isMemory() ? 0 : wordSize());
        }
        return;
      }
      switch (op) {
        case 0x1E -> hint();
        case 0x1F -> one("nop", wordSize());
        case 0x20, 0x21, 0x22, 0x23 -> control();
        case 0xC3 -> registerLast("movnti");
        case 0xA3 -> registerLast("bt");
        case 0xAB -> registerLast("bts");
        case 0xB3 -> registerLast("btr");
        case 0xBB -> registerLast("btc");
        case 0xA4, 0xA5 -> shift("shld");
        case 0xAC, 0xAD -> shift("shrd");
        case 0xAF -> registerFirst("imul", wordSize(), wordSize());
        case 0xB0, 0xB1 -> arithmetic("cmpxchg", op & 1);
        case 0xC0, 0xC1 -> arithmetic("xadd", op & 1);
        case 0xB6, 0xBE -> registerFirst(op == 0xB6 ? "movzx" : "movsx", wordSize(), 1);
        case 0xB7, 0xBF -> registerFirst(op == 0xB7 ? "movzx" : "movsx", wordSize(), 2);
        case 0xBA -> {
          one(X86Names.GROUP8[in.reg() & 7], wordSize());
          out.append(", ");
          immediate();
        }
        case 0xBC, 0xBD, 0xB8 -> registerFirst(or(X86Names.vector(in), "(bad)"), wordSize(), wordSize());
        default -> vector();
      }
    }
  }

  /** Moves to and from control and debug registers take the whole width and no memory. */
  private void control() {
    mnemonic("mov");
    String special = ((in.opcode & 1) == 0 ? "cr" : "dr") + in.reg();
    String register = register(in.rm(), in.isWide() ? 8 : 4);
    out.append(in.opcode < 0x22 ? register + ", " + special : special + ", " + register);
  }

  private void hint() {
    if (in.repeat && in.modrm == 0xFA) {
      out.append("endbr64");
    } else if (in.repeat && in.modrm == 0xFB) {
      out.append("endbr32");
    } else {
      one("nop", wordSize());
    }
  }

  private void shift(String word) {
    registerLast(word);
    out.append(", ");
    if ((in.opcode & 1) == 0) {
      immediate();
    } else {
      out.append("cl");
    }
  }

  private void vector() {
    String word = X86Names.vector(in);
    if (word == null && in.map == 1 && in.opcode >= 0x71 && in.opcode <= 0x73) {
      vectorShift();
      return;
    } else if (word == null) {
      generic("op." + Integer.toHexString(in.map) + prefix());
      return;
    }
    mnemonic(in.vex > 0 && !isScalar(word) ? 'v' + word + (word.endsWith("p") || word.endsWith("fmadd231s")
        ? in.rexW() ? "d" : "s" : "") : word);
    boolean general = isScalar(word);
    boolean toMemory = in.map == 1 && (in.opcode == 0x11 || in.opcode == 0x13 || in.opcode == 0x17 || in.opcode == 0x29
        || in.opcode == 0x7F || in.opcode == 0xE7 || in.opcode == 0xD6 || in.opcode == 0x2B
        || in.opcode == 0x7E && !in.repeat) || in.map == 2 && in.opcode == 0xF1 && !in.repeatNot;
    String first = general ? register(in.reg(), wordSize()) : vectorRegister(in.reg());
    boolean cross = in.map == 1 && (in.opcode == 0x6E || in.opcode == 0x7E && !in.repeat || in.opcode == 0x2A);
    if (!toMemory) {
      out.append(in.map == 1 && (in.opcode == 0x2C || in.opcode == 0x2D || in.opcode == 0xD7 || in.opcode == 0x50)
          ? register(in.reg(), wordSize()) : first).append(masks());
    }
    if (in.vex > 0 && in.extra != 0) {
      out.append(", ").append(general ? register(in.extra, wordSize()) : vectorRegister(in.extra));
    }
    if (in.modrm >= 0) {
      out.append(toMemory ? "" : ", ");
      if (in.isMemory() || general || cross) {
        rm(general || cross ? wordSize() : 0);
      } else {
        out.append(vectorRegister(in.rm() | (in.vex == 2 ? (in.rex & 2) << 3 : 0)));
      }
      out.append(toMemory ? ", " + first : "");
    }
    if (in.immediateSize > 0) {
      out.append(", ");
      immediate();
    }
  }

  /** Shifts by an immediate: groups 12 to 14, named by the register field. */
  private void vectorShift() {
    String kind = (in.reg() & 4) != 0 && (in.reg() & 2) != 0 ? "psll" : (in.reg() & 4) != 0 ? "psra" : "psrl";
    mnemonic((in.vex > 0 ? "v" : "") + kind + ((in.reg() & 1) != 0 ? "dq" : in.opcode == 0x71 ? "w"
        : in.opcode == 0x72 ? "d" : "q"));
    if (in.vex > 0) {
      out.append(vectorRegister(in.extra)).append(", ");
    }
    if (in.isMemory()) {
      rm(0);
    } else {
      out.append(vectorRegister(in.rm()));
    }
    out.append(", ");
    immediate();
  }

  private String masks() {
    return in.vex < 2 ? "" : (in.mask == 0 ? "" : "{k" + in.mask + "}") + (in.zeroing ? "{z}" : "");
  }

  private boolean isScalar(String word) {
    return in.map == 2 && in.opcode >= 0xF0 || in.map == 3 && in.opcode == 0xF0 || word.equals("popcnt");
  }

  private String vectorRegister(int number) {
    boolean mmx = in.vex == 0 && !in.operandSize && !in.repeat && !in.repeatNot && in.map == 1 && in.opcode >= 0x60;
    return (mmx ? "mm" : in.vectorLength == 2 ? "zmm" : in.vectorLength == 1 ? "ymm" : "xmm") + number;
  }

  private String prefix() {
    return in.repeat ? ".f3" : in.repeatNot ? ".f2" : in.operandSize ? ".66" : "";
  }

  private void generic(String word) {
    mnemonic(word + '.' + Integer.toHexString(in.opcode | 0x100).substring(1)
        + (in.vex == 0 ? "" : ".v" + in.vectorLength + (in.rexW() ? ".w" : "")));
    if (in.modrm >= 0) {
      out.append(in.reg()).append(masks()).append(", ");
      if (in.vex > 0) {
        out.append(in.extra).append(", ");
      }
      rm(0);
    }
    if (in.immediateSize > 0) {
      out.append(in.modrm >= 0 ? ", " : "");
      immediate();
    }
  }

  private void one(String word, int size) {
    mnemonic(word);
    rm(size);
  }

  private void withImmediate(String word) {
    mnemonic(word);
    immediate();
  }

  private void registerFirst(String word, int size, int otherSize) {
    mnemonic(word);
    out.append(register(in.reg(), size)).append(", ");
    rm(otherSize);
  }

  private void registerLast(String word) {
    mnemonic(word);
    rm(wordSize());
    out.append(", ").append(register(in.reg(), wordSize()));
  }

  private void mnemonic(String word) {
    out.append(word).append(' ');
  }

  private int wordSize() {
    return in.rexW() ? 8 : in.operandSize ? 2 : 4;
  }

  private void immediate() {
    if (name != null && nameAt == in.immediateAt) {
      out.append(name);
    } else if (in.immediate < 0 && in.immediate > -0x10000) {
      out.append("-0x").append(Long.toHexString(-in.immediate));
    } else {
      out.append("0x").append(Long.toHexString(in.immediateSize == 4 ? in.immediate & 0xFFFF_FFFFL : in.immediate));
    }
  }

  private String register(int number, int size) {
    if (number >= 8) {
      return "r" + number + (size == 1 ? "b" : size == 2 ? "w" : size == 4 ? "d" : "");
    } else if (size == 1) {
      return number >= 4 && in.rex != 0 ? WORDS[number] + 'l' : BYTES[number];
    }
    return (size == 2 ? "" : size == 4 ? "e" : "r") + WORDS[number];
  }

  private void rm(int size) {
    if (!in.isMemory()) {
      out.append(register(in.rm(), size == 0 ? in.isWide() ? 8 : 4 : size));
      return;
    }
    out.append(size == 1 ? "byte " : size == 2 ? "word " : size == 4 ? "dword " : size == 8 ? "qword " : "");
    segment();
    out.append('[');
    int start = out.length();
    memory();
    boolean named = name != null && in.displacementSize > 0 && nameAt == in.displacementAt;
    if (named) {
      out.append(out.length() > start ? "+" : "").append(name);
    } else if (in.displacementSize > 0 && (in.displacement != 0 || out.length() == start)) {
      boolean minus = in.displacement < 0 && out.length() > start;
      out.append(minus ? "-0x" : out.length() > start ? "+0x" : "0x")
          .append(Integer.toHexString(minus ? -in.displacement : in.displacement));
    }
    out.append(']').append(in.broadcast ? "{bcst}" : "");
  }

  private void segment() {
    if (in.segment == 0x64 || in.segment == 0x65) {
      out.append(SEGMENTS[in.segment - 0x60]).append(':');
    }
  }

  private void memory() {
    int size = in.isWide() && !in.addressSize ? 8 : 4;
    int mod = in.modrm >> 6;
    if (in.sib >= 0) {
      boolean noBase = mod == 0 && (in.sib & 7) == 5;
      if (!noBase) {
        out.append(register(in.sib & 7 | (in.rex & 1) << 3, size));
      }
      int index = in.sib >> 3 & 7 | (in.rex & 2) << 2;
      if (index != 4) {
        out.append(noBase ? "" : "+").append(register(index, size)).append('*').append(1 << (in.sib >> 6));
      }
    } else if (!(mod == 0 && (in.modrm & 7) == 5)) {
      out.append(register(in.rm(), size));
    } else if (in.isRipRelative() && name == null) {
      out.append("rip");
    }
  }

  private static String or(String word, String other) {
    return word == null ? other : word;
  }
}
