package io.github.jdiffscope.model;

import io.github.jdiffscope.textdiff.DiffLimits;

/**
 * Bounds of one comparison.
 *
 * @param jobMillis time for one comparison
 * @param unpackedBytes bytes that unpacking one side may still produce
 * @param members members that one side may still list
 * @param depth containers that may still be opened inside one another
 * @param diff bounds of one text difference
 */
public record Limits(long jobMillis, long unpackedBytes, long members, int depth, DiffLimits diff) {
  public static final Limits DEFAULT = new Limits(120_000, 8L << 30, 1_000_000, 50, DiffLimits.DEFAULT);

  /** Returns limits from the numbers they are made of. */
  public static Limits of(long jobMillis, long unpackedBytes, long members, int depth, int context, long maxInputLines,
      long maxBlockLines, int maxLineBytes) {
    return new Limits(jobMillis, unpackedBytes, members, depth,
        new DiffLimits(context, maxInputLines, maxBlockLines, maxLineBytes));
  }

  public int context() {
    return diff.context();
  }

  public long maxInputLines() {
    return diff.maxInputLines();
  }

  public long maxBlockLines() {
    return diff.maxBlockLines();
  }

  public int maxLineBytes() {
    return diff.maxLineBytes();
  }
}
