package io.github.jdiffscope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** What this program is, as its build wrote it down. */
final class Version {
  private Version() {}

  /** Returns the line of {@code --version}. */
  static String text() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/jdiffscope-build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException unreadable) {
      // The version is then unknown, which is said.
    }
    String commit = build.getProperty("commit", "");
    return "jdiffscope " + build.getProperty("version", "unknown") + (commit.isEmpty() ? "" : " (" + commit + ")")
        + ", Java " + Runtime.version();
  }
}
