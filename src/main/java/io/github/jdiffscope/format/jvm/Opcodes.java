package io.github.jdiffscope.format.jvm;

/** The instruction set (JVMS 6.5): names, and what follows each opcode. */
final class Opcodes {
  static final int LDC = 18;
  static final int LDC_W = 19;
  static final int IINC = 132;
  static final int GOTO = 167;
  static final int JSR = 168;
  static final int TABLESWITCH = 170;
  static final int LOOKUPSWITCH = 171;
  static final int GETSTATIC = 178;
  static final int ATHROW = 191;
  static final int GOTO_W = 200;
  static final int JSR_W = 201;
  private static final int COUNT = 202;

  /**
   * What follows each opcode: {@code .} nothing, {@code b} a byte, {@code s} a short, {@code l} a constant's index in
   * one byte, {@code c} in two, {@code v} a local variable, {@code i} a variable and a byte, {@code j} a branch of two
   * bytes, {@code J} of four, {@code t} and {@code w} a switch, {@code I} invokeinterface, {@code D} invokedynamic,
   * {@code n} an array type, {@code m} a constant and a count, {@code W} another opcode.
   */
  private static final String OPERANDS =
      "................bslccvvvvv" // nop .. aload (25)
      + "............................" // iload_0 .. saload (53)
      + "vvvvv" // istore .. astore (58)
      + "........................." // istore_0 .. bastore+ (83)
      + "..." // castore, sastore .. (86)
      + ".............................................i" // pop .. iinc (132)
      + "...................." // i2l .. dcmpg (152)
      + "jjjjjjjjjjjjjjjjvtw" // ifeq .. lookupswitch (171)
      + "......" // ireturn .. return (177)
      + "cccccccIDcnc..cc..Wmjj" // getstatic .. ifnonnull (199)
      + "JJ";

  private static final String NAMES = "nop aconst_null iconst_m1 iconst_0 iconst_1 iconst_2 iconst_3 iconst_4 iconst_5"
      + " lconst_0 lconst_1 fconst_0 fconst_1 fconst_2 dconst_0 dconst_1 bipush sipush ldc ldc_w ldc2_w iload lload"
      + " fload dload aload iload_0 iload_1 iload_2 iload_3 lload_0 lload_1 lload_2 lload_3 fload_0 fload_1 fload_2"
      + " fload_3 dload_0 dload_1 dload_2 dload_3 aload_0 aload_1 aload_2 aload_3 iaload laload faload daload aaload"
      + " baload caload saload istore lstore fstore dstore astore istore_0 istore_1 istore_2 istore_3 lstore_0 lstore_1"
      + " lstore_2 lstore_3 fstore_0 fstore_1 fstore_2 fstore_3 dstore_0 dstore_1 dstore_2 dstore_3 astore_0 astore_1"
      + " astore_2 astore_3 iastore lastore fastore dastore aastore bastore castore sastore pop pop2 dup dup_x1 dup_x2"
      + " dup2 dup2_x1 dup2_x2 swap iadd ladd fadd dadd isub lsub fsub dsub imul lmul fmul dmul idiv ldiv fdiv ddiv irem"
      + " lrem frem drem ineg lneg fneg dneg ishl lshl ishr lshr iushr lushr iand land ior lor ixor lxor iinc i2l i2f i2d"
      + " l2i l2f l2d f2i f2l f2d d2i d2l d2f i2b i2c i2s lcmp fcmpl fcmpg dcmpl dcmpg ifeq ifne iflt ifge ifgt ifle"
      + " if_icmpeq if_icmpne if_icmplt if_icmpge if_icmpgt if_icmple if_acmpeq if_acmpne goto jsr ret tableswitch"
      + " lookupswitch ireturn lreturn freturn dreturn areturn return getstatic putstatic getfield putfield"
      + " invokevirtual invokespecial invokestatic invokeinterface invokedynamic new newarray anewarray arraylength"
      + " athrow checkcast instanceof monitorenter monitorexit wide multianewarray ifnull ifnonnull goto_w jsr_w ";
  private static final String[] BY_CODE = split();

  private Opcodes() {}

  private static String[] split() {
    String[] names = new String[COUNT];
    int start = 0;
    for (int i = 0; i < COUNT; i++) {
      int end = NAMES.indexOf(' ', start);
      names[i] = NAMES.substring(start, end);
      start = end + 1;
    }
    return names;
  }

  static String name(int opcode) {
    return BY_CODE[opcode];
  }

  /** Returns the letter for what follows an opcode, {@code ?} for an unknown opcode. */
  static char operands(int opcode) {
    return opcode < COUNT ? OPERANDS.charAt(opcode) : '?';
  }

  /**
   * Returns the length of the instruction at {@code pc}, 0 if it is none or is cut off.
   *
   * @param start offset of the code in the array, from where switches are aligned
   * @param end offset behind the code
   */
  static int length(byte[] bytes, int start, int pc, int end) {
    int at = start + pc;
    char kind = operands(bytes[at] & 0xFF);
    long length = switch (kind) {
      case '.' -> 1;
      case 'b', 'l', 'v', 'n' -> 2;
      case 's', 'c', 'i', 'j' -> 3;
      case 'm' -> 4;
      case 'I', 'D', 'J' -> 5;
      case 'W' -> wideLength(bytes, at, end);
      case 't', 'w' -> switchLength(bytes, at, padded(pc), start, end);
      default -> 0;
    };
    return length <= end - at ? (int) length : 0;
  }

  /** Returns whether the next instruction is never reached from this one. */
  static boolean endsFlow(int opcode) {
    return opcode == GOTO || opcode >= TABLESWITCH && opcode < GETSTATIC || opcode == ATHROW || opcode == GOTO_W;
  }

  /** Returns where the operands of a switch at {@code pc} begin: at the next multiple of four. */
  static int padded(int pc) {
    return (pc + 4) & ~3;
  }

  private static int wideLength(byte[] bytes, int at, int end) {
    int opcode = at + 1 < end ? bytes[at + 1] & 0xFF : 0;
    return opcode == IINC ? 6 : operands(opcode) == 'v' ? 4 : 0;
  }

  private static long switchLength(byte[] bytes, int at, int padded, int start, int end) {
    int operands = start + padded;
    if (end - operands < 12) {
      return 0;
    }
    long entries = (bytes[at] & 0xFF) == TABLESWITCH
        ? 12 + 4L * Math.max(0, (long) i4(bytes, operands + 8) - i4(bytes, operands + 4) + 1)
        : 8 + 8L * Math.max(0, i4(bytes, operands + 4));
    return operands - at + entries;
  }

  static int i4(byte[] bytes, int at) {
    return u2(bytes, at) << 16 | u2(bytes, at + 2);
  }

  static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }
}
