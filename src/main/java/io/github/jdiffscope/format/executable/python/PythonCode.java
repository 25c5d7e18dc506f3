package io.github.jdiffscope.format.executable.python;

import java.util.List;
import java.util.Map;

/** Writes code objects as {@code dis} does, without line numbers and offsets. */
final class PythonCode {
  private static final String[] COMPARISONS = {"<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "is not",
      "exception match", "BAD"};

  private static final int LOCAL = 0x20;
  private static final String[] NONE = {};
  private static final Map<String, String[]> SELECTING = Map.of("BINARY_OP",
      ("+ & // << @ * % | ** >> - / ^ += &= //= <<= @= *= %= |= **= >>= -= /= ^= []").split(" "), "IS_OP",
      new String[] {"is", "is not"}, "CONTAINS_OP", new String[] {"in", "not in"}, "CONVERT_VALUE",
      new String[] {"none", "str", "repr", "ascii"}, "CALL_INTRINSIC_1", ("invalid print import-star stopiteration-error "
          + "async-gen-wrap unary-positive list-to-tuple typevar paramspec typevartuple subscript-generic typealias").split(" "),
      "CALL_INTRINSIC_2", ("invalid prep-reraise-star typevar-with-bound typevar-with-constraints set-function-type-params "
          + "set-typeparam-default").split(" "), "LOAD_SPECIAL", "__enter__ __exit__ __aenter__ __aexit__".split(" "),
      "LOAD_COMMON_CONSTANT", "AssertionError NotImplementedError tuple all any".split(" "));

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
    locals(code, out);
    list("free variables", code.free(), out);
    list("cells", code.cells(), out);
    instructions(code, out);
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

  /** Local variables; from 3.11 on cells and free variables are among them. */
  private static void locals(CodeObject code, StringBuilder out) {
    List<Object> values = code.locals();
    out.append(values.isEmpty() ? "" : "  locals:\n");
    for (int i = 0; i < values.size(); i++) {
      out.append("    ");
      MarshalReader.write(values.get(i), out);
      int kind = i < code.kinds().length ? code.kinds()[i] & 0xE0 : LOCAL;
      out.append((kind & 0x80) != 0 ? " free" : "").append((kind & 0x40) != 0 ? " cell" : "")
          .append((kind & 0xC0) != 0 && (kind & LOCAL) != 0 ? " local" : "")
          .append(i < code.kinds().length && (code.kinds()[i] & 0x10) != 0 ? " hidden" : "").append('\n');
    }
  }

  private void instructions(CodeObject code, StringBuilder out) {
    out.append("  instructions:\n");
    List<PythonTables.Handler> handlers = PythonTables.handlers(code.exceptions());
    PythonInstructions instructions = new PythonInstructions(minor, opcodes, code.code(), handlers);
    for (PythonInstructions.Step step : instructions.steps()) {
      String label = instructions.label(step.start());
      if (label != null) {
        out.append("   ").append(label).append(":\n");
      }
      out.append("    ").append(step.name());
      if (step.target() >= 0) {
        out.append(" to ").append(instructions.place(step.target()));
      } else {
        argument(code, step.opcode(), step.name(), step.argument(), step.has(), out);
      }
      out.append('\n');
    }
    for (PythonTables.Handler handler : handlers) {
      out.append("    handler of ").append(instructions.place(handler.start())).append(" to ")
          .append(instructions.place(handler.end())).append(" at ").append(instructions.place(handler.target()))
          .append(" depth ").append(handler.depth()).append(handler.lasti() ? " lasti" : "").append('\n');
    }
  }

  private void argument(CodeObject code, int opcode, String name, int argument, boolean has, StringBuilder out) {
    if (!has || minor >= 6 && argument == 0 && opcodes.kind(opcode) <= ' ' && !SELECTING.containsKey(name)) {
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
      default -> selected(name, argument, out);
    }
  }

  /** Appends an argument that selects one of several operations by what it selects. */
  private static void selected(String name, int argument, StringBuilder out) {
    String[] words = SELECTING.getOrDefault(name, NONE);
    out.append(' ').append(argument);
    if (argument >= 0 && argument < words.length) {
      out.append(" (").append(words[argument]).append(')');
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
    boolean two = minor >= 13 && name.indexOf("_FAST") != name.lastIndexOf("_FAST");
    if (two) {
      out.append(' ').append(code.local(argument >> 4)).append(", ").append(code.local(argument & 15));
    } else {
      out.append(' ').append(code.local(argument));
    }
  }
}
