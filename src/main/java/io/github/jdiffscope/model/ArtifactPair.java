package io.github.jdiffscope.model;

/**
 * Two artifacts to be compared; one of them may be null, never both.
 *
 * @param similarity 0..100 if the two were paired by the likeness of their contents, else {@link #BY_NAME}
 */
public record ArtifactPair(Artifact left, Artifact right, int similarity) {
  public static final int BY_NAME = -1;

  public ArtifactPair {
    if (left == null && right == null) {
      throw new IllegalArgumentException("a pair without artifacts");
    }
  }

  public static ArtifactPair of(Artifact left, Artifact right) {
    return new ArtifactPair(left, right, BY_NAME);
  }

  public boolean isOneSided() {
    return left == null || right == null;
  }

  /** Returns the artifact that is there; the left one where both are. */
  public Artifact any() {
    return left != null ? left : right;
  }

  /** Returns the pair seen from the other side. */
  public ArtifactPair swapped() {
    return new ArtifactPair(right, left, similarity);
  }
}
