package io.github.jdiffscope.format.crypto;

/** Which format the content of a PEM has: its label says what its first values may not. */
final class KeyFormats {
  private KeyFormats() {}

  /** Returns the id of the format, null if it is to be recognised. */
  static String ofLabel(String label) {
    return label.endsWith("PRIVATE KEY") ? "crypto/pkcs8"
        : label.endsWith("PUBLIC KEY") ? "crypto/public-key"
        : label.endsWith(" PARAMETERS") ? "crypto/parameters" : null;
  }
}
