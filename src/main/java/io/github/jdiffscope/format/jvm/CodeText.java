package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.format.SectionContent;
import java.io.IOException;

/** The instructions of one method as text, without offsets and constant-pool indexes; made when it is needed. */
final class CodeText implements SectionContent.TextSource {
  private static final String INDENT = "    ";
  private static final String[] ARRAY_TYPES = {"boolean", "char", "float", "double", "byte", "short", "int", "long"};

  private final ClassFile file;
  private final ClassMember method;
  private final ConstantText constants;

  CodeText(ClassFile file, ClassMember method, ConstantText constants) {
    this.file = file;
    this.method = method;
    this.constants = constants;
  }

  @Override
  public boolean isSameAs(SectionContent.TextSource other) {
    return other instanceof CodeText text && file.comparedWith(text.file).code(method, text.method);
  }

  @Override
  public CharSequence text() throws IOException {
    MethodBody body = MethodBody.of(file, method);
    BranchLabels labels = new BranchLabels(body, constants);
    ArrayElements arrays = new ArrayElements(body, labels);
    StringBuilder out = new StringBuilder(body.length * 16 + 64);
    out.append("stack=").append(body.maxStack).append(", locals=").append(body.maxLocals).append('\n');
    int pc = 0;
    while (pc < body.length) {
      label(out, labels.at(pc));
      int step = body.lengthAt(pc);
      if (step == 0) {
        out.append("  not an instruction:\n");
        Literals.hexLines(out, INDENT, body.bytes, body.start + pc, body.length - pc);
        break;
      }
      int value = arrays.value(pc);
      int row = value >= 0 ? -1 : arrays.row(pc);
      if (value >= 0) {
        pc = element(out, body, labels, arrays, value);
      } else if (row >= 0) {
        row(out.append(INDENT), body, labels, arrays, pc);
        out.append('\n');
        arrays.interrupted();
        pc = row;
      } else {
        instruction(out.append(INDENT), body, labels, pc);
        out.append('\n');
        arrays.passed(pc);
        pc += step;
      }
    }
    label(out, pc == body.length ? labels.at(pc) : null);
    handlers(out, body, labels);
    CodeAnnotations.append(out, file, body);
    rest(out, body);
    return out;
  }

  /** Appends what could not be read of the attribute, and bytes that nothing accounts for. */
  private void rest(StringBuilder out, MethodBody body) {
    ClassAttribute code = method.attribute("Code");
    int end = code.start() + code.length();
    if (body.damage != null) {
      out.append("  damaged: ").append(body.damage.getMessage()).append('\n');
    }
    if (body.end < end) {
      out.append("  bytes after ").append(body.damage == null ? "the attributes of the code" : "what could be read")
          .append(":\n");
      Literals.hexLines(out, INDENT, body.bytes, body.end, end - body.end);
    }
  }

  /** Appends an element of an array that is being filled, and returns where to go on. */
  private int element(StringBuilder out, MethodBody body, BranchLabels labels, ArrayElements arrays, int value) {
    out.append(INDENT).append("element:");
    int end = arrays.single(value);
    if (end >= 0) {
      value(out.append(' '), body, labels, value);
    } else {
      end = arrays.storedRow(value);
      if (end >= 0) {
        row(out.append(' '), body, labels, arrays, value);
      }
    }
    out.append('\n');
    if (end >= 0) {
      arrays.passed(end);
    }
    return end < 0 ? value : end + 1;
  }

  private void row(StringBuilder out, MethodBody body, BranchLabels labels, ArrayElements arrays, int value) {
    int made = value + body.lengthAt(value);
    instruction(out, body, labels, made);
    int at = made + body.lengthAt(made);
    for (int i = 0, element; (element = arrays.elementOfRow(at, i)) >= 0; i++) {
      value(out.append(i == 0 ? " {" : ", "), body, labels, element);
      at = element + body.lengthAt(element) + 1;
    }
    out.append('}');
  }

  private void value(StringBuilder out, MethodBody body, BranchLabels labels, int pc) {
    int start = out.length();
    instruction(out, body, labels, pc);
    if (ArrayElements.isLoadOfConstant(body.opcodeAt(pc))) {
      out.delete(start, out.indexOf(" ", start) + 1);
    }
  }

  private static void label(StringBuilder out, String name) {
    if (name != null) {
      out.append("  ").append(name).append(":\n");
    }
  }

  private void instruction(StringBuilder out, MethodBody body, BranchLabels labels, int pc) {
    byte[] bytes = body.bytes;
    int at = body.start + pc;
    int opcode = bytes[at] & 0xFF;
    switch (Opcodes.operands(opcode)) {
      case '.' -> out.append(Opcodes.name(opcode));
      case 'b' -> out.append("bipush ").append(bytes[at + 1]);
      case 's' -> out.append("sipush ").append((short) Opcodes.u2(bytes, at + 1));
      case 'v' -> out.append(Opcodes.name(opcode)).append(' ').append(bytes[at + 1] & 0xFF);
      case 'i' -> out.append("iinc ").append(bytes[at + 1] & 0xFF).append(", ").append(bytes[at + 2]);
      case 'W' -> wide(out, bytes, at);
      case 'n' -> arrayType(out.append("newarray "), bytes[at + 1] & 0xFF);
      // Which of the two forms is used follows from constant indexes and distances, which are not shown.
      case 'l' -> out.append("ldc ").append(constants.of(bytes[at + 1] & 0xFF));
      case 'j' -> out.append(Opcodes.name(opcode)).append(' ')
          .append(labels.to(pc + (short) Opcodes.u2(bytes, at + 1)));
      case 'J' -> out.append(opcode == Opcodes.JSR_W ? "jsr " : "goto ")
          .append(labels.to((long) pc + Opcodes.i4(bytes, at + 1)));
      case 't' -> tableSwitch(out, body, labels, pc);
      case 'w' -> lookupSwitch(out, body, labels, pc);
      default -> constant(out, bytes, at, opcode);
    }
  }

  private void constant(StringBuilder out, byte[] bytes, int at, int opcode) {
    String text = constants.of(Opcodes.u2(bytes, at + 1));
    // The instructions that take a class say so by their names.
    boolean takesClass = opcode >= 187 && opcode != 188 && text.startsWith("class ");
    out.append(opcode == Opcodes.LDC_W ? "ldc" : Opcodes.name(opcode)).append(' ')
        .append(text, takesClass ? 6 : 0, text.length());
    char kind = Opcodes.operands(opcode);
    if (kind == 'm') {
      out.append(", ").append(bytes[at + 3] & 0xFF);
    } else if (kind == 'I' && (bytes[at + 4] != 0 || bytes[at + 3] != Signatures.argumentSlots(text) + 1)) {
      out.append(", count ").append(bytes[at + 3] & 0xFF).append(' ').append(bytes[at + 4] & 0xFF);
    } else if (kind == 'D' && Opcodes.u2(bytes, at + 3) != 0) {
      out.append(", ").append(Opcodes.u2(bytes, at + 3));
    }
  }

  private static void wide(StringBuilder out, byte[] bytes, int at) {
    int opcode = bytes[at + 1] & 0xFF;
    int variable = Opcodes.u2(bytes, at + 2);
    int by = opcode == Opcodes.IINC ? (short) Opcodes.u2(bytes, at + 4) : 0;
    boolean needed = variable > 255 || by != (byte) by;
    out.append(needed ? "" : "wide ").append(Opcodes.name(opcode)).append(' ').append(variable);
    if (opcode == Opcodes.IINC) {
      out.append(", ").append(by);
    }
  }

  private static void arrayType(StringBuilder out, int type) {
    if (type >= 4 && type < 12) {
      out.append(ARRAY_TYPES[type - 4]);
    } else {
      out.append(type);
    }
  }

  private static void tableSwitch(StringBuilder out, MethodBody body, BranchLabels labels, int pc) {
    int at = body.start + Opcodes.padded(pc);
    long low = Opcodes.i4(body.bytes, at + 4);
    int end = body.start + pc + body.lengthAt(pc);
    out.append("tableswitch").append(padding(body, pc)).append('\n');
    for (int i = at + 12; i + 4 <= end; i += 4) {
      target(out, labels, low++, (long) pc + Opcodes.i4(body.bytes, i));
    }
    out.append(INDENT).append("  default: ").append(labels.to((long) pc + Opcodes.i4(body.bytes, at)));
  }

  private static void lookupSwitch(StringBuilder out, MethodBody body, BranchLabels labels, int pc) {
    int at = body.start + Opcodes.padded(pc);
    int end = body.start + pc + body.lengthAt(pc);
    out.append("lookupswitch").append(padding(body, pc)).append('\n');
    for (int i = at + 8; i + 8 <= end; i += 8) {
      target(out, labels, Opcodes.i4(body.bytes, i), (long) pc + Opcodes.i4(body.bytes, i + 4));
    }
    out.append(INDENT).append("  default: ").append(labels.to((long) pc + Opcodes.i4(body.bytes, at)));
  }

  private static void target(StringBuilder out, BranchLabels labels, long key, long pc) {
    out.append(INDENT).append("  ").append(key).append(": ").append(labels.to(pc)).append('\n');
  }

  private static String padding(MethodBody body, int pc) {
    for (int i = pc + 1; i < Opcodes.padded(pc); i++) {
      if (body.bytes[body.start + i] != 0) {
        return " (padding is not zero)";
      }
    }
    return "";
  }

  private void handlers(StringBuilder out, MethodBody body, BranchLabels labels) {
    for (int i = 0; i < body.handlers.length; i += 4) {
      int type = body.handlers[i + 3];
      out.append("  catch ").append(type == 0 ? "any" : file.pool.name(type))
          .append(" from ").append(labels.to(body.handlers[i]))
          .append(" to ").append(labels.to(body.handlers[i + 1]))
          .append(" at ").append(labels.to(body.handlers[i + 2])).append('\n');
    }
  }
}
