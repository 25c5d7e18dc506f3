package io.github.jdiffscope.format.executable.dotnet;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes method bodies as instructions without offsets; places are named by the instructions behind them. */
final class IlPrinter {
  private static final int LABEL_LENGTH = 4;
  private static final int WIDE = 0xFE;

  private final ByteView view;
  private final ClrNames names;

  IlPrinter(ByteView view, ClrNames names) {
    this.view = view;
    this.names = names;
  }

  /** Appends the body at an offset of the file, without its braces. */
  void print(long at, StringBuilder out) {
    MethodBody body;
    try {
      body = MethodBody.read(view, at);
    } catch (IndexOutOfBoundsException cut) {
      out.append("    (the body is cut off)\n");
      return;
    }
    out.append("    .maxstack ").append(body.maxStack()).append('\n');
    if (body.locals() != 0) {
      locals(body, out);
    }
    Map<Integer, String> labels = labels(body);
    for (int position = body.from(); position < body.to(); ) {
      String label = labels.get(position);
      if (label != null) {
        out.append("  ").append(label).append(":\n");
      }
      position = instruction(body, position, labels, out);
    }
    for (MethodBody.Clause clause : body.clauses()) {
      clause(body, clause, labels, out);
    }
  }

  private void locals(MethodBody body, StringBuilder out) {
    out.append("    .locals ").append(body.initialised() ? "init (" : "(");
    try {
      List<String> types = names.signatures().locals(names.metadata().blob(0x11, body.locals() & 0xFFFFFF, 0));
      out.append(String.join(", ", types));
    } catch (IndexOutOfBoundsException cut) {
      out.append(ClrNames.unknown(body.locals()));
    }
    out.append(")\n");
  }

  private void clause(MethodBody body, MethodBody.Clause clause, Map<Integer, String> labels, StringBuilder out) {
    out.append("    .try ").append(place(body, clause.tryStart(), labels)).append(" to ")
        .append(place(body, clause.tryEnd(), labels));
    switch (clause.kind() & 7) {
      case 0 -> out.append(" catch ").append(names.type(clause.extra()));
      case 1 -> out.append(" filter ").append(place(body, clause.extra(), labels));
      case 2 -> out.append(" finally");
      case 4 -> out.append(" fault");
      default -> out.append(" clause of kind ").append(clause.kind());
    }
    out.append(" handler ").append(place(body, clause.handlerStart(), labels)).append(" to ")
        .append(place(body, clause.handlerEnd(), labels)).append('\n');
  }

  private static String place(MethodBody body, int offset, Map<Integer, String> labels) {
    return offset == body.to() - body.from() ? "the end" : labels.getOrDefault(body.from() + offset, "<outside>");
  }

  /** Appends an instruction and returns where the next one starts. */
  private int instruction(MethodBody body, int start, Map<Integer, String> labels, StringBuilder out) {
    int opcode = opcode(start, body.to());
    int at = start + (opcode >= 256 ? 2 : 1);
    char operand = IlOpcodes.operand(opcode);
    int next = at + IlOpcodes.size(operand);
    out.append("    ").append(IlOpcodes.name(opcode));
    if (next > body.to()) {
      out.append(" (cut off)\n");
      return body.to();
    }
    switch (operand) {
      case 'b' -> out.append(' ').append((byte) view.u8(at));
      case 'B' -> out.append(' ').append(view.u8(at));
      case 'v' -> out.append(' ').append(view.u8(at));
      case 'V' -> out.append(' ').append(view.u16(at));
      case 'i' -> out.append(' ').append(view.i32(at));
      case 'l' -> out.append(' ').append(view.i64(at));
      case 'f' -> out.append(' ').append(Float.intBitsToFloat(view.i32(at)));
      case 'd' -> out.append(' ').append(Double.longBitsToDouble(view.i64(at)));
      case 's' -> out.append(' ').append(jump(body, next + (byte) view.u8(at), labels));
      case 'j' -> out.append(' ').append(jump(body, next + view.i32(at), labels));
      case 't' -> out.append(' ').append(names.member(view.i32(at)));
      case 'u' -> out.append(' ').append(literal(view.i32(at)));
      case 'w' -> next = table(body, at, labels, out);
      default -> { }
    }
    out.append('\n');
    return next;
  }

  private int table(MethodBody body, int at, Map<Integer, String> labels, StringBuilder out) {
    int count = (int) Math.min(view.u32(at), (body.to() - at - 4) / 4);
    int next = at + 4 + 4 * count;
    out.append(" (");
    for (int i = 0; i < count; i++) {
      out.append(i > 0 ? ", " : "").append(jump(body, next + view.i32(at + 4L + 4L * i), labels));
    }
    out.append(')');
    return next;
  }

  private static String jump(MethodBody body, int target, Map<Integer, String> labels) {
    return labels.getOrDefault(target, target == body.to() ? "the end" : "<outside>");
  }

  private String literal(int token) {
    String text;
    try {
      text = names.metadata().literal(token & 0xFFFFFF);
    } catch (IndexOutOfBoundsException cut) {
      return ClrNames.unknown(token);
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return TextLiteral.quoted(utf8, 0, utf8.length);
  }

  private int opcode(int at, int to) {
    int first = view.u8(at);
    return first == WIDE && at + 1 < to ? 256 + view.u8(at + 1) : first;
  }

  private int next(int at, int to) {
    int opcode = opcode(at, to);
    int operand = at + (opcode >= 256 ? 2 : 1);
    char kind = IlOpcodes.operand(opcode);
    long next = (long) operand + IlOpcodes.size(kind);
    if (kind == 'w' && next <= to) {
      next += 4 * Math.min(view.u32(operand), (to - next) / 4);
    }
    return (int) Math.min(to, next);
  }

  private Map<Integer, String> labels(MethodBody body) {
    TreeSet<Integer> targets = new TreeSet<>();
    for (int at = body.from(); at < body.to(); at = next(at, body.to())) {
      targets(body, at, targets);
    }
    for (MethodBody.Clause clause : body.clauses()) {
      for (int offset : new int[] {clause.tryStart(), clause.tryEnd(), clause.handlerStart(), clause.handlerEnd(),
          clause.kind() == 1 ? clause.extra() : 0}) {
        targets.add(body.from() + offset);
      }
    }
    Map<Integer, String> result = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int target : targets) {
      if (target >= body.from() && target < body.to()) {
        String name = name(target, body.to());
        int count = seen.merge(name, 1, Integer::sum);
        result.put(target, count == 1 ? name : name + "_" + count);
      }
    }
    return result;
  }

  private void targets(MethodBody body, int at, TreeSet<Integer> targets) {
    int opcode = opcode(at, body.to());
    int operand = at + (opcode >= 256 ? 2 : 1);
    int next = next(at, body.to());
    switch (IlOpcodes.operand(opcode)) {
      case 's' -> targets.add(next + (operand < body.to() ? (byte) view.u8(operand) : 0));
      case 'j' -> targets.add(next + (operand + 4 <= body.to() ? view.i32(operand) : 0));
      case 'w' -> {
        for (int i = operand + 4; i + 4 <= next; i += 4) {
          targets.add(next + view.i32(i));
        }
      }
      default -> { }
    }
  }

  /** Returns a name made of the next instructions, so that an inserted one does not rename what follows. */
  private String name(int target, int to) {
    int hash = 7;
    int at = target;
    for (int i = 0; i < LABEL_LENGTH && at < to; i++, at = next(at, to)) {
      hash = hash * 31 + opcode(at, to);
    }
    return "." + Integer.toHexString((hash ^ hash >>> 16) & 0xFFFF | 0x10000).substring(1);
  }
}
