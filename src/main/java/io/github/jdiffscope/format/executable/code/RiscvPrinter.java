package io.github.jdiffscope.format.executable.code;

import java.util.Locale;

/** Writes RISC-V instructions with the names of the assembler's manual, pseudo-instructions included. */
final class RiscvPrinter {
  private static final String[] REGISTERS = ("zero ra sp gp tp t0 t1 t2 s0 s1 a0 a1 a2 a3 a4 a5 a6 a7 s2 s3 s4 s5 s6 s7 s8 s9 "
      + "s10 s11 t3 t4 t5 t6").split(" ");
  private static final String[] FLOATS = ("ft0 ft1 ft2 ft3 ft4 ft5 ft6 ft7 fs0 fs1 fa0 fa1 fa2 fa3 fa4 fa5 fa6 fa7 fs2 fs3 fs4 fs5 "
      + "fs6 fs7 fs8 fs9 fs10 fs11 ft8 ft9 ft10 ft11").split(" ");
  private static final String[] LOADS = "lb lh lw ld lbu lhu lwu -".split(" ");
  private static final String[] STORES = "sb sh sw sd - - - -".split(" ");
  private static final String[] BRANCHES = "beq bne - - blt bge bltu bgeu".split(" ");
  private static final String[] NUMBERS = "addi slli slti sltiu xori srli ori andi".split(" ");
  private static final String[] SUMS = "add sll slt sltu xor srl or and".split(" ");
  private static final String[] PRODUCTS = "mul mulh mulhsu mulhu div divu rem remu".split(" ");
  private static final String[] CONTROLS = "- csrrw csrrs csrrc - csrrwi csrrsi csrrci".split(" ");
  private static final String[] ROUNDINGS = "rne rtz rdn rup rmm - - dyn".split(" ");
  private static final String[] WIDTHS = "s d h q".split(" ");
  private static final String[] WHOLES = "w wu l lu".split(" ");

  private final RiscvInstruction in;
  private final StringBuilder out;

  RiscvPrinter(RiscvInstruction in, StringBuilder out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Writes the instruction.
   *
   * @param name of the place it refers to, which is written in place of the number; or null
   */
  void print(String name) {
    String text = in.raw == 0 ? "unimp" : switch (in.word & 0x7F) {
      case 0x37 -> high("lui", name);
      case 0x17 -> high("auipc", name);
      case 0x6F -> jump(name);
      case 0x67 -> indirect(name);
      case 0x63 -> branch(name);
      case 0x03 -> memory(LOADS[in.function()], to(), in.immediate(), name);
      case 0x07 -> memory(in.function() == 2 ? "flw" : in.function() == 3 ? "fld" : "-", floating(in.rd()), in.immediate(), name);
      case 0x23 -> memory(STORES[in.function()], other(), in.stored(), name);
      case 0x27 -> memory(in.function() == 2 ? "fsw" : in.function() == 3 ? "fsd" : "-", floating(in.rs2()), in.stored(), name);
      case 0x13 -> immediate(name);
      case 0x1B -> immediateWord(name);
      case 0x33, 0x3B -> sum();
      case 0x0F -> in.function() == 1 ? "fence.i" : in.function() == 0 ? fence() : "-";
      case 0x73 -> system();
      case 0x2F -> atomic();
      case 0x43, 0x47, 0x4B, 0x4F -> fused();
      case 0x53 -> calculation();
      default -> "-";
    };
    out.append(text.startsWith("-") ? ".insn 0x" + Integer.toHexString(in.raw) : text);
  }

  private static String line(String word, String... operands) {
    return word + ' ' + String.join(", ", operands);
  }

  /** The high part of an address that a later instruction names stands alone. */
  private String high(String word, String name) {
    return name == null ? line(word, to(), hex(in.word >>> 12)) : name.isEmpty() ? line(word, to()) : line(word, to(), name);
  }

  private String to() {
    return REGISTERS[in.rd()];
  }

  private String from() {
    return REGISTERS[in.rs1()];
  }

  private String other() {
    return REGISTERS[in.rs2()];
  }

  private static String floating(int number) {
    return FLOATS[number];
  }

  private static String hex(int number) {
    return "0x" + Integer.toHexString(number);
  }

  private String jump(String name) {
    return in.rd() == 0 ? "j " + name : in.rd() == 1 ? "jal " + name : line("jal", to(), name);
  }

  private String indirect(String name) {
    if (in.rd() == 0 && in.rs1() == 1 && in.immediate() == 0 && name == null) {
      return "ret";
    }
    String place = name != null ? name + "(" + from() + ")" : in.immediate() == 0 ? from() : in.immediate() + "(" + from() + ")";
    return in.rd() == 0 ? "jr " + place : in.rd() == 1 ? "jalr " + place : line("jalr", to(), place);
  }

  private String branch(String name) {
    String word = BRANCHES[in.function()];
    if (in.rs2() == 0 && in.function() < 6) {
      return line(word + 'z', from(), name);
    } else if (in.rs1() == 0 && (in.function() == 4 || in.function() == 5)) {
      return line(in.function() == 4 ? "bgtz" : "blez", other(), name);
    }
    return line(word, from(), other(), name);
  }

  private String memory(String word, String register, int number, String name) {
    return line(word, register, (name != null ? name : Integer.toString(number)) + "(" + from() + ")");
  }

  private String immediate(String name) {
    int number = in.immediate();
    boolean plain = name == null;
    switch (in.function()) {
      case 0:
        return plain && in.word == RiscvInstruction.NOP ? "nop" : plain && in.rs1() == 0 ? line("li", to(), "" + number)
            : plain && number == 0 ? line("mv", to(), from()) : line("addi", to(), from(), plain ? "" + number : name);
      case 1, 5:
        boolean arithmetic = in.function() == 5 && (number & 0x400) != 0;
        return (number & ~0x43F) != 0 ? "-" : line(arithmetic ? "srai" : NUMBERS[in.function()], to(), from(), hex(number & 63));
      case 3:
        return number == 1 ? line("seqz", to(), from()) : line("sltiu", to(), from(), "" + number);
      case 4:
        return number == -1 ? line("not", to(), from()) : line("xori", to(), from(), "" + number);
      case 7:
        return number == 255 ? line("zext.b", to(), from()) : line("andi", to(), from(), "" + number);
      default:
        return line(NUMBERS[in.function()], to(), from(), "" + number);
    }
  }

  private String immediateWord(String name) {
    int number = in.immediate();
    if (in.function() == 0) {
      return name == null && number == 0 ? line("sext.w", to(), from())
          : line("addiw", to(), from(), name == null ? "" + number : name);
    }
    boolean arithmetic = (number & 0x400) != 0;
    return in.function() != 1 && in.function() != 5 || (number & ~0x41F) != 0 ? "-"
        : line(in.function() == 1 ? "slliw" : arithmetic ? "sraiw" : "srliw", to(), from(), hex(number & 31));
  }

  private String sum() {
    String width = (in.word & 8) != 0 ? "w" : "";
    int seven = in.word >>> 25;
    int function = in.function();
    if (seven == 0x20 && (function == 0 || function == 5)) {
      return function == 5 ? line("sra" + width, to(), from(), other())
          : in.rs1() == 0 ? line("neg" + width, to(), other()) : line("sub" + width, to(), from(), other());
    } else if (seven == 1) {
      return line(PRODUCTS[function] + width, to(), from(), other());
    } else if (seven == 0x10 && (function == 2 || function == 4 || function == 6)) {
      return line("sh" + function / 2 + "add" + (width.isEmpty() ? "" : ".uw"), to(), from(), other());
    } else if (seven != 0) {
      return "-";
    }
    return width.isEmpty() && function == 0 && in.rs1() == 0 ? line("mv", to(), other())
        : function == 3 && in.rs1() == 0 ? line("snez", to(), other())
        : function == 2 && in.rs1() == 0 ? line("sgtz", to(), other())
        : function == 2 && in.rs2() == 0 ? line("sltz", to(), from()) : line(SUMS[function] + width, to(), from(), other());
  }

  private String fence() {
    int sets = in.word >>> 20;
    return in.word == 0x8330000F ? "fence.tso" : in.word == 0x0100000F ? "pause" : sets == 0xFF ? "fence"
        : line("fence", set(sets >> 4 & 15), set(sets & 15));
  }

  private static String set(int bits) {
    return ((bits & 8) != 0 ? "i" : "") + ((bits & 4) != 0 ? "o" : "") + ((bits & 2) != 0 ? "r" : "") + ((bits & 1) != 0 ? "w" : "");
  }

  private String system() {
    if (in.function() == 0) {
      return switch (in.word) {
        case 0x73 -> "ecall";
        case 0x100073 -> "ebreak";
        case 0x10200073 -> "sret";
        case 0x30200073 -> "mret";
        case 0x10500073 -> "wfi";
        default -> in.word >>> 25 == 9 ? line("sfence.vma", from(), other()) : "-";
      };
    }
    int register = in.word >>> 20;
    boolean number = in.function() > 4;
    if (in.word == 0xC0001073) {
      return "unimp";
    }
    String value = number ? "" + in.rs1() : from();
    String floats = register < 1 || register > 3 ? null : "flags rm csr".split(" ")[register - 1];
    if (in.function() == 2 && in.rs1() == 0) {
      return floats != null ? line("fr" + floats, to()) : line("csrr", to(), control(register));
    } else if (in.function() == 1 && floats != null) {
      return in.rd() == 0 ? line("fs" + floats, value) : line("fs" + floats, to(), value);
    } else if (in.rd() == 0) {
      return line("csr" + "wsc".charAt((in.function() & 3) - 1) + (number ? "i" : ""), control(register), value);
    }
    return line(CONTROLS[in.function()], to(), control(register), value);
  }

  private static String control(int register) {
    return switch (register) {
      case 1 -> "fflags";
      case 2 -> "frm";
      case 3 -> "fcsr";
      case 0xC00 -> "cycle";
      case 0xC01 -> "time";
      case 0xC02 -> "instret";
      case 0x100 -> "sstatus";
      case 0x104 -> "sie";
      case 0x140 -> "sscratch";
      case 0x141 -> "sepc";
      case 0x142 -> "scause";
      case 0x180 -> "satp";
      default -> "0x" + Integer.toHexString(register);
    };
  }

  private String atomic() {
    String word = switch (in.word >>> 27) {
      case 0 -> "amoadd";
      case 1 -> "amoswap";
      case 2 -> "lr";
      case 3 -> "sc";
      case 4 -> "amoxor";
      case 8 -> "amoor";
      case 12 -> "amoand";
      case 16 -> "amomin";
      case 20 -> "amomax";
      case 24 -> "amominu";
      case 28 -> "amomaxu";
      default -> "-";
    };
    String order = new String[] {"", ".rl", ".aq", ".aqrl"}[in.word >>> 25 & 3];
    String full = word + (in.function() == 2 ? ".w" : ".d") + order;
    String place = "(" + from() + ")";
    return in.function() != 2 && in.function() != 3 ? "-" : word.equals("lr") ? line(full, to(), place)
        : line(full, to(), other(), place);
  }

  private String rounding() {
    return in.function() == 7 ? "" : ", " + ROUNDINGS[in.function()];
  }

  private String fused() {
    String word = new String[] {"fmadd", "fmsub", "fnmsub", "fnmadd"}[in.word >> 2 & 3];
    return line(word + '.' + WIDTHS[in.word >>> 25 & 3], floating(in.rd()), floating(in.rs1()), floating(in.rs2()),
        floating(in.word >>> 27)) + rounding();
  }

  private String calculation() {
    int kind = in.word >>> 27;
    String width = WIDTHS[in.word >>> 25 & 3];
    String d = floating(in.rd());
    String a = floating(in.rs1());
    String b = floating(in.rs2());
    int function = in.function();
    switch (kind) {
      case 0, 1, 2, 3:
        return line("fadd fsub fmul fdiv".split(" ")[kind] + '.' + width, d, a, b) + rounding();
      case 0x0B:
        return line("fsqrt." + width, d, a) + rounding();
      case 4:
        return function > 2 ? "-" : a.equals(b) ? line("fmv fneg fabs".split(" ")[function] + '.' + width, d, a)
            : line("fsgnj fsgnjn fsgnjx".split(" ")[function] + '.' + width, d, a, b);
      case 5:
        return function > 1 ? "-" : line((function == 0 ? "fmin." : "fmax.") + width, d, a, b);
      case 8:
        return line("fcvt." + width + '.' + WIDTHS[in.rs2() & 3], d, a) + (width.equals("d") && function == 0 ? "" : rounding());
      case 0x14:
        return function > 2 ? "-" : line("fle flt feq".split(" ")[function] + '.' + width, to(), a, b);
      case 0x18:
        return in.rs2() > 3 ? "-" : line("fcvt." + WHOLES[in.rs2()] + '.' + width, to(), a) + rounding();
      case 0x1A:
        return in.rs2() > 3 ? "-" : line("fcvt." + width + '.' + WHOLES[in.rs2()], d, from())
            + (width.equals("d") && in.rs2() < 2 ? "" : rounding());
      case 0x1C:
        return function > 1 ? "-" : line(function == 1 ? "fclass." + width : "fmv.x." + moved(width), to(), a);
      case 0x1E:
        return line("fmv." + moved(width) + ".x", d, from());
      default:
        return "-";
    }
  }

  private static String moved(String width) {
    return width.equals("s") ? "w" : width.toLowerCase(Locale.ROOT);
  }
}
