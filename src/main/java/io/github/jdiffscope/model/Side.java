package io.github.jdiffscope.model;

/** Left or right. */
public enum Side {
  LEFT, RIGHT;

  /** Returns the word used in sentences. */
  public String word() {
    return this == LEFT ? "left" : "right";
  }
}
