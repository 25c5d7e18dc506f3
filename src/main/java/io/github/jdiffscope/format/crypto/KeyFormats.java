package io.github.jdiffscope.format.crypto;

/** Which format the content of a PEM has that its first values do not tell. */
final class KeyFormats {
  private KeyFormats() {}

  /** Returns the id of the format, null if it is to be recognised. */
  static String ofLabel(String label) {
    return null;
  }
}
