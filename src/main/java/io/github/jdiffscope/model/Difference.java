package io.github.jdiffscope.model;

import java.util.List;
import java.util.Objects;

/**
 * A node of the report: two sources, what is said about them, and the differences inside.
 *
 * @param source1 name or section title on the left
 * @param source2 the same on the right
 * @param format id of the format compared, null for a section
 * @param change how the sides relate
 * @param comments sentences, in order
 * @param unifiedDiff hunks only, each line ending in a line feed, or null; see
 *     {@link io.github.jdiffscope.textdiff.TextDifference#unifiedDiff}
 * @param internalLineNumbers whether lines of the diff carry positions of their own
 * @param left size and digest of the left bytes, or null where there are none or none were taken
 * @param right the same of the right
 * @param failure why the comparison fell short, or null
 * @param causes what explains the difference, empty until annotated
 * @param pictures what the two sides look like, for reports that can show it
 * @param details differences inside, in the container's order
 */
public record Difference(
    String source1,
    String source2,
    String format,
    ChangeKind change,
    List<String> comments,
    String unifiedDiff,
    boolean internalLineNumbers,
    Content left,
    Content right,
    FailureKind failure,
    List<Cause> causes,
    List<Picture> pictures,
    List<Difference> details) {

  /** Makes a node without pictures. */
  public Difference(String source1, String source2, String format, ChangeKind change, List<String> comments,
      String unifiedDiff, boolean internalLineNumbers, Content left, Content right, FailureKind failure,
      List<Cause> causes, List<Difference> details) {
    this(source1, source2, format, change, comments, unifiedDiff, internalLineNumbers, left, right, failure, causes,
        List.of(), details);
  }

  public Difference {
    Objects.requireNonNull(source1);
    Objects.requireNonNull(source2);
    Objects.requireNonNull(change);
    comments = List.copyOf(comments);
    causes = List.copyOf(causes);
    pictures = List.copyOf(pictures);
    details = List.copyOf(details);
  }

  /**
   * Size and digest of one side.
   *
   * @param size in bytes
   * @param sha256 64 hexadecimal digits, or null if it was not taken
   */
  public record Content(long size, String sha256) {}

  /** Returns the difference of two sections with this title. */
  public static Difference section(String title, String unifiedDiff, boolean internalLineNumbers,
      List<String> comments) {
    return new Difference(title, title, null, ChangeKind.CHANGED, comments, unifiedDiff, internalLineNumbers, null, null,
        null, List.of(), List.of());
  }

  public boolean isSection() {
    return format == null;
  }

  /** Returns the same node with other details. */
  public Difference withDetails(List<Difference> newDetails) {
    return new Difference(source1, source2, format, change, comments, unifiedDiff, internalLineNumbers, left, right,
        failure, causes, pictures, newDetails);
  }

  /** Returns the same node with other causes. */
  public Difference withCauses(List<Cause> newCauses) {
    return new Difference(source1, source2, format, change, comments, unifiedDiff, internalLineNumbers, left, right,
        failure, newCauses, pictures, details);
  }

  /** Returns the same node with other comments. */
  public Difference withComments(List<String> newComments) {
    return new Difference(source1, source2, format, change, newComments, unifiedDiff, internalLineNumbers, left, right,
        failure, causes, pictures, details);
  }

  /** Returns the same node with other pictures. */
  public Difference withPictures(List<Picture> newPictures) {
    return new Difference(source1, source2, format, change, comments, unifiedDiff, internalLineNumbers, left, right,
        failure, causes, newPictures, details);
  }

  /** Returns the same node with another failure kind, null for none. */
  public Difference withFailure(FailureKind newFailure) {
    return new Difference(source1, source2, format, change, comments, unifiedDiff, internalLineNumbers, left, right,
        newFailure, causes, pictures, details);
  }
}
