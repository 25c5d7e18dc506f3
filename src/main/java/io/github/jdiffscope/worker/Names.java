package io.github.jdiffscope.worker;

import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.ChangeKind;

/** What a pair is called in the report. */
final class Names {
  private Names() {}

  static String left(ArtifactPair pair) {
    return pair.left() != null ? pair.left().name() : pair.right().name();
  }

  static String right(ArtifactPair pair) {
    return pair.right() != null ? pair.right().name() : pair.left().name();
  }

  static ChangeKind change(ComparisonJob job) {
    ArtifactPair pair = job.pair();
    if (pair.isOneSided()) {
      return pair.left() == null ? ChangeKind.ADDED : ChangeKind.REMOVED;
    }
    boolean root = job.parentFormat().isEmpty();
    return root || pair.left().name().equals(pair.right().name()) ? ChangeKind.CHANGED : ChangeKind.RENAMED;
  }
}
