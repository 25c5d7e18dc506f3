package io.github.jdiffscope.format.executable.code;

import java.util.List;

/** Where control goes from an x86 instruction. */
final class X86Flow {
  private X86Flow() {}

  static boolean isConditional(X86Instruction in) {
    return in.vex == 0 && (in.map == 0 && (in.opcode & 0xF0) == 0x70 || in.map == 1 && (in.opcode & 0xF0) == 0x80);
  }

  static boolean isCall(X86Instruction in) {
    return in.vex == 0 && in.map == 0 && (in.opcode == 0xE8 || in.opcode == 0xFF && (in.reg() & 6) == 2);
  }

  static boolean isJump(X86Instruction in) {
    return in.vex == 0 && in.map == 0 && (in.opcode == 0xE9 || in.opcode == 0xEB);
  }

  /** Returns whether control leaves the function here: ret, jmp to elsewhere, ud2, hlt. */
  private static boolean ends(X86Instruction in) {
    if (in.vex != 0 || in.map > 1) {
      return false;
    }
    return in.map == 1 ? in.opcode == 0x0B : in.opcode == 0xC2 || in.opcode == 0xC3 || in.opcode == 0xF4
        || in.opcode == 0xFF && (in.reg() & 6) == 4 || isJump(in);
  }

  /** Returns whether an instruction does nothing: the NOPs of one and of more bytes that fill space. */
  static boolean isPadding(X86Instruction in) {
    if (in.vex != 0) {
      return false;
    }
    return in.map == 0 && in.opcode == 0x90 && !in.repeat && (in.rex & 1) == 0 || in.map == 1 && in.opcode == 0x1F;
  }

  static Step.Flow of(X86Instruction in, boolean inner) {
    if (inner) {
      return isJump(in) ? Step.Flow.JUMP : Step.Flow.BRANCH;
    }
    return ends(in) ? Step.Flow.END : Step.Flow.NEXT;
  }

  /** Returns the address inside the function that an instruction jumps to, or -1. */
  static long innerTarget(X86Instruction in, long here, List<CodeRange> ranges, Operands names) {
    if (!in.relative || in.map == 0 && in.opcode == 0xC7) {
      return -1;
    }
    long next = here + in.length;
    long field = here + in.immediateAt - in.start;
    boolean relocated = names.isRelocated(field, next, in.immediateSize);
    long target = relocated ? names.relocatedTarget(field, next) : next + in.immediate;
    return target != -1 && CodeRange.anyContains(ranges, target) ? target : -1;
  }

  /** Returns the text of the jump with the inverse condition, or null if there is none. */
  static String inverse(X86Instruction in) {
    return isConditional(in) ? "j" + X86Names.CONDITIONS[in.opcode & 15 ^ 1] + ' ' : null;
  }
}
