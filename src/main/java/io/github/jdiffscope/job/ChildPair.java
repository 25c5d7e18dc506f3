package io.github.jdiffscope.job;

import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Limits;

/**
 * A pair of members that is still to be compared.
 *
 * @param pair the members
 * @param limits their share of what their container was allowed
 */
public record ChildPair(ArtifactPair pair, Limits limits) {}
