package io.github.jdiffscope.format.filesystem;

/** Rows of a {@code file list}: mode, links, owner, group, size or device, time, name, target. */
final class ListRow {
  private ListRow() {}

  static String of(String mode, String links, long uid, long gid, String size, String time, String name,
      String target) {
    return Times.format("%s %4s %5d %5d %10s %s %s%s", mode, links, uid, gid, size, time, name,
        target == null ? "" : " -> " + target);
  }

  /** Returns the row of a file system without owners. */
  static String plain(String mode, String size, String time, String name) {
    return Times.format("%s %10s %s %s", mode, size, time, name);
  }
}
