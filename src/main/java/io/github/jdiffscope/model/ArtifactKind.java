package io.github.jdiffscope.model;

/** What an artifact is in the place where it was found. */
public enum ArtifactKind {
  /** Has bytes. */
  FILE,
  /** Has members and lies in the file system. */
  DIRECTORY,
  /** Has a target. */
  SYMLINK,
  /** Block or character device: has major and minor numbers, written {@code b 8:1} or {@code c 1:3}. */
  DEVICE,
  /** Named pipe, socket or another kind without content. */
  SPECIAL
}
