package io.github.jdiffscope.cli;

/** Says why there is no report: bad input, bad usage. The message is what the user reads; the exit status is 2. */
final class TroubleException extends Exception {
  private static final long serialVersionUID = 1;

  TroubleException(String message) {
    super(message);
  }
}
