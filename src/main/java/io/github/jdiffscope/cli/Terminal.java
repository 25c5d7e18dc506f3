package io.github.jdiffscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What standard output and standard error are connected to. */
final class Terminal {
  private static final int DEFAULT_WIDTH = 80;

  private Terminal() {}

  static boolean isOutput() {
    return isTerminal(1);
  }

  static boolean isError() {
    return isTerminal(2);
  }

  /**
   * Returns whether a descriptor of this process is a terminal. The launcher says so where it can; else the link that
   * Linux keeps for each descriptor does. {@link System#console} knows only about both input and output at once.
   */
  private static boolean isTerminal(int descriptor) {
    String told = System.getProperty("jdiffscope.tty" + descriptor);
    if (told != null) {
      return told.equals("1");
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException unknown) {
      return System.console() != null;
    }
  }

  /** Returns the columns of the terminal. */
  static int width() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? DEFAULT_WIDTH : Math.max(20, Integer.parseInt(columns));
    } catch (NumberFormatException odd) {
      return DEFAULT_WIDTH;
    }
  }
}
