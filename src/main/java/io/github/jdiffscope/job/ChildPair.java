package io.github.jdiffscope.job;

import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Limits;

/**
 * A pair of members that is still to be compared.
 *
 * @param pair the members
 * @param limits their share of what their container was allowed
 * @param sameAs index of an earlier pair of the same container with the same contents on both sides, which therefore
 *     has the same difference; {@link #NONE} if there is none
 */
public record ChildPair(ArtifactPair pair, Limits limits, int sameAs) {
  public static final int NONE = -1;

  public ChildPair(ArtifactPair pair, Limits limits) {
    this(pair, limits, NONE);
  }
}
