package io.github.jdiffscope.textdiff;

import java.util.List;
import java.util.Objects;

/**
 * What a comparison of two texts found.
 *
 * @param unifiedDiff hunks as {@code diff -u} numbers them, each line ending in a line feed, without the two header
 *     lines; null if the texts are equal. Bytes that are not UTF-8 stand as lone surrogates U+DC80..U+DCFF.
 * @param comments sentences about the difference as a whole: ordering only, line endings only, what was cut
 * @param internalLineNumbers whether the lines carry positions of their own, as the rows of a hexadecimal dump do
 */
public record TextDifference(String unifiedDiff, List<String> comments, boolean internalLineNumbers) {
  public static final TextDifference EQUAL = new TextDifference(null, List.of(), false);

  public TextDifference {
    comments = List.copyOf(comments);
  }

  public boolean isEqual() {
    return Objects.isNull(unifiedDiff);
  }
}
