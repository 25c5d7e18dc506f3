package io.github.jdiffscope.format.executable.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The instructions of a code object, with the places they jump to named by the instructions there. */
final class PythonInstructions {
  private static final int LABEL_LENGTH = 4;

  /**
   * One instruction.
   *
   * @param next where the one behind it starts, inline caches left out
   * @param target where it jumps to, -1 if it does not
   */
  record Step(int start, int next, int opcode, String name, int argument, boolean has, int target) {}

  private final int minor;
  private final PythonOpcodes opcodes;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, String> labels = new HashMap<>();
  private final Map<Integer, Integer> indexes = new HashMap<>();

  PythonInstructions(int minor, PythonOpcodes opcodes, byte[] code, List<PythonTables.Handler> handlers) {
    this.minor = minor;
    this.opcodes = opcodes;
    read(code);
    TreeSet<Integer> targets = new TreeSet<>();
    for (Step step : steps) {
      targets.add(step.target());
    }
    for (PythonTables.Handler handler : handlers) {
      targets.add(handler.start());
      targets.add(handler.end());
      targets.add(handler.target());
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int target : targets) {
      Integer index = indexes.get(target);
      if (index != null) {
        String name = name(index);
        int count = seen.merge(name, 1, Integer::sum);
        labels.put(target, count == 1 ? name : name + "_" + count);
      }
    }
  }

  private void read(byte[] code) {
    boolean words = minor >= 6;
    int argument = 0;
    int start = 0;
    for (int at = 0; at < code.length; ) {
      int opcode = code[at] & 0xFF;
      boolean has = words || opcode >= 90;
      int size = words ? 2 : has ? 3 : 1;
      int low = !has || at + size > code.length ? 0
          : words ? code[at + 1] & 0xFF : code[at + 1] & 0xFF | (code[at + 2] & 0xFF) << 8;
      argument = argument << (words ? 8 : 16) | low;
      at += size;
      String name = opcodes.name(opcode);
      if (name.equals("EXTENDED_ARG")) {
        continue;
      }
      int next = at;
      // Inline caches are empty in a file.
      while (minor >= 11 && next + 1 < code.length && code[next] == 0 && code[next + 1] == 0) {
        next += 2;
      }
      indexes.put(start, steps.size());
      steps.add(new Step(start, next, opcode, name, argument, has, target(opcode, name, argument, minor >= 12 ? next : at)));
      argument = 0;
      at = next;
      start = at;
    }
  }

  /** Jumps count bytes, from 3.10 on words; relative ones from the next instruction, from 3.12 on behind its caches. */
  private int target(int opcode, String name, int argument, int next) {
    int unit = minor >= 10 ? 2 : 1;
    boolean back = name.contains("BACKWARD") || minor >= 14 && name.equals("END_ASYNC_FOR");
    return switch (opcodes.kind(opcode)) {
      case 'r' -> back ? next - argument * unit : next + argument * unit;
      case 'a' -> argument * unit;
      default -> -1;
    };
  }

  /** Returns a name made of the next instructions, so that an inserted one does not rename what follows. */
  private String name(int index) {
    int hash = 7;
    for (int i = index; i < Math.min(steps.size(), index + LABEL_LENGTH); i++) {
      hash = hash * 31 + steps.get(i).opcode();
    }
    return "." + Integer.toHexString((hash ^ hash >>> 16) & 0xFFFF | 0x10000).substring(1);
  }

  List<Step> steps() {
    return steps;
  }

  /** Returns the label of a place, null if nothing refers to it. */
  String label(int place) {
    return labels.get(place);
  }

  /** Returns the label of a place that is referred to. */
  String place(int place) {
    String label = labels.get(place);
    return label != null ? label : !steps.isEmpty() && place == steps.get(steps.size() - 1).next() ? "the end" : "<outside>";
  }
}
