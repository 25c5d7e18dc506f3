package io.github.jdiffscope.format.executable.code;

/** Mnemonics of the x87 floating-point instructions, opcodes D8 to DF, from the Intel manual, volume 2, appendix A.5.2. */
final class X86Float {
  private static final String SUMS = "fadd fmul fcom fcomp fsub fsubr fdiv fdivr";
  private static final String INTEGERS = "fiadd fimul ficom ficomp fisub fisubr fidiv fidivr";
  /** With an operand in memory: by opcode and register field. */
  private static final String[][] MEMORY = table(SUMS, "fld - fst fstp fldenv fldcw fnstenv fnstcw", INTEGERS,
      "fild fisttp fist fistp - fld - fstp", SUMS, "fld fisttp fst fstp frstor - fnsave fnstsw", INTEGERS,
      "fild fisttp fist fistp fbld fild fbstp fistp");
  /** Without: the same, what has no operands being in {@link #D9}. */
  private static final String[][] REGISTERS = table(SUMS, "fld fxch - - - - - -", "fcmovb fcmove fcmovbe fcmovu - - - -",
      "fcmovnb fcmovne fcmovnbe fcmovnu - fucomi fcomi -", "fadd fmul fcom fcomp fsubr fsub fdivr fdiv",
      "ffree - fst fstp fucom fucomp - -", "faddp fmulp - - fsubrp fsubp fdivrp fdivp", "- - - - - fucomip fcomip -");
  private static final String[] D9 = ("fchs fabs - - ftst fxam - - fld1 fldl2t fldl2e fldpi fldlg2 fldln2 fldz - f2xm1 fyl2x fptan "
      + "fpatan fxtract fprem1 fdecstp fincstp fprem fyl2xp1 fsqrt fsincos frndint fscale fsin fcos").split(" ");

  private X86Float() {}

  private static String[][] table(String... rows) {
    String[][] result = new String[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      result[i] = rows[i].split(" ");
    }
    return result;
  }

  /** Returns the mnemonic of an instruction with an operand in memory, - if there is none such. */
  static String memory(X86Instruction in) {
    return MEMORY[in.opcode - 0xD8][in.reg() & 7];
  }

  /** Returns how many bytes of memory it reads or writes, 0 for those of a size of their own. */
  static int size(X86Instruction in) {
    int reg = in.reg() & 7;
    return switch (in.opcode) {
      case 0xD9 -> reg == 5 || reg == 7 ? 2 : reg > 3 ? 0 : 4;
      case 0xDB -> reg > 3 ? 0 : 4;
      case 0xDC -> 8;
      case 0xDD -> reg == 7 ? 2 : reg > 3 ? 0 : 8;
      case 0xDE -> 2;
      case 0xDF -> reg < 4 ? 2 : (reg & 1) == 1 ? 8 : 0;
      default -> 4;
    };
  }

  /** Returns an instruction without operands in memory, null if there is none such. */
  static String registers(X86Instruction in) {
    int modrm = in.modrm;
    String alone = in.opcode == 0xD9 && modrm >= 0xE0 ? D9[modrm - 0xE0] : in.opcode == 0xD9 && modrm == 0xD0 ? "fnop"
        : in.opcode == 0xDA && modrm == 0xE9 ? "fucompp" : in.opcode == 0xDB && modrm == 0xE2 ? "fnclex"
        : in.opcode == 0xDB && modrm == 0xE3 ? "fninit" : in.opcode == 0xDE && modrm == 0xD9 ? "fcompp"
        : in.opcode == 0xDF && modrm == 0xE0 ? "fnstsw ax" : null;
    String word = REGISTERS[in.opcode - 0xD8][in.reg() & 7];
    if (alone != null || word.equals("-")) {
      return alone == null || alone.equals("-") ? null : alone;
    }
    String register = "st(" + (in.rm() & 7) + ")";
    boolean single = in.opcode == 0xD9 || in.opcode == 0xDD;
    boolean last = in.opcode == 0xDC || in.opcode == 0xDE;
    return word + ' ' + (single ? register : last ? register + ", st" : "st, " + register);
  }
}
