package io.github.jdiffscope.model;

/**
 * The outcome of a run.
 *
 * @param source1 left argument as given
 * @param source2 right argument as given
 * @param root the difference tree, or null if there is none
 * @param incomplete whether something was not compared, so that silence about it proves nothing
 */
public record Report(String source1, String source2, Difference root, boolean incomplete) {
  public boolean isEmpty() {
    return root == null;
  }
}
