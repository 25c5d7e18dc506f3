package io.github.jdiffscope.model;

/** How the two sides of a difference relate. */
public enum ChangeKind {
  CHANGED, ADDED, REMOVED, RENAMED
}
