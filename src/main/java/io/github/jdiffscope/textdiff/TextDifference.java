package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a comparison of two texts found. */
public final class TextDifference {
  public static final TextDifference EQUAL = new TextDifference(null, List.of(), false);

  /** A String or a {@link ByteText}; null if the texts are equal. */
  private final Object hunks;
  private final List<String> comments;
  private final boolean internalLineNumbers;

  private TextDifference(Object hunks, List<String> comments, boolean internalLineNumbers) {
    this.hunks = hunks;
    this.comments = List.copyOf(comments);
    this.internalLineNumbers = internalLineNumbers;
  }

  /** Returns a difference whose hunks are already text. */
  public static TextDifference of(String hunks) {
    return new TextDifference(hunks, List.of(), false);
  }

  static TextDifference of(ByteText hunks, List<String> comments, boolean internalLineNumbers) {
    return new TextDifference(hunks, comments, internalLineNumbers);
  }

  /** Returns the same difference with other comments. */
  public TextDifference withComments(List<String> others) {
    return new TextDifference(hunks, others, internalLineNumbers);
  }

  public boolean isEqual() {
    return hunks == null;
  }

  /**
   * Returns the hunks as {@code diff -u} numbers them, each line ending in a line feed, without the two header lines;
   * null if the texts are equal. Bytes that are not UTF-8 stand as lone surrogates U+DC80..U+DCFF. The text is made at
   * each call.
   */
  public String unifiedDiff() {
    return hunks == null ? null : hunks.toString();
  }

  /** Writes the hunks with the bytes that the two sides have, valid UTF-8 or not; nothing if the texts are equal. */
  public void writeTo(OutputStream out) throws IOException {
    if (hunks instanceof ByteText bytes) {
      bytes.writeTo(out);
    } else if (hunks != null) {
      out.write(hunks.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Returns sentences about the difference as a whole: ordering only, line endings only, what was cut. */
  public List<String> comments() {
    return comments;
  }

  /** Returns whether the lines carry positions of their own, as the rows of a hexadecimal dump do. */
  public boolean internalLineNumbers() {
    return internalLineNumbers;
  }
}
