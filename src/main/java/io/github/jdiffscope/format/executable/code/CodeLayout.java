package io.github.jdiffscope.format.executable.code;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a function in an order that follows its control flow, not its addresses: compilers lay blocks out by how often
 * they think they run, turning conditions round as they go, and pad some of them. Functions that differ only in that read
 * the same.
 *
 * <p>From each block the text goes on with the one where control falls to if the positive condition does not hold; the
 * other follows when that chain has ended. Blocks nobody jumps to (cases of a switch, landing pads) follow by address.
 */
public final class CodeLayout {
  private static final int LABEL_LENGTH = 3;

  private final List<Step> steps;
  private final String jump;
  private final int[] blockOf;
  private final List<Integer> starts = new ArrayList<>();
  /** By range of ascending addresses: the address of each step and, padding skipped, its index. */
  private long[] addresses = {};
  private int[] indexes = {};
  private int ascending;
  private final boolean[] placed;
  private final boolean[] skipped;
  private final List<Line> lines = new ArrayList<>();
  private final int[] lineOfBlock;

  /** A line: an instruction and the block it jumps to, or -1. */
  private record Line(String text, int to, int shape, int block, long address) {}

  private CodeLayout(List<Step> all, String jump) {
    this.jump = jump;
    steps = withoutPadding(all);
    boolean[] leads = leaders();
    blockOf = new int[steps.size()];
    for (int i = 0; i < blockOf.length; i++) {
      if (leads[i]) {
        starts.add(i);
      }
      blockOf[i] = starts.size() - 1;
    }
    placed = new boolean[starts.size()];
    skipped = new boolean[starts.size()];
    lineOfBlock = new int[starts.size()];
    Arrays.fill(lineOfBlock, -1);
  }

  /**
   * Appends the steps of a function, which are in the order of their addresses range by range, one a line.
   *
   * @param jump the text of a jump without the label
   * @return the address each line came from, -1 for those of no instruction
   */
  public static long[] print(List<Step> steps, String jump, StringBuilder out) {
    CodeLayout layout = new CodeLayout(steps, jump);
    if (layout.steps.isEmpty()) {
      return new long[0];
    }
    layout.place();
    return layout.write(out);
  }

  /** Returns the steps without padding; what jumped to padding jumps to what follows it. */
  private List<Step> withoutPadding(List<Step> all) {
    List<Step> result = new ArrayList<>(all.size());
    addresses = new long[all.size()];
    indexes = new int[all.size()];
    ascending = all.size();
    int place = 0;
    for (Step step : all) {
      // The part that was moved away may lie before the rest: there a second run of addresses begins.
      ascending = place > 0 && step.address() < addresses[place - 1] ? Math.min(ascending, place) : ascending;
      addresses[place] = step.address();
      indexes[place++] = result.size();
      if (step.flow() != Step.Flow.PADDING) {
        result.add(step);
      }
    }
    return result;
  }

  private boolean[] leaders() {
    boolean[] leads = new boolean[steps.size() + 1];
    leads[0] = true;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      int target = indexOf(step);
      if (target >= 0) {
        leads[target] = true;
      }
      leads[i + 1] |= step.flow() != Step.Flow.NEXT;
    }
    return leads;
  }

  private int indexOf(Step step) {
    if (step.target() == -1) {
      return -1;
    }
    int found = Arrays.binarySearch(addresses, 0, ascending, step.target());
    found = found < 0 ? Arrays.binarySearch(addresses, ascending, addresses.length, step.target()) : found;
    return found < 0 || indexes[found] >= steps.size() ? -1 : indexes[found];
  }

  private void place() {
    Deque<Integer> waiting = new ArrayDeque<>();
    for (int root = 0; root < placed.length; root++) {
      // What is only a jump needs no line where everyone jumps on at once.
      if (root == 0 || !skipped[root]) {
        chain(root, waiting);
      }
      while (!waiting.isEmpty()) {
        chain(waiting.pop(), waiting);
      }
    }
  }

  private void chain(int first, Deque<Integer> waiting) {
    int block = first;
    int last = -1;
    while (block >= 0 && !placed[block]) {
      last = block;
      block = place(block, waiting);
    }
    if (block >= 0 && last >= 0) {
      lines.add(new Line(jump, block, 0, last, -1));
    }
  }

  /** Writes a block and returns the one to go on with, or -1. */
  private int place(int block, Deque<Integer> waiting) {
    placed[block] = true;
    lineOfBlock[block] = lines.size();
    int start = starts.get(block);
    int end = block + 1 < starts.size() ? starts.get(block + 1) : steps.size();
    for (int i = start; i < end - 1; i++) {
      add(steps.get(i), -1, block);
    }
    Step last = steps.get(end - 1);
    int target = indexOf(last);
    int fall = end < steps.size() ? resolved(block + 1) : -1;
    return switch (last.flow()) {
      case JUMP -> {
        if (target < 0) {
          add(last.saying(last.text() + "(inside an instruction)"), -1, block);
        }
        yield target < 0 ? -1 : resolved(blockOf[target]);
      }
      case BRANCH -> branch(last, block, target < 0 ? -1 : resolved(blockOf[target]), fall, waiting);
      case END -> {
        add(last, -1, block);
        yield -1;
      }
      default -> {
        add(last, -1, block);
        yield fall;
      }
    };
  }

  /** Returns the block where one ends up that only jumps on, else the block itself. */
  private int resolved(int block) {
    int at = block;
    for (int i = 0; i < placed.length; i++) {
      int start = starts.get(at);
      Step step = steps.get(start);
      boolean single = at + 1 == starts.size() ? start + 1 == steps.size() : starts.get(at + 1) == start + 1;
      int target = single && step.flow() == Step.Flow.JUMP ? indexOf(step) : -1;
      if (target < 0 || blockOf[target] == at) {
        break;
      }
      skipped[at] = true;
      at = blockOf[target];
    }
    return at;
  }

  private int branch(Step step, int block, int target, int fall, Deque<Integer> waiting) {
    if (target < 0 || fall < 0) {
      add(target < 0 ? step.saying(step.text() + "(inside an instruction)") : step, target, block);
      if (target >= 0) {
        waiting.push(target);
      }
      return fall;
    }
    boolean turn = step.inverse() != null && (placed[fall] != placed[target] ? placed[fall] : isNegative(step));
    int taken = turn ? fall : target;
    add(turn ? step.saying(step.inverse()) : step, taken, block);
    waiting.push(taken);
    return turn ? target : fall;
  }

  /** Returns whether the condition is the negative one of its pair: of two inverse texts, the longer or later one. */
  private static boolean isNegative(Step step) {
    int lengths = step.text().length() - step.inverse().length();
    return lengths != 0 ? lengths > 0 : step.text().compareTo(step.inverse()) > 0;
  }

  private void add(Step step, int to, int block) {
    lines.add(new Line(step.text(), to, step.shape(), block, step.address()));
  }

  private long[] write(StringBuilder out) {
    Map<Integer, String> labels = labels();
    long[] written = new long[lines.size() * 2];
    int count = 0;
    int block = -1;
    for (Line line : lines) {
      if (line.block() != block && line.block() >= 0) {
        block = line.block();
        String label = labels.get(block);
        if (label != null) {
          out.append("  ").append(label).append(":\n");
          written[count++] = -1;
        }
      }
      out.append("    ").append(line.text()).append(line.to() < 0 ? "" : labels.get(line.to())).append('\n');
      written[count++] = line.address();
    }
    return Arrays.copyOf(written, count);
  }

  /**
   * Returns the labels of blocks. A label is named by the instructions behind it, not by a number: an inserted one must
   * not rename those that follow.
   */
  private Map<Integer, String> labels() {
    boolean[] wanted = new boolean[starts.size()];
    lines.stream().filter(line -> line.to() >= 0).forEach(line -> wanted[line.to()] = true);
    Map<Integer, String> labels = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Line line : lines) {
      int block = line.block();
      if (block >= 0 && wanted[block] && !labels.containsKey(block)) {
        labels.put(block, unique(label(lineOfBlock[block]), seen));
      }
    }
    return labels;
  }

  private static String unique(String name, Map<String, Integer> seen) {
    int count = seen.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + "_" + count;
  }

  private String label(int line) {
    int hash = 7;
    for (int i = line; i < Math.min(lines.size(), line + LABEL_LENGTH); i++) {
      hash = hash * 31 + lines.get(i).shape();
    }
    hash *= 0x9E3779B9;
    return "." + Integer.toHexString((hash ^ hash >>> 16) & 0xFFFF | 0x10000).substring(1);
  }
}
