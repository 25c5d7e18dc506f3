package io.github.jdiffscope.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of the user's own choice that is run on files; the formats never need one. */
public final class ExternalTool {
  private ExternalTool() {}

  /**
   * Returns the exit status of a command, its output going where ours goes.
   *
   * @param command words separated by blanks
   * @throws IOException if it cannot be started
   */
  public static int run(String command, Path... files) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command.trim().split(" +")));
    for (Path file : files) {
      words.add(file.toString());
    }
    return new ProcessBuilder(words).inheritIO().start().waitFor();
  }
}
