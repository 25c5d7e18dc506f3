package io.github.jdiffscope.format.executable.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads x86 code of 64 or 32 bits. */
public final class X86Disassembler implements Disassembler {
  private static final int LEA = 0x8D;
  private static final int LABEL_LENGTH = 4;
  private static final int BEGINNING = 2;

  private final boolean wide;

  public X86Disassembler(boolean wide) {
    this.wide = wide;
  }

  @Override
  public void digest(byte[] code, int from, int to, long address, Operands names, Mixer digest) {
    X86Instruction in = new X86Instruction(wide);
    X86GlobalTable table = new X86GlobalTable(names, wide);
    int length;
    for (int at = from; at < to; at += length) {
      length = in.decode(code, at, to);
      if (length == 0) {
        digest.add(code[at]);
        length = 1;
        continue;
      }
      long here = address + (at - from);
      table.follow(in, here);
      int cut = referenceAt(in, here, names);
      String name = cut == 0 ? null : reference(in, cut, here, address, to - from, names);
      if (name == null && !(cut != 0 && in.relative)) {
        digest.add(code, at, at + length);
      } else {
        digest.add(code, at, cut);
        int size = in.relative ? in.immediateSize : cut == in.displacementAt ? in.displacementSize : in.immediateSize;
        digest.add(code, cut + size, at + length);
        if (name != null) {
          digest.add(name);
        } else {
          digest.add(here + length + in.immediate - address);
        }
      }
    }
  }

  /** Returns where in the code the field stands that refers to another place, or 0. */
  private static int referenceAt(X86Instruction in, long here, Operands names) {
    if (in.relative) {
      return in.immediateAt;
    }
    if (in.makesTable) {
      return in.immediateAt;
    } else if (in.table != 0) {
      return in.displacementAt;
    }
    if (in.displacementSize == 4
        && (in.isRipRelative() || isNamed(in, here, in.displacementAt, 4, in.displacement, names))) {
      return in.displacementAt;
    }
    if (in.immediateSize >= 4 && isNamed(in, here, in.immediateAt, in.immediateSize, in.immediate, names)) {
      return in.immediateAt;
    }
    return 0;
  }

  private static boolean isNamed(X86Instruction in, long here, int at, int size, long value, Operands names) {
    return names.isRelocated(here + at - in.start, here + in.length, size) || names.absolute(value) != null;
  }

  /** Returns the name of the place an instruction refers to; null if it jumps inside its own function. */
  private static String reference(X86Instruction in, int at, long here, long function, int size, Operands names) {
    if (in.makesTable) {
      return "_GLOBAL_OFFSET_TABLE_";
    } else if (in.table != 0) {
      boolean indexed = in.sib >= 0 && (in.sib >> 3 & 7) != 4;
      return names.data(in.table + in.displacement & 0xFFFF_FFFFL, indexed ? 0 : loadSize(in));
    }
    boolean displaced = !in.relative && at == in.displacementAt;
    String relocated = names.relocated(here + at - in.start, here + in.length,
        in.relative || !displaced ? in.immediateSize : in.displacementSize);
    if (relocated != null) {
      return relocated;
    }
    if (in.relative) {
      long target = here + in.length + in.immediate;
      return target >= function && target < function + size ? null : names.code(target);
    }
    if (displaced && in.isRipRelative()) {
      return names.data(here + in.length + in.displacement, loadSize(in));
    }
    return names.absolute(displaced ? in.displacement : in.immediate);
  }

  /** Returns how many bytes an instruction reads at its memory operand, about; 0 for an address taken. */
  private static int loadSize(X86Instruction in) {
    if (in.map == 0) {
      return in.opcode == LEA ? 0 : in.rexW() ? 8 : (in.opcode & 1) == 0 ? 1 : 4;
    }
    return in.vectorLength == 2 ? 64 : in.vectorLength == 1 ? 32 : in.repeat ? 4 : in.repeatNot ? 8 : 16;
  }

  @Override
  public void print(byte[] code, int from, int to, long address, Operands names, StringBuilder out) {
    X86Instruction in = new X86Instruction(wide);
    X86Printer printer = new X86Printer(in, out);
    Map<Integer, String> labels = labels(code, from, to);
    X86GlobalTable table = new X86GlobalTable(names, wide);
    int length;
    for (int at = from; at < to; at += length) {
      length = Math.max(1, in.decode(code, at, to));
      String label = labels.get(at);
      if (label != null) {
        out.append("  ").append(label).append(":\n");
      }
      out.append("    ");
      if (in.length == 0) {
        out.append("(bad) ").append(hex(code[at])).append('\n');
        continue;
      }
      long here = address + (at - from);
      table.follow(in, here);
      int cut = referenceAt(in, here, names);
      String name = cut == 0 ? null : reference(in, cut, here, address, to - from, names);
      if (name == null && in.relative) {
        name = labels.get((int) (at + length + in.immediate));
      }
      printer.print(name, cut);
      out.append('\n');
    }
  }

  @Override
  public List<Step> steps(List<CodeRange> ranges, Operands names) {
    List<Step> steps = new ArrayList<>();
    X86Instruction in = new X86Instruction(wide);
    StringBuilder text = new StringBuilder();
    X86Printer printer = new X86Printer(in, text);
    int[] events = new int[64];
    X86GlobalTable table = new X86GlobalTable(names, wide);
    for (CodeRange range : ranges) {
      for (int at = range.from(); at < range.to(); at += Math.max(1, in.length)) {
        long here = range.address() + (at - range.from());
        text.setLength(0);
        boolean good = in.decode(range.code(), at, range.to()) > 0;
        table.follow(in, here);
        Step step = good ? step(in, here, ranges, names, printer, text)
            : new Step(here, "(bad) " + hex(range.code()[at]), Step.Flow.NEXT, -1, null, 0);
        events = steps.size() == events.length ? Arrays.copyOf(events, events.length * 2) : events;
        events[steps.size()] = wide && good ? X86Arguments.event(in, step) : 0;
        steps.add(step);
      }
    }
    if (wide && MessageLines.isNeeded(steps)) {
      X86Arguments.takeLinesOut(steps, events);
    }
    return steps;
  }

  private static Step step(X86Instruction in, long here, List<CodeRange> ranges, Operands names, X86Printer printer,
      StringBuilder text) {
    int shape = shape(in);
    if (X86Flow.isPadding(in)) {
      return new Step(here, "nop", Step.Flow.PADDING, -1, null, shape);
    }
    long inner = X86Flow.innerTarget(in, here, ranges, names);
    int at = referenceAt(in, here, names);
    String name = at == 0 ? null : inner != -1 ? "" : reference(in, at, here, 0, 0, names);
    printer.print(name, at);
    String said = text.toString();
    boolean jumps = inner != -1 && !X86Flow.isCall(in);
    if (inner != -1 && !jumps) {
      said += names.code(inner); // a function that calls itself
    }
    return new Step(here, said, X86Flow.of(in, jumps), jumps ? inner : -1, jumps ? X86Flow.inverse(in) : null, shape);
  }

  @Override
  public int beginning(byte[] code, int at, int to) {
    X86Instruction in = new X86Instruction(wide);
    int hash = 7;
    int position = at;
    for (int i = 0; i < BEGINNING && position < to && in.decode(code, position, to) > 0; i++) {
      hash = hash * 31 + shape(in);
      position += in.length;
    }
    return hash;
  }

  private static int shape(X86Instruction in) {
    int end = in.displacementSize > 0 ? in.displacementAt : in.immediateSize > 0 ? in.immediateAt : in.start + in.length;
    int hash = 7;
    if (X86Flow.isConditional(in)) {
      return 5; // taken or not depends on the layout
    }
    for (int j = in.start; j < end; j++) {
      hash = hash * 31 + in.code[j];
    }
    return hash;
  }

  /**
   * Returns the labels of a function by position. A label is named by the instructions behind it, not by a number: an
   * inserted one must not rename those that follow.
   */
  private Map<Integer, String> labels(byte[] code, int from, int to) {
    X86Instruction in = new X86Instruction(wide);
    TreeSet<Integer> targets = new TreeSet<>();
    for (int at = from; at < to; at += Math.max(1, in.length)) {
      if (in.decode(code, at, to) > 0 && in.relative) {
        long target = at + in.length + in.immediate;
        if (target >= from && target < to) {
          targets.add((int) target);
        }
      }
    }
    Map<Integer, String> result = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int target : targets) {
      String name = "." + Integer.toHexString(shape(in, code, target, to) & 0xFFFF | 0x10000).substring(1);
      int count = seen.merge(name, 1, Integer::sum);
      result.put(target, count == 1 ? name : name + "_" + count);
    }
    return result;
  }

  /** Returns a hash of the next four instructions without places and numbers: source lines in error calls shift, too. */
  private static int shape(X86Instruction in, byte[] code, int at, int to) {
    int hash = 7;
    for (int i = 0; i < LABEL_LENGTH && at < to && in.decode(code, at, to) > 0; i++, at += in.length) {
      int end = in.displacementSize > 0 ? in.displacementAt : in.immediateSize > 0 ? in.immediateAt : at + in.length;
      for (int j = at; j < end; j++) {
        hash = hash * 31 + code[j];
      }
    }
    return hash ^ hash >>> 16;
  }

  private static String hex(byte value) {
    return Integer.toHexString(value & 0xFF | 0x100).substring(1);
  }
}
