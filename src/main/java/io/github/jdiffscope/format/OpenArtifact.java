package io.github.jdiffscope.format;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.Scope;

/** An artifact with its bytes open. */
public interface OpenArtifact {

  Artifact artifact();

  default String name() {
    return artifact().name();
  }

  /**
   * Returns the decoded bytes.
   *
   * <p>Their {@link Blob#location} is contiguous, so members inside can be addressed as slices of it.
   *
   * @throws IllegalStateException if the artifact has none, as a directory
   */
  Blob blob();

  /** Returns what is compared; few comparators need to know. */
  Scope scope();
}
