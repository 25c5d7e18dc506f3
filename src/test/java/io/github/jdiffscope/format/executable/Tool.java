package io.github.jdiffscope.format.executable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs an installed command that a format is checked against. */
final class Tool {
  private Tool() {}

  /** Returns what a command prints. */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
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

  /** Returns the first line that two sorted lists do not share, "" if they are equal. */
  static String firstDifference(List<String> ours, List<String> theirs) {
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
