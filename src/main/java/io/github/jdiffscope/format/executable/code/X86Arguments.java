package io.github.jdiffscope.format.executable.code;

import java.util.List;

/** Tells {@link MessageLines} what x86-64 code hands on to the functions it calls (System V ABI, 3.2.3). */
final class X86Arguments {
  /** RDI, RSI, RDX, RCX, R8, R9. */
  private static final int[] ARGUMENTS = {7, 6, 2, 1, 8, 9};
  /** RBX, RBP, R12 to R15 outlive a call. */
  private static final int KEPT = 1 << 3 | 1 << 5 | 0xF000;
  private static final int LINE_LIMIT = 1 << 17;

  private static final int NOTHING = 0;
  private static final int JUMP = 1;
  private static final int CALL = 2;
  private static final int NUMBER = 3;
  private static final int TEXT = 4;
  private static final int COPY = 5;
  private static final int OTHER = 6;

  private X86Arguments() {}

  /** Takes the line numbers out of the text of steps; {@code events} says what each does, as {@link #event} told. */
  static void takeLinesOut(List<Step> steps, int[] events) {
    MessageLines lines = new MessageLines(steps, ARGUMENTS, KEPT);
    // At the second time it is known what jumps hand on.
    for (int time = 0; time < 2; time++) {
      for (int i = 0; i < steps.size(); i++) {
        lines.arrive(i);
        int register = events[i] >> 4 & 15;
        switch (events[i] & 15) {
          case JUMP -> lines.jumps(steps.get(i));
          case CALL -> lines.call();
          case NUMBER -> lines.number(register, i);
          case TEXT -> lines.text(register, steps.get(i).text());
          case COPY -> lines.copy(register, events[i] >> 8 & 15);
          case OTHER -> lines.other(register);
          default -> { }
        }
      }
    }
  }

  /** Returns what the instruction of a step does to the registers that arguments stand in. */
  static int event(X86Instruction in, Step step) {
    boolean leaves = step.flow() == Step.Flow.END && X86Flow.isJump(in);
    if (step.target() != -1) {
      return JUMP;
    } else if (X86Flow.isCall(in) || leaves) {
      return CALL;
    } else if (in.vex != 0) {
      return NOTHING;
    } else if (in.map == 0 && in.opcode >= 0xB8 && in.opcode <= 0xBF) {
      boolean number = in.immediate > 0 && in.immediate < LINE_LIMIT
          && step.text().endsWith(Long.toHexString(in.immediate));
      return (number ? NUMBER : TEXT) | (in.opcode & 7 | (in.rex & 1) << 3) << 4;
    } else if (in.map == 0 && in.opcode == 0x8D) {
      return TEXT | (in.reg() & 15) << 4;
    } else if (in.map == 0 && (in.opcode == 0x89 || in.opcode == 0x8B) && !in.isMemory()) {
      boolean load = in.opcode == 0x8B;
      return COPY | ((load ? in.rm() : in.reg()) & 15) << 4 | ((load ? in.reg() : in.rm()) & 15) << 8;
    }
    int register = written(in);
    return register < 0 ? NOTHING : OTHER | (register & 15) << 4;
  }

  /** Returns the register an instruction writes, of those that compilers write arguments with, or -1. */
  private static int written(X86Instruction in) {
    if (in.map == 0 && in.opcode >= 0x58 && in.opcode < 0x60) {
      return in.opcode & 7 | (in.rex & 1) << 3;
    } else if (in.map == 0 && (in.opcode == 0x31 || in.opcode == 0x83 || in.opcode == 0x81) && !in.isMemory()) {
      return in.rm();
    } else if (in.map == 0 && (in.opcode == 0x33 || in.opcode == 0x8B || in.opcode == 0x63)
        || in.map == 1 && ((in.opcode & 0xF0) == 0x40 || (in.opcode & 0xF6) == 0xB6)) {
      return in.reg();
    }
    return -1;
  }
}
