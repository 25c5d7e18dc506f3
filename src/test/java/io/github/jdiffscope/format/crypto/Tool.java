package io.github.jdiffscope.format.crypto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs an installed command that a format is checked against; a test is skipped where it is not installed. */
final class Tool {
  private Tool() {}

  /** Returns what a command prints. */
  static String run(String... command) throws IOException {
    return run(Path.of("."), Map.of(), command);
  }

  /** Returns what a command prints, run in a folder. */
  static String run(Path folder, Map<String, String> environment, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("TZ", "UTC");
    Process process;
    try {
      process = builder.start();
    } catch (IOException notInstalled) {
      assumeTrue(false, command[0] + " is not installed");
      return "";
    }
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return text;
  }
}
