package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.FormatException;

/** Indentation of nested text. */
final class Indent {
  /** Deeper levels are not indented further: a text nested 100,000 deep would otherwise grow by its square. */
  private static final int DEEPEST = 32;
  private static final String SPACES = "  ".repeat(DEEPEST);

  /** Longer texts are not indented further, so that hostile nesting cannot make a text grow many times its size. */
  private static final int LONGEST_INDENTED = 96 << 20;
  /** Texts that are not bounded by the size of their input end here. */
  private static final int LONGEST_TEXT = 128 << 20;

  private Indent() {}

  /** Returns the indentation of the next line of a text: none once the text is very long. */
  static String of(int depth, StringBuilder text) {
    return text.length() > LONGEST_INDENTED ? "" : of(depth);
  }

  /**
   * Adds a line to a text.
   *
   * @throws FormatException if the text has become longer than any real input makes it
   */
  static void line(StringBuilder text, int depth, String line) throws FormatException {
    if (text.length() > LONGEST_TEXT) {
      throw new FormatException("text of more than " + LONGEST_TEXT + " characters is not shown");
    }
    text.append(of(depth, text)).append(line).append('\n');
  }

  /** Returns the indentation of a nesting depth, counted from 0. */
  static String of(int depth) {
    return SPACES.substring(0, 2 * Math.min(Math.max(0, depth), DEEPEST));
  }
}
