package io.github.jdiffscope.format.packaging;

/** Undoes how Windows Installer packs stream names: two characters of a 64-letter alphabet in one. */
final class MsiNames {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";
  private static final char PAIRS = 0x3800;
  private static final char SINGLES = 0x4800;
  private static final char TABLE_MARK = 0x4840;

  private MsiNames() {}

  static boolean isTable(String name) {
    return !name.isEmpty() && name.charAt(0) == TABLE_MARK;
  }

  /** Returns the name as it was given, without the mark of a table. */
  static String decode(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = isTable(name) ? 1 : 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= PAIRS && c < SINGLES) {
        out.append(ALPHABET.charAt(c - PAIRS & 0x3F)).append(ALPHABET.charAt(c - PAIRS >> 6));
      } else if (c >= SINGLES && c < TABLE_MARK) {
        out.append(ALPHABET.charAt(c - SINGLES));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
