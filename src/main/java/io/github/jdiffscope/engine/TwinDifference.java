package io.github.jdiffscope.engine;

import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import java.util.List;

/** The difference of a pair whose contents are those of another pair: told again if it is short, else by reference. */
final class TwinDifference {
  private static final int SHORT_CHARACTERS = 2_000;

  private TwinDifference() {}

  /** Returns the node for a pair that has the contents of another pair with this difference, which may be null. */
  static Difference of(Difference other, ArtifactPair pair) {
    if (other == null) {
      return null;
    }
    String left = pair.left().name();
    String right = pair.right().name();
    ChangeKind change = left.equals(right) ? ChangeKind.CHANGED : ChangeKind.RENAMED;
    if (length(other) <= SHORT_CHARACTERS) {
      return new Difference(left, right, other.format(), change, other.comments(), other.unifiedDiff(),
          other.internalLineNumbers(), other.left(), other.right(), other.failure(), List.of(),
          other.pictures(), other.details());
    }
    return new Difference(left, right, other.format(), change, List.of("the same difference as " + other.source1()),
        null, false, other.left(), other.right(), other.failure(), List.of(), List.of());
  }

  private static long length(Difference node) {
    long length = node.unifiedDiff() == null ? 100 : 100 + node.unifiedDiff().length();
    for (Difference detail : node.details()) {
      length += length(detail);
    }
    return length;
  }
}
