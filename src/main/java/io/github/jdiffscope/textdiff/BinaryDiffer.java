package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.util.List;

/**
 * Compares two sequences of bytes and shows the changed regions as rows of hexadecimal.
 *
 * <p>Any size in bounded memory: sources are read through small windows, equal parts at the speed of memory. With a
 * limit
 * on the lines of a block, no more than four such blocks are shown in all, and a comment says what was not.
 */
public final class BinaryDiffer {
  private final DiffLimits limits;

  public BinaryDiffer(DiffLimits limits) {
    this.limits = limits;
  }

  /** Returns the difference of two byte sequences, rows laid out as {@code xxd} prints them. */
  public TextDifference compare(ByteSource left, ByteSource right) throws IOException {
    Regions regions = new ByteAlignment(left, right).regions();
    if (regions.size() == 0) {
      return TextDifference.EQUAL;
    }
    HexText text = new HexText(limits, left, right, regions);
    ByteText hunks = text.write();
    List<String> comments = new BinaryRemarks(left, right, regions).summary(text);
    return TextDifference.of(hunks, comments, true);
  }
}
