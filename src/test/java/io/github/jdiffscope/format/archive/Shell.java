package io.github.jdiffscope.format.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs real tools for tests. */
final class Shell {
  private Shell() {}

  /** Returns whether a command is there. */
  static boolean has(String command) {
    for (String folder : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":")) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }

  /** Returns what a command line prints; time zone UTC, locale C with UTF-8. */
  static String run(Path folder, String line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD).redirectInput(new java.io.File("/dev/null"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", "UTC");
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ':' + more);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(line + " did not end");
    }
    return output;
  }
}
