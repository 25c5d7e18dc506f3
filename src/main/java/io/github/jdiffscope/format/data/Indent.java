package io.github.jdiffscope.format.data;

/** Indentation of nested text. */
final class Indent {
  /** Deeper levels are not indented further: a text nested 100,000 deep would otherwise grow by its square. */
  private static final int DEEPEST = 32;
  private static final String SPACES = "  ".repeat(DEEPEST);

  private Indent() {}

  /** Returns the indentation of a nesting depth, counted from 0. */
  static String of(int depth) {
    return SPACES.substring(0, 2 * Math.min(Math.max(0, depth), DEEPEST));
  }
}
