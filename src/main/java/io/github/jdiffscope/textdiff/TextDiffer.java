package io.github.jdiffscope.textdiff;

import java.io.IOException;

/**
 * Compares two texts line by line.
 *
 * <p>Memory grows with the number of lines between the common ends, not with their length: sources are read through
 * small
 * windows. No more lines are compared than a quarter of the heap has room for; what is past them is said.
 */
public final class TextDiffer {
  /** Heap that a pair of compared lines takes at most: positions, hashes, numbers, and the table that makes those. */
  private static final int BYTES_PER_LINE = 128;
  private static final int MOST_LINES = 1 << 26;

  private final DiffLimits limits;

  public TextDiffer(DiffLimits limits) {
    this.limits = limits;
  }

  /** Returns the difference of two texts. */
  public TextDifference compare(ByteSource left, ByteSource right) throws IOException {
    Trim trim = Trim.of(left, right, limits.context());
    if (trim.isEqual()) {
      return TextDifference.EQUAL;
    }
    long most = mostLines(trim.linesBefore);
    LineIds ids = new LineIds();
    LineTable leftLines = LineTable.scan(left, trim.from, trim.linesBefore, trim.toLeft, (int) most, ids);
    ids.startRight();
    LineTable rightLines = LineTable.scan(right, trim.from, trim.linesBefore, trim.toRight, (int) most, ids);
    ids.end();
    return new LineComparison(limits, leftLines, rightLines, ids).difference();
  }

  private long mostLines(long before) {
    long room = Math.min(MOST_LINES, Math.max(100_000, Runtime.getRuntime().maxMemory() / BYTES_PER_LINE));
    return limits.maxInputLines() == 0 ? room : Math.max(0, Math.min(room, limits.maxInputLines() - before));
  }
}
