package io.github.jdiffscope.format.archive;

/** Unix modes as {@code ls -l} prints them. */
final class FileMode {
  private static final int SET_USER = 0x800;
  private static final int SET_GROUP = 0x400;
  private static final int STICKY = 0x200;

  private FileMode() {}

  /** Appends the nine permission letters. */
  static void permissions(StringBuilder row, int mode) {
    for (int shift = 6; shift >= 0; shift -= 3) {
      int bits = mode >> shift;
      // Set-user, set-group and sticky bits replace the x of their triple.
      boolean special = (mode & (shift == 6 ? SET_USER : shift == 3 ? SET_GROUP : STICKY)) != 0;
      char mark = shift == 0 ? 't' : 's';
      row.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
      boolean execute = (bits & 1) != 0;
      row.append(special ? execute ? mark : Character.toUpperCase(mark) : execute ? 'x' : '-');
    }
  }
}
