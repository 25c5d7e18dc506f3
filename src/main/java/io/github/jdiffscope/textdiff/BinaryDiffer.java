package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** Compares two sequences of bytes and shows the changed regions as rows of hexadecimal. */
public final class BinaryDiffer {
  private final DiffLimits limits;

  public BinaryDiffer(DiffLimits limits) {
    this.limits = limits;
  }

  /** Returns the difference of two byte sequences, rows laid out as {@code xxd} prints them. */
  public TextDifference compare(ByteSource left, ByteSource right) throws IOException {
    throw new UnsupportedOperationException("not yet: " + limits);
  }
}
