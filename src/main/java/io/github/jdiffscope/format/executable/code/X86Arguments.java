package io.github.jdiffscope.format.executable.code;

import java.util.List;

/** Tells {@link MessageLines} what x86-64 code hands on to the functions it calls (System V ABI, 3.2.3). */
final class X86Arguments {
  /** RDI, RSI, RDX, RCX, R8, R9. */
  private static final int[] ARGUMENTS = {7, 6, 2, 1, 8, 9};
  /** RBX, RBP, R12 to R15 outlive a call. */
  private static final int KEPT = 1 << 3 | 1 << 5 | 0xF000;
  private static final int LINE_LIMIT = 1 << 17;

  private final List<Step> steps;
  private final MessageLines lines;

  X86Arguments(List<Step> steps) {
    this.steps = steps;
    this.lines = new MessageLines(steps, ARGUMENTS, KEPT);
  }

  /** Takes notice of the instruction of a step. */
  void follow(X86Instruction in, int index) {
    Step step = steps.get(index);
    lines.arrive(index);
    boolean leaves = step.flow() == Step.Flow.END && X86Flow.isJump(in);
    if (step.target() >= 0) {
      lines.jumps(step);
    } else if (X86Flow.isCall(in) || leaves) {
      lines.call();
    } else if (in.vex == 0 && in.map == 0 && in.opcode >= 0xB8 && in.opcode <= 0xBF) {
      immediate(in.opcode & 7 | (in.rex & 1) << 3, in, index);
    } else if (in.vex == 0 && in.map == 0 && in.opcode == 0x8D) {
      lines.text(in.reg() & 15, step.text());
    } else if (in.vex == 0 && in.map == 0 && (in.opcode == 0x89 || in.opcode == 0x8B) && !in.isMemory()) {
      boolean load = in.opcode == 0x8B;
      lines.copy((load ? in.rm() : in.reg()) & 15, (load ? in.reg() : in.rm()) & 15);
    } else if (in.vex == 0) {
      written(in);
    }
  }

  private void immediate(int register, X86Instruction in, int index) {
    String text = steps.get(index).text();
    boolean number = in.immediate > 0 && in.immediate < LINE_LIMIT && text.endsWith(Long.toHexString(in.immediate));
    if (number) {
      lines.number(register, index);
    } else {
      lines.text(register, text);
    }
  }

  /** Forgets the register an instruction writes, of those that compilers write arguments with. */
  private void written(X86Instruction in) {
    int register = -1;
    if (in.map == 0 && in.opcode >= 0x58 && in.opcode < 0x60) {
      register = in.opcode & 7 | (in.rex & 1) << 3;
    } else if (in.map == 0 && (in.opcode == 0x31 || in.opcode == 0x83 || in.opcode == 0x81) && !in.isMemory()) {
      register = in.rm();
    } else if (in.map == 0 && (in.opcode == 0x33 || in.opcode == 0x8B || in.opcode == 0x63)
        || in.map == 1 && ((in.opcode & 0xF0) == 0x40 || (in.opcode & 0xF6) == 0xB6)) {
      register = in.reg();
    }
    if (register >= 0) {
      lines.other(register & 15);
    }
  }
}
