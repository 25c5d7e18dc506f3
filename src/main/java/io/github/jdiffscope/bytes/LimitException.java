package io.github.jdiffscope.bytes;

import java.io.IOException;

/** Says that reading went past a limit the user can change; the message names the limit and its option. */
public final class LimitException extends IOException {
  private static final long serialVersionUID = 1;

  public LimitException(String message) {
    super(message);
  }
}
