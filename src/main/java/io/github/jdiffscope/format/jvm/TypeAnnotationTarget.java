package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/** What a type annotation stands on (JVMS 4.7.20.1, 4.7.20.2). */
final class TypeAnnotationTarget {
  private TypeAnnotationTarget() {}

  /**
   * Appends target and path of a type annotation.
   *
   * @param instructions number of the instruction at each offset, null outside code
   */
  static void append(ByteCursor in, StringBuilder out, int[] instructions) throws FormatException {
    int type = in.u1();
    switch (type) {
      case 0x00, 0x01 -> out.append("type parameter ").append(in.u1());
      case 0x10 -> supertype(out, in.u2());
      case 0x11, 0x12 -> out.append("type parameter ").append(in.u1()).append(" bound ").append(in.u1());
      case 0x13 -> out.append("type");
      case 0x14 -> out.append("return type");
      case 0x15 -> out.append("receiver");
      case 0x16 -> out.append("parameter ").append(in.u1()).append(" type");
      case 0x17 -> out.append("throws ").append(in.u2());
      case 0x40, 0x41 -> localVariable(in, out.append(type == 0x40 ? "local variable" : "resource"), instructions);
      case 0x42 -> out.append("catch ").append(in.u2());
      case 0x43, 0x44, 0x45, 0x46 -> place(out.append(operator(type)), in.u2(), instructions);
      case 0x47, 0x48, 0x49, 0x4A, 0x4B -> {
        place(out.append(operator(type)), in.u2(), instructions);
        out.append(" type argument ").append(in.u1());
      }
      default -> throw FormatException.at(in.position() - 1, "type annotation has the unknown target " + type);
    }
    path(in, out);
  }

  private static void supertype(StringBuilder out, int index) {
    if (index == 0xFFFF) {
      out.append("superclass");
    } else {
      out.append("interface ").append(index);
    }
  }

  private static String operator(int type) {
    return switch (type) {
      case 0x43 -> "instanceof";
      case 0x44 -> "new";
      case 0x45 -> "constructor reference";
      case 0x46 -> "method reference";
      case 0x47 -> "cast";
      case 0x48 -> "constructor call";
      case 0x49 -> "method call";
      case 0x4A -> "constructor reference";
      default -> "method reference";
    };
  }

  private static void localVariable(ByteCursor in, StringBuilder out, int[] instructions) throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      int start = in.u2();
      int length = in.u2();
      place(out, start, instructions);
      place(out.append(" to"), start + length, instructions);
      out.append(" slot ").append(in.u2());
    }
  }

  /** Appends where in the code something is: by number of instruction, which does not move with the constant pool. */
  static void place(StringBuilder out, int pc, int[] instructions) {
    if (instructions != null && pc < instructions.length && instructions[pc] >= 0) {
      out.append(" @").append(instructions[pc]);
    } else {
      out.append(" byte ").append(pc);
    }
  }

  private static void path(ByteCursor in, StringBuilder out) throws FormatException {
    for (int left = in.u1(); left > 0; left--) {
      int kind = in.u1();
      int argument = in.u1();
      switch (kind) {
        case 0 -> out.append(" []");
        case 1 -> out.append(" .");
        case 2 -> out.append(" *");
        default -> out.append(" <").append(argument).append('>');
      }
      // Only a type argument has a number; elsewhere it must be 0.
      out.append(kind != 3 && argument != 0 ? "!" + argument : "");
    }
    out.append(": ");
  }
}
