package io.github.jdiffscope.format.executable.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the numbers of source lines that calls hand on next to the name of their source file, as {@code assert} and the
 * logging macros of many libraries do: a line inserted in a source shifts all that follow. A function is to be read twice: at
 * the second time it is known what jumps hand on to calls that several places share.
 */
final class MessageLines {
  private static final int[] NONE = {};
  private static final int[][] EMPTY = {};
  private static final int HELD_LIMIT = 10_000;
  private static final int MERGED_LIMIT = 64;

  private final List<Step> steps;
  private final int[] arguments;
  private final int kept;
  /** By register: the steps that may have put a number there that could be a line. */
  private final int[][] numbers = new int[32][];
  private boolean pending = true;
  private int held;
  /** By address: what registers hold where it is jumped to, often to the one call that several places share. */
  private final Map<Long, List<Held>> arriving = new HashMap<>();
  /** Whether control falls from the step before to this one. */
  private boolean falls = true;
  private int files;
  private int texts;

  /**
   * @param arguments the registers that arguments stand in
   * @param kept bits of the registers that outlive a call
   */
  MessageLines(List<Step> steps, int[] arguments, int kept) {
    this.steps = steps;
    this.arguments = arguments;
    this.kept = kept;
    clear();
  }

  /** Returns whether a function refers to a source file at all. */
  static boolean isNeeded(List<Step> steps) {
    for (Step step : steps) {
      int quote = step.text().indexOf('"');
      if (quote >= 0 && isSource(step.text())) {
        return true;
      }
    }
    return false;
  }

  private void clear() {
    if (pending) {
      Arrays.fill(numbers, NONE);
      pending = false;
    }
  }

  /** What registers hold at a jump. */
  private record Held(int[][] numbers, int files, int texts) {}

  /** Takes notice of a jump, so that the next reading of the function knows what arrives where it goes. */
  void jumps(Step step) {
    if ((pending || files != 0) && held < HELD_LIMIT) {
      held++;
      arriving.computeIfAbsent(step.target(), key -> new ArrayList<>())
          .add(new Held(pending ? numbers.clone() : EMPTY, files, texts));
    }
  }

  /** To be called before each step. */
  void arrive(int index) {
    List<Held> jumps = arriving.isEmpty() ? List.of() : arriving.getOrDefault(steps.get(index).address(), List.of());
    boolean reached = index > 0 && !falls;
    Step.Flow flow = steps.get(index).flow();
    falls = flow == Step.Flow.PADDING ? falls : flow != Step.Flow.JUMP && flow != Step.Flow.END;
    if (reached) {
      clear();
      for (Held held : jumps) {
        files |= held.files();
        texts |= held.texts();
      }
    }
    for (Held held : jumps) {
      for (int i = 0; i < held.numbers().length; i++) {
        numbers[i] = merged(numbers[i], held.numbers()[i]);
      }
    }
  }

  private int[] merged(int[] a, int[] b) {
    if (b.length == 0 || a == b) {
      return a;
    }
    pending = true;
    if (a.length == 0) {
      return b;
    }
    return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).sorted().distinct().limit(MERGED_LIMIT).toArray();
  }

  /** Says that a register gets a number that may be a line. */
  void number(int register, int index) {
    text(register, "");
    numbers[register] = new int[] {index};
    pending = true;
  }

  /** Says that a register gets the address of what {@code text} names. */
  void text(int register, String text) {
    int bit = 1 << register;
    int quote = text.indexOf('"');
    files = quote >= 0 && isSource(text) ? files | bit : files & ~bit;
    texts = quote >= 0 ? texts | bit : texts & ~bit;
    forget(register);
  }

  private void forget(int register) {
    numbers[register] = NONE;
  }

  /** Says that a register gets what another holds. */
  void copy(int from, int to) {
    files = (files >>> from & 1) != 0 ? files | 1 << to : files & ~(1 << to);
    texts = (texts >>> from & 1) != 0 ? texts | 1 << to : texts & ~(1 << to);
    forget(to);
  }

  /** Says that a register gets something else. */
  void other(int register) {
    text(register, "");
  }

  /** Says that what the registers hold is handed on to a function. */
  void call() {
    for (int i = 0; i + 1 < arguments.length; i++) {
      if ((files >>> arguments[i] & 1) != 0 && !line(arguments[i + 1]) && i + 2 < arguments.length
          && (texts >>> arguments[i + 1] & 1) != 0) {
        line(arguments[i + 2]); // file, function, line
      }
    }
    files &= kept;
    texts &= kept;
    clear();
  }

  private boolean line(int register) {
    int[] found = numbers[register];
    for (int i : found) {
      Step step = steps.get(i);
      steps.set(i, step.saying(step.text().substring(0, step.text().lastIndexOf(' ')) + " <line>"));
    }
    return found.length > 0;
  }

  /** Returns whether a quoted text is the name of a source file of C, C++ or Rust. */
  static boolean isSource(String text) {
    int end = text.lastIndexOf('"');
    int dot = text.lastIndexOf('.', end);
    if (dot < 0 || end - dot < 2 || end - dot > 4 || text.indexOf(' ', text.indexOf('"')) >= 0) {
      return false;
    }
    return switch (text.substring(dot + 1, end)) {
      case "c", "h", "cc", "cpp", "cxx", "hh", "hpp", "inc", "y", "l", "rs" -> true;
      default -> false;
    };
  }
}
