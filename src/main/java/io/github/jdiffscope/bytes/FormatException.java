package io.github.jdiffscope.bytes;

import java.io.IOException;

/** Says that input breaks a rule of its format: where and which rule, in a sentence fit for the report. */
public final class FormatException extends IOException {
  private static final long serialVersionUID = 1;

  public FormatException(String message) {
    super(message);
  }

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the exception for a rule broken at a byte, worded {@code <rule> at byte <offset>}. */
  public static FormatException at(long offset, String rule) {
    return new FormatException(rule + " at byte " + String.format(java.util.Locale.ROOT, "%,d", offset));
  }
}
