package io.github.jdiffscope.format.jvm;

import java.util.Arrays;

/**
 * Recognises array initialisers in a method's code ({@code dup, push index, value, store}), so that an element need not
 * be shown with its index: else one that is inserted would change every line after it.
 *
 * <p>Only what follows from the instructions before it is left out: the index is the one after the last, pushed by the
 * shortest instruction. An index that leaps is shown.
 */
final class ArrayElements {
  private static final int LDC2_W = 20;
  private static final int ALOAD_3 = 45;
  private static final int IASTORE = 79;
  private static final int SASTORE = 86;
  private static final int DUP = 89;
  private static final int NEWARRAY = 188;
  private static final int ANEWARRAY = 189;
  private static final int AASTORE = 83;
  /** Stores by the operand of newarray (JVMS table 6.5.newarray-A): boolean, char, float, double, byte and so on. */
  private static final int[] STORES = {84, 85, 81, 82, 84, 86, 79, 80};
  private static final int NO_NUMBER = Integer.MIN_VALUE;
  private static final int LONGEST_ROW = 16;

  private final MethodBody body;
  private final BranchLabels labels;
  /** Three numbers for each array being filled: its length, the next index, the instruction that stores. */
  private int[] open = new int[12];
  private int depth;
  private int before = -1;
  private int opened = -1;

  ArrayElements(MethodBody body, BranchLabels labels) {
    this.body = body;
    this.labels = labels;
  }

  /** Notes the instruction that was shown last. */
  void passed(int pc) {
    int opcode = body.opcodeAt(pc);
    if ((opcode == NEWARRAY || opcode == ANEWARRAY) && before >= 0 && labels.at(pc) == null) {
      int length = number(before);
      int store = store(pc);
      if (length > 0 && store != 0) {
        push(length, store);
        opened = pc;
      }
    }
    before = pc;
  }

  /** Notes that instructions were shown in another way. */
  void interrupted() {
    before = -1;
  }

  private void push(int length, int store) {
    if (depth + 3 > open.length) {
      open = Arrays.copyOf(open, open.length * 2);
    }
    open[depth] = length;
    open[depth + 1] = 0;
    open[depth + 2] = store;
    depth += 3;
  }

  /** Returns where the value of the next element of an array begins, if it is the next that is selected here, else -1. */
  int value(int pc) {
    if (depth == 0 || before < 0 || body.opcodeAt(pc) != DUP || !follows(pc)) {
      return -1;
    }
    int index = number(pc + 1);
    int next = open[depth - 2];
    if (index < next || index >= open[depth - 3]) {
      return -1;
    }
    open[depth - 2] = index + 1;
    int value = pc + 1 + body.lengthAt(pc + 1);
    if (index > next || value >= body.length || labels.at(pc + 1) != null) {
      return -1;
    }
    before = -1;
    return value;
  }

  /** Returns whether an element may begin here: just after the array was made, or after the element before. */
  private boolean follows(int pc) {
    int opcode = body.opcodeAt(before);
    if (opcode < IASTORE || opcode > SASTORE) {
      return opened == before && pc + 1 < body.length;
    }
    while (depth > 0 && open[depth - 2] == open[depth - 3]) {
      depth -= 3;
    }
    return depth > 0 && open[depth - 1] == opcode && pc + 1 < body.length;
  }

  /** Returns where the one instruction that is the value ends, if it is stored at once, else -1. */
  int single(int value) {
    int end = simpleEnd(value);
    return end > 0 && isAt(end, open[depth - 1]) ? end : -1;
  }

  /** Returns where the value ends if it is a {@link #row} that is stored at once, else -1. */
  int storedRow(int value) {
    int end = labels.at(value) == null ? row(value) : -1;
    return end > 0 && isAt(end, open[depth - 1]) ? end : -1;
  }

  /**
   * Returns where the instructions end that make and fill a short array of simple values, else -1: the first of these
   * begins after the instruction that makes it, the others each after the store of the one before.
   */
  int row(int pc) {
    int length = number(pc);
    if (length <= 0 || length > LONGEST_ROW) {
      return -1;
    }
    int made = pc + body.lengthAt(pc);
    int store = made < body.length && labels.at(made) == null ? store(made) : 0;
    int at = store == 0 ? -1 : made + body.lengthAt(made);
    for (int i = 0; at >= 0 && i < length; i++) {
      int element = elementOfRow(at, i);
      int end = element < 0 ? -1 : simpleEnd(element);
      at = end >= 0 && isAt(end, store) ? end + 1 : -1;
    }
    return at;
  }

  /** Returns where the value of the element begins that is selected at {@code pc}, -1 if it is not this one. */
  int elementOfRow(int pc, int index) {
    return isAt(pc, DUP) && pc + 1 < body.length && labels.at(pc + 1) == null && number(pc + 1) == index
        ? pc + 1 + body.lengthAt(pc + 1) : -1;
  }

  private boolean isAt(int pc, int opcode) {
    return pc < body.length && labels.at(pc) == null && body.opcodeAt(pc) == opcode;
  }

  /** Returns where the instruction at {@code pc} ends if it only pushes a constant, a variable or a static field. */
  private int simpleEnd(int pc) {
    if (pc >= body.length || labels.at(pc) != null) {
      return -1;
    }
    int opcode = body.opcodeAt(pc);
    boolean simple = opcode > 0 && opcode <= ALOAD_3 || opcode == Opcodes.GETSTATIC;
    int length = simple ? body.lengthAt(pc) : 0;
    return length == 0 ? -1 : pc + length;
  }

  private int store(int pc) {
    int opcode = body.opcodeAt(pc);
    int type = opcode == NEWARRAY && body.lengthAt(pc) == 2 ? (body.bytes[body.start + pc + 1] & 0xFF) - 4 : -1;
    return opcode == ANEWARRAY && body.lengthAt(pc) == 3 ? AASTORE
        : type >= 0 && type < STORES.length ? STORES[type] : 0;
  }

  /** Returns the number pushed by the instruction at {@code pc}, if that is the shortest that pushes it. */
  private int number(int pc) {
    int opcode = body.opcodeAt(pc);
    int at = body.start + pc;
    if (opcode >= 2 && opcode <= 8) {
      return opcode - 3;
    }
    if (opcode == 16 && body.lengthAt(pc) == 2) {
      int value = body.bytes[at + 1];
      return value < -1 || value > 5 ? value : NO_NUMBER;
    }
    if (opcode == 17 && body.lengthAt(pc) == 3) {
      int value = (short) Opcodes.u2(body.bytes, at + 1);
      return value != (byte) value ? value : NO_NUMBER;
    }
    return NO_NUMBER;
  }

  /** Returns whether an instruction loads from the constant pool: what it loads says so. */
  static boolean isLoadOfConstant(int opcode) {
    return opcode >= Opcodes.LDC && opcode <= LDC2_W;
  }
}
