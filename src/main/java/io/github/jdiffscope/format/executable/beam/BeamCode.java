package io.github.jdiffscope.format.executable.beam;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.executable.code.Mixer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The code of a module by function; labels are named by the instructions behind them, lines are left out. */
final class BeamCode {
  private static final int LABEL = 1;
  private static final int FUNCTION = 2;
  private static final int END = 3;
  private static final int LINE = 153;
  private static final int EXECUTABLE_LINE = 183;
  private static final int LABEL_LENGTH = 4;
  private static final int ITEM_LIMIT = 1_000_000;
  private static final int DEPTH_LIMIT = 8;

  /** An operand: a letter for its kind, as the assembler has them. */
  private record Operand(char kind, long value, String text, List<Operand> items) {}

  private record Instruction(int opcode, List<Operand> operands) {}

  private final BeamModule module;
  private final byte[] code;
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Long, String> functions = new HashMap<>();
  private final StringBuilder lines = new StringBuilder();
  private int at;
  private int items;
  private String damage = "";

  /** Reads a chunk: its head's size, version, highest opcode, counts of labels and functions, then the instructions. */
  BeamCode(BeamModule module, byte[] chunk) {
    this.module = module;
    this.code = chunk;
    at = chunk.length < 4 ? chunk.length : 4 + (int) Math.min(chunk.length, (chunk[2] & 0xFF) << 8 | chunk[3] & 0xFF);
    try {
      read();
    } catch (IndexOutOfBoundsException broken) {
      damage = "code is not understood from byte " + at + " on: " + broken.getMessage();
    }
    for (int i = 0; i + 1 < instructions.size(); i++) {
      Instruction next = instructions.get(i + 1);
      if (instructions.get(i).opcode() == FUNCTION && next.opcode() == LABEL) {
        functions.put(next.operands().get(0).value(), function(instructions.get(i)));
      }
    }
  }

  private void read() {
    while (at < code.length) {
      int opcode = u8();
      if (!BeamOpcodes.isKnown(opcode)) {
        throw new IndexOutOfBoundsException("there is no instruction " + opcode);
      }
      List<Operand> operands = new ArrayList<>(4);
      for (int i = BeamOpcodes.arity(opcode); i > 0; i--) {
        operands.add(operand(0));
      }
      instructions.add(new Instruction(opcode, operands));
      if (opcode == END) {
        return;
      }
    }
  }

  private int u8() {
    if (at >= code.length) {
      throw new IndexOutOfBoundsException("byte " + at);
    }
    return code[at++] & 0xFF;
  }

  /** Reads a compact term: kind in the lowest 3 bits, then a value of 4, 11 or more bits. */
  private Operand operand(int depth) {
    int first = u8();
    char kind = "uiaxyfhz".charAt(first & 7);
    if (++items > ITEM_LIMIT * 10 || depth > DEPTH_LIMIT) {
      throw new IndexOutOfBoundsException("too many operands");
    }
    if (kind != 'z') {
      return new Operand(kind, value(first, kind), "", List.of());
    }
    return switch (first >> 4) {
      case 1 -> list(1, depth);
      case 2 -> new Operand('r', operand(depth + 1).value(), "", List.of());
      case 3 -> list(2, depth);
      case 4 -> new Operand('q', operand(depth + 1).value(), "", List.of());
      case 5 -> {
        Operand register = operand(depth + 1);
        operand(depth + 1);
        yield register;
      }
      default -> throw new IndexOutOfBoundsException("operand of kind " + (first >> 4));
    };
  }

  private Operand list(int width, int depth) {
    long count = operand(depth + 1).value() * width;
    if (count < 0 || count > code.length - at) {
      throw new IndexOutOfBoundsException("a list of " + count);
    }
    List<Operand> values = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      values.add(operand(depth + 1));
    }
    return new Operand('l', 0, "", values);
  }

  private long value(int first, char kind) {
    if ((first & 8) == 0) {
      return first >> 4;
    } else if ((first & 16) == 0) {
      return (long) (first & 0xE0) << 3 | u8();
    }
    int length = (first >> 5) + 2;
    if (length == 9) {
      length = (int) Math.min(code.length, operand(DEPTH_LIMIT).value() + 9);
    }
    long value = kind == 'i' && at < code.length && code[at] < 0 ? -1 : 0;
    long folded = 0;
    for (int i = 0; i < length; i++) {
      folded ^= i >= 8 ? value >>> 56 : 0;
      value = value << 8 | u8();
    }
    return length > 8 ? value * 31 + folded * 0x9E3779B97F4A7C15L : value;
  }

  private String function(Instruction info) {
    return module.atom(info.operands().get(1).value()) + "/" + info.operands().get(2).value();
  }

  /** Returns what could not be read, "" if all was. */
  String damage() {
    return damage;
  }

  /** Returns the numbers of line entries by function. */
  CharSequence lines() {
    return lines;
  }

  List<Block> blocks() {
    List<Block> result = new ArrayList<>();
    int start = 0;
    while (start < instructions.size()) {
      int info = start;
      while (info < instructions.size() && instructions.get(info).opcode() != FUNCTION) {
        info++;
      }
      int end = info + 1;
      while (end < instructions.size() && instructions.get(end).opcode() != FUNCTION) {
        end++;
      }
      // The label and the line before a function's head are its own.
      while (end < instructions.size() && end > info + 1 && isHead(instructions.get(end - 1).opcode())) {
        end--;
      }
      if (info < instructions.size()) {
        result.add(block(function(instructions.get(info)), start, Math.min(end, instructions.size())));
      }
      start = end;
    }
    return result;
  }

  private static boolean isHead(int opcode) {
    return opcode == LABEL || opcode == LINE || opcode == EXECUTABLE_LINE;
  }

  private Block block(String name, int from, int to) {
    lines.append(name).append(':');
    for (int i = from; i < to; i++) {
      if (instructions.get(i).opcode() == LINE) {
        lines.append(' ').append(instructions.get(i).operands().get(0).value());
      }
    }
    lines.append('\n');
    Mixer digest = new Mixer();
    digest.addText(text(name, from, to));
    return new Block(name, digest.toString(), () -> text(name, from, to));
  }

  private CharSequence text(String name, int from, int to) {
    StringBuilder out = new StringBuilder("function " + name + ":\n");
    Map<Long, String> labels = labels(from, to);
    for (int i = from; i < to; i++) {
      Instruction instruction = instructions.get(i);
      if (instruction.opcode() == LABEL) {
        String label = labels.get(instruction.operands().get(0).value());
        out.append(label == null ? "" : "  " + label + ":\n");
      } else if (instruction.opcode() != LINE && instruction.opcode() != END) {
        instruction(instruction, labels, out);
      }
    }
    return out;
  }

  private Map<Long, String> labels(int from, int to) {
    TreeSet<Long> used = new TreeSet<>();
    for (int i = from; i < to; i++) {
      if (instructions.get(i).opcode() != LABEL) {
        instructions.get(i).operands().forEach(operand -> collect(operand, used));
      }
    }
    Map<Long, String> result = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = from; i < to; i++) {
      Instruction instruction = instructions.get(i);
      long number = instruction.opcode() == LABEL ? instruction.operands().get(0).value() : 0;
      if (number != 0 && used.contains(number)) {
        String name = name(i, to);
        int count = seen.merge(name, 1, Integer::sum);
        result.put(number, count == 1 ? name : name + "_" + count);
      }
    }
    return result;
  }

  private static void collect(Operand operand, TreeSet<Long> used) {
    if (operand.kind() == 'f') {
      used.add(operand.value());
    }
    operand.items().forEach(item -> collect(item, used));
  }

  private String name(int index, int to) {
    int hash = 7;
    int count = 0;
    for (int i = index; i < to && count < LABEL_LENGTH; i++) {
      if (!isHead(instructions.get(i).opcode())) {
        hash = hash * 31 + instructions.get(i).opcode();
        count++;
      }
    }
    return "." + Integer.toHexString((hash ^ hash >>> 16) & 0xFFFF | 0x10000).substring(1);
  }

  private void instruction(Instruction instruction, Map<Long, String> labels, StringBuilder out) {
    String name = BeamOpcodes.name(instruction.opcode());
    out.append("    ").append(name);
    List<Operand> operands = instruction.operands();
    for (int i = 0; i < operands.size(); i++) {
      out.append(i > 0 ? ", " : " ");
      boolean imported = name.startsWith("call_ext") && i == 1 || name.equals("bif0") && i == 0
          || (name.equals("bif1") || name.equals("bif2")) && i == 1 || name.startsWith("gc_bif") && i == 2;
      boolean lambda = (name.equals("make_fun2") || name.equals("make_fun3")) && i == 0;
      if (imported && operands.get(i).kind() == 'u') {
        out.append(module.imported(operands.get(i).value()));
      } else if (lambda) {
        out.append("fun ").append(module.lambda(operands.get(i).value()));
      } else {
        operand(operands.get(i), labels, out);
      }
    }
    out.append('\n');
  }

  private void operand(Operand operand, Map<Long, String> labels, StringBuilder out) {
    long value = operand.value();
    switch (operand.kind()) {
      case 'a' -> out.append(module.atom(value));
      case 'f' -> {
        String function = functions.get(value);
        out.append(value == 0 ? "fail" : function != null ? function : labels.getOrDefault(value, "<label>"));
      }
      case 'q' -> out.append(module.literal(value));
      case 'x', 'y' -> out.append(operand.kind()).append(value);
      case 'r' -> out.append("fr").append(value);
      case 'l' -> {
        out.append('[');
        for (int i = 0; i < operand.items().size(); i++) {
          out.append(i > 0 ? ", " : "");
          operand(operand.items().get(i), labels, out);
        }
        out.append(']');
      }
      default -> out.append(value);
    }
  }
}
