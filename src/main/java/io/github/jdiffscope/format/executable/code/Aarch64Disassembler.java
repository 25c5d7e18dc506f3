package io.github.jdiffscope.format.executable.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads AArch64 code. */
public final class Aarch64Disassembler implements Disassembler {
  private static final int LABEL_LENGTH = 4;
  private static final int ANCHOR_REACH = 28;
  private static final int NOP = 0xD503201F;
  /** Says nothing of any place. */
  private static final Operands NO_NAMES = new Operands() {
    @Override
    public String code(long target) {
      return "";
    }

    @Override
    public String data(long target, int size) {
      return "";
    }

    @Override
    public String relocated(long address, long next, int size) {
      return null;
    }

    @Override
    public String absolute(long value) {
      return null;
    }
  };

  @Override
  public void digest(byte[] code, int from, int to, long address, Operands names, Mixer digest) {
    Aarch64Instruction in = new Aarch64Instruction(names);
    for (int at = from; at + 4 <= to; at += 4) {
      in.read(word(code, at), address + (at - from), address, to - from, isAnchor(code, at, to));
      digest.add(in.shape());
      if (in.name() != null) {
        digest.add(in.name());
      } else if (in.isBranch()) {
        digest.add(in.target() - address);
      }
    }
    digest.add(code, to - (to - from) % 4, to);
  }

  @Override
  public void print(byte[] code, int from, int to, long address, Operands names, StringBuilder out) {
    Map<Long, String> labels = labels(code, from, to, address, names);
    Aarch64Instruction in = new Aarch64Instruction(names);
    for (int at = from; at + 4 <= to; at += 4) {
      long here = address + (at - from);
      String label = labels.get(here);
      if (label != null) {
        out.append("  ").append(label).append(":\n");
      }
      in.read(word(code, at), here, address, to - from, isAnchor(code, at, to));
      String name = in.name() == null && in.isBranch() ? labels.get(in.target()) : in.name();
      out.append("    ");
      Aarch64Printer.print(in, name, out);
      out.append('\n');
    }
  }

  @Override
  public List<Step> steps(List<CodeRange> ranges, Operands names) {
    List<Step> steps = new ArrayList<>();
    Aarch64Instruction in = new Aarch64Instruction(names);
    StringBuilder text = new StringBuilder();
    for (CodeRange range : ranges) {
      for (int at = range.from(); at + 4 <= range.to(); at += 4) {
        long here = range.address() + (at - range.from());
        in.read(word(range.code(), at), here, here, 0, isAnchor(range.code(), at, range.to()));
        text.setLength(0);
        steps.add(step(in, here, ranges, names, text));
      }
    }
    if (MessageLines.isNeeded(steps)) {
      Aarch64Arguments lines = new Aarch64Arguments(steps);
      followed(ranges, lines);
      followed(ranges, lines);
    }
    return steps;
  }

  private static void followed(List<CodeRange> ranges, Aarch64Arguments lines) {
    int index = 0;
    for (CodeRange range : ranges) {
      for (int at = range.from(); at + 4 <= range.to(); at += 4) {
        lines.follow(word(range.code(), at), index++);
      }
    }
  }

  /** Returns whether an ADD makes an address that a later ADD to the same register moves on from (section anchors of GCC). */
  private static boolean isAnchor(byte[] code, int at, int to) {
    int word = word(code, at);
    if ((word & 0xFFC00000) != 0x91000000) {
      return false;
    }
    int moves = 0x91000000 | word & 31 | (word & 31) << 5;
    for (int i = at + 4; i + 4 <= Math.min(to, at + ANCHOR_REACH); i += 4) {
      if ((word(code, i) & 0xFFC003FF) == moves) {
        return true;
      }
    }
    return false;
  }

  private static Step step(Aarch64Instruction in, long here, List<CodeRange> ranges, Operands names, StringBuilder text) {
    int word = in.word();
    boolean call = (word & 0xFC000000) == 0x94000000;
    boolean jump = (word & 0xFC000000) == 0x14000000;
    if (word == NOP || word == 0) {
      return new Step(here, "nop", Step.Flow.PADDING, -1, null, word);
    }
    long target = !in.isBranch() || call ? -1 : !names.isRelocated(here, here, 4) ? in.target()
        : names.relocatedTarget(here, here);
    if (target != -1 && CodeRange.anyContains(ranges, target)) {
      Aarch64Printer.print(in, "", text);
      String said = text.toString();
      return new Step(here, said, jump ? Step.Flow.JUMP : Step.Flow.BRANCH, target, jump ? null : inverse(word, said),
          jump ? in.shape() : in.shape() & ~0x0100000F);
    }
    Aarch64Printer.print(in, in.name(), text);
    boolean register = (word & 0xFE1FFC1F) == 0xD61F0000 && (word >> 21 & 15) != 1;
    boolean ends = jump || register || (word & 0xFFE0001F) == 0xD4200000;
    return new Step(here, text.toString(), ends ? Step.Flow.END : Step.Flow.NEXT, -1, null,
        withoutNumbers(in.shape()));
  }

  /** Returns an instruction without the numbers of moves, additions, loads and stores: lines and offsets shift, too. */
  private static int withoutNumbers(int word) {
    if ((word & 0x1F800000) == 0x12800000) {
      return word & ~0x001FFFE0;
    }
    return (word & 0x1F000000) == 0x11000000 || (word & 0x3B000000) == 0x39000000 ? word & ~0x003FFC00 : word;
  }

  private static String inverse(int word, String text) {
    if ((word & 0xFF000000) == 0x54000000) {
      return (word & 15) < 14 ? Aarch64Printer.condition(word ^ 1) : null;
    }
    return (word & 0x01000000) == 0 ? text.replaceFirst("bz ", "bnz ") : text.replaceFirst("bnz ", "bz ");
  }

  @Override
  public int beginning(byte[] code, int at, int to) {
    int hash = 7;
    Aarch64Instruction in = new Aarch64Instruction(NO_NAMES);
    for (int position = at; position >= 0 && position + 4 <= Math.min(to, at + 8); position += 4) {
      in.read(word(code, position), 0, 0, 0, false);
      hash = hash * 31 + withoutNumbers(in.shape());
    }
    return hash;
  }

  private static Map<Long, String> labels(byte[] code, int from, int to, long address, Operands names) {
    Aarch64Instruction in = new Aarch64Instruction(names);
    TreeSet<Long> targets = new TreeSet<>();
    for (int at = from; at + 4 <= to; at += 4) {
      in.read(word(code, at), address + (at - from), address, to - from, isAnchor(code, at, to));
      if (in.isBranch() && in.name() == null) {
        targets.add(in.target());
      }
    }
    Map<Long, String> result = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (long target : targets) {
      int hash = 7;
      int start = from + (int) (target - address);
      for (int at = start; at + 4 <= Math.min(to, start + 4 * LABEL_LENGTH); at += 4) {
        in.read(word(code, at), address + (at - from), address, to - from, isAnchor(code, at, to));
        hash = hash * 31 + in.shape();
      }
      String name = "." + Integer.toHexString((hash ^ hash >>> 16) & 0xFFFF | 0x10000).substring(1);
      int count = seen.merge(name, 1, Integer::sum);
      result.put(target, count == 1 ? name : name + "_" + count);
    }
    return result;
  }

  /** Instructions are little-endian whatever the data is (Arm ARM, B2.6.2). */
  private static int word(byte[] code, int at) {
    return code[at] & 0xFF | (code[at + 1] & 0xFF) << 8 | (code[at + 2] & 0xFF) << 16 | code[at + 3] << 24;
  }
}
