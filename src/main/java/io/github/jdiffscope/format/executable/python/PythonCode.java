package io.github.jdiffscope.format.executable.python;

import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.List;

/** Writes code objects as {@code dis} does, without line numbers and offsets. */
final class PythonCode {
  private static final String[] COMPARISONS = {"<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not",
      "exception match", "BAD"};

  private final int minor;
  private final PythonOpcodes opcodes;

  PythonCode(int minor, PythonOpcodes opcodes) {
    this.minor = minor;
    this.opcodes = opcodes;
  }

  String text(String path, CodeObject code) {
    StringBuilder out = new StringBuilder(1024);
    out.append("code ").append(path).append(":\n  ").append(counts(code.numbers())).append('\n');
    list("constants", code.constants(), out);
    list("names", code.names(), out);
    list("locals", code.locals(), out);
    list("free variables", code.free(), out);
    list("cells", code.cells(), out);
    instructions(code, out);
    if (code.exceptions().length > 0) {
      out.append("  exception table: ").append(TextLiteral.hex(code.exceptions(), 0, code.exceptions().length)).append('\n');
    }
    return out.toString();
  }

  private String counts(long[] numbers) {
    String[] names = minor < 0 ? new String[] {"arguments", "locals", "stack", "flags"}
        : minor < 8 ? new String[] {"arguments", "keyword-only", "locals", "stack", "flags"}
        : minor < 11 ? new String[] {"arguments", "positional-only", "keyword-only", "locals", "stack", "flags"}
        : new String[] {"arguments", "positional-only", "keyword-only", "stack", "flags"};
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      out.append(i > 0 ? ", " : "").append(names[i]).append(' ')
          .append(names[i].equals("flags") ? "0x" + Long.toHexString(numbers[i]) : Long.toString(numbers[i]));
    }
    return out.toString();
  }

  private static void list(String title, List<Object> values, StringBuilder out) {
    if (values.isEmpty()) {
      return;
    }
    out.append("  ").append(title).append(":\n");
    for (Object value : values) {
      out.append("    ");
      MarshalReader.write(value, out);
      out.append('\n');
    }
  }

  private void instructions(CodeObject code, StringBuilder out) {
    out.append("  instructions:\n");
    byte[] bytes = code.code();
    boolean words = minor >= 6;
    int argument = 0;
    for (int at = 0; at < bytes.length;) {
      int opcode = bytes[at] & 0xFF;
      boolean has = words || opcode >= 90;
      int size = words ? 2 : has ? 3 : 1;
      int low = !has || at + size > bytes.length ? 0
          : words ? bytes[at + 1] & 0xFF : bytes[at + 1] & 0xFF | (bytes[at + 2] & 0xFF) << 8;
      argument = argument << (words ? 8 : 16) | low;
      at += size;
      String name = opcodes.name(opcode);
      if (name.equals("EXTENDED_ARG")) {
        continue;
      }
      // Inline caches are empty in a file.
      if (!(name.equals("CACHE") && argument == 0)) {
        out.append("    ").append(name);
        argument(code, opcode, name, argument, has, out);
        out.append('\n');
      }
      argument = 0;
    }
  }

  private void argument(CodeObject code, int opcode, String name, int argument, boolean has, StringBuilder out) {
    if (!has || minor >= 6 && argument == 0 && opcodes.kind(opcode) <= ' ') {
      return;
    }
    switch (opcodes.kind(opcode)) {
      case 'c' -> {
        out.append(' ');
        MarshalReader.write(argument >= 0 && argument < code.constants().size() ? code.constants().get(argument)
            : "<" + argument + ">", out);
      }
      case 'n' -> name(code, name, argument, out);
      case 'l' -> local(code, name, argument, out);
      case 'f' -> out.append(' ').append(minor >= 11 ? code.local(argument)
          : argument < code.cells().size() ? CodeObject.at(code.cells(), argument)
          : CodeObject.at(code.free(), argument - code.cells().size()));
      case 'm' -> {
        int index = minor >= 13 ? argument >> 5 : minor >= 12 ? argument >> 4 : argument;
        out.append(' ').append(index >= 0 && index < COMPARISONS.length ? COMPARISONS[index] : "").append(" (")
            .append(argument).append(')');
      }
      case 'r' -> out.append(name.contains("BACKWARD") ? " back " : " on ").append(argument);
      case 'a' -> out.append(" to ").append(argument);
      default -> out.append(' ').append(argument);
    }
  }

  private void name(CodeObject code, String name, int argument, StringBuilder out) {
    int shift = name.equals("LOAD_GLOBAL") && minor >= 11 || name.equals("LOAD_ATTR") && minor >= 12 ? 1
        : name.equals("LOAD_SUPER_ATTR") ? 2 : 0;
    out.append(' ').append(CodeObject.at(code.names(), argument >> shift));
    if (shift > 0 && (argument & (1 << shift) - 1) != 0) {
      out.append(" + ").append(argument & (1 << shift) - 1);
    }
  }

  private void local(CodeObject code, String name, int argument, StringBuilder out) {
    boolean two = minor >= 13 && (name.indexOf("_FAST_", 3) != name.lastIndexOf("_FAST_")
        || name.equals("STORE_FAST_LOAD_FAST") || name.equals("LOAD_FAST_LOAD_FAST"));
    if (two) {
      out.append(' ').append(code.local(argument >> 4)).append(", ").append(code.local(argument & 15));
    } else {
      out.append(' ').append(code.local(argument));
    }
  }
}
