package io.github.jdiffscope;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs an installed command that makes a file or says what is in one; a test is skipped where it is not installed. Time zone
 * UTC, locale C with UTF-8, what it says of errors is dropped.
 */
public final class RealTool {
  private static final int SECONDS = 60;

  private RealTool() {}

  /** Returns what a command prints, whatever its exit status. */
  public static String run(String... command) throws IOException {
    return run(Path.of("."), Map.of(), command);
  }

  /** Returns what a command prints, run in a folder. */
  public static String run(Path folder, Map<String, String> environment, String... command) throws IOException {
    return new String(end(start(folder, environment, command), command), StandardCharsets.UTF_8);
  }

  /** Returns what lines of shell print; a test is skipped if one of them fails. */
  public static String script(Path folder, Map<String, String> environment, String lines) throws IOException {
    return new String(bytes(folder, environment, lines), StandardCharsets.UTF_8);
  }

  /** Returns the bytes that lines of shell print; a test is skipped if one of them fails. */
  public static byte[] bytes(Path folder, Map<String, String> environment, String lines) throws IOException {
    Process process = start(folder, environment, "sh", "-ec", lines);
    byte[] printed = end(process, lines);
    assumeTrue(process.exitValue() == 0, lines);
    return printed;
  }

  private static Process start(Path folder, Map<String, String> environment, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD).redirectInput(new File("/dev/null"));
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC"));
    builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ':' + more);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException notInstalled) {
      assumeTrue(false, command[0] + " is not installed");
      throw new IllegalStateException(notInstalled);
    }
  }

  private static byte[] end(Process process, String... command) throws IOException {
    byte[] printed = process.getInputStream().readAllBytes();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", command) + " did not end");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
    return printed;
  }

  /** Returns the first line that two lists do not share, "" if they are equal. */
  public static String firstDifference(List<String> ours, List<String> theirs) {
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      String our = i < ours.size() ? ours.get(i) : "(nothing)";
      String their = i < theirs.size() ? theirs.get(i) : "(nothing)";
      if (!our.equals(their)) {
        return "ours:   " + our + "\ntheirs: " + their;
      }
    }
    return "";
  }
}
