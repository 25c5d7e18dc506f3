package io.github.jdiffscope.format.executable.code;

import java.util.List;

/** Tells {@link MessageLines} what AArch64 code hands on to the functions it calls (AAPCS64, 6.8.2). */
final class Aarch64Arguments {
  private static final int[] ARGUMENTS = {0, 1, 2, 3, 4, 5, 6, 7};
  /** X19 to X28 outlive a call. */
  private static final int KEPT = 0x1FF8_0000;

  private final List<Step> steps;
  private final MessageLines lines;

  Aarch64Arguments(List<Step> steps) {
    this.steps = steps;
    this.lines = new MessageLines(steps, ARGUMENTS, KEPT);
  }

  /** Takes notice of the instruction of a step. */
  void follow(int word, int index) {
    int register = word & 31;
    Step step = steps.get(index);
    lines.arrive(index);
    boolean leaves = step.flow() == Step.Flow.END && (word & 0xFC000000) == 0x14000000;
    if (step.target() != -1) {
      lines.jumps(step);
    } else if ((word & 0xFC000000) == 0x94000000 || (word & 0xFFFFFC1F) == 0xD63F0000 || leaves) {
      lines.call();
    } else if ((word & 0x7FE00000) == 0x52800000) {
      if ((word & 0x001FFFE0) == 0 || step.text().endsWith(">")) {
        lines.other(register);
      } else {
        lines.number(register, index);
      }
    } else if ((word & 0xFFE0FFE0) == 0xAA0003E0) {
      lines.copy(word >> 16 & 31, register);
    } else if ((word & 0xFF800000) == 0x91000000) {
      lines.text(register, step.text());
    } else if ((word & 0x1C000000) == 0x10000000 || (word & 0x0E000000) == 0x0A000000
        || (word & 0x3B400000) == 0x39400000) {
      lines.other(register);
    }
  }
}
