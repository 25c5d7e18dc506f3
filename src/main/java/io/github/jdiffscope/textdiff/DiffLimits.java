package io.github.jdiffscope.textdiff;

/**
 * How much of a difference is looked at and shown.
 *
 * @param context equal lines around each change
 * @param maxInputLines lines of a side that are compared, 0 = all; what is past it is said, never dropped silently
 * @param maxBlockLines changed lines of one block (a run of removed and added lines) that are shown, 0 = all; the cut
 *     is said in a line of its own
 */
public record DiffLimits(int context, long maxInputLines, long maxBlockLines) {
  public static final DiffLimits DEFAULT = new DiffLimits(7, 4_194_304, 1024);
  public static final DiffLimits NONE = new DiffLimits(7, 0, 0);

  public DiffLimits {
    if (context < 0 || maxInputLines < 0 || maxBlockLines < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
  }
}
