package io.github.jdiffscope.engine;

/** Is told how far a run is. */
@FunctionalInterface
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
}
