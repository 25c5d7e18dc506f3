package io.github.jdiffscope.engine;

import io.github.jdiffscope.model.ArtifactPair;

/** Is told how far a run is. */
public interface Progress {
  Progress NONE = new Progress() {
    @Override
    public void update(long done, long total, String current) {
      // Nobody wants to know.
    }
  };

  /**
   * @param done comparisons finished
   * @param total comparisons known so far
   * @param current name of what was last begun
   */
  void update(long done, long total, String current);

  /**
   * Is told of two files that differ and have no members that do; their bytes can be read until this returns.
   *
   * @param pair both sides are there
   */
  default void leafDiffers(ArtifactPair pair) {}

  /**
   * Is told what became of a job that ran outside this process.
   *
   * @param nanos from when it was handed out to when its answer came
   */
  default void ranElsewhere(String format, long nanos) {}
}
