package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Difference;

/**
 * Knows one family of causes. Each method returns whether it explains all of what it was shown, and only then adds its
 * claims; claims may be empty for what merely follows from something that is said elsewhere.
 */
interface Rule {

  /** Explains all changed lines of a node at once. */
  default boolean whole(Place place, Difference node, Claims claims) {
    return false;
  }

  /** Explains how a removed line became an added one. */
  default boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    return false;
  }

  /** Explains a line without a partner. */
  default boolean lone(Place place, Lines lines, String line, boolean isAdded, Claims claims) {
    return false;
  }

  /** Returns what pairs a removed with an added line in blocks of unequal size, or null if position does. */
  default String key(Place place, String line) {
    return null;
  }
}
