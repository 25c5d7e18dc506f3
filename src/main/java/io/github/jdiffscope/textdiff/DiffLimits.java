package io.github.jdiffscope.textdiff;

/**
 * How much of a difference is looked at and shown.
 *
 * @param context equal lines around each change
 * @param maxInputLines lines of a side that are compared, 0 = all; what is past it is said, never dropped silently
 * @param maxBlockLines lines of one run of removed or of added lines that are shown, 0 = all; the cut is said in a line
 *     of its own
 * @param maxLineBytes longer lines are shown as their changes with context, 0 = never; such hunks cannot be applied,
 *     and a comment says so
 */
public record DiffLimits(int context, long maxInputLines, long maxBlockLines, int maxLineBytes) {
  /** Longest line that is shown whole unless said otherwise. */
  public static final int DEFAULT_LINE_BYTES = 8192;

  public static final DiffLimits DEFAULT = new DiffLimits(7, 4_194_304, 1024, DEFAULT_LINE_BYTES);
  public static final DiffLimits NONE = new DiffLimits(7, 0, 0, 0);

  public DiffLimits {
    if (context < 0 || maxInputLines < 0 || maxBlockLines < 0 || maxLineBytes < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
  }

  /** Limits where very long lines are shortened. */
  public DiffLimits(int context, long maxInputLines, long maxBlockLines) {
    this(context, maxInputLines, maxBlockLines, DEFAULT_LINE_BYTES);
  }
}
