package io.github.jdiffscope.pool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the whole program as a process of its own, with the faulty format known to it. */
public final class Program {
  private final Path folder;

  /**
   * @param folder for its output and its temporary files
   */
  public Program(Path folder) throws Exception {
    this.folder = folder;
    Files.createDirectories(temporary());
    FaultyWorker.declareService(folder.resolve("services"));
  }

  /** Returns the folder the program is told to keep temporary files in. */
  public Path temporary() {
    return folder.resolve("tmp");
  }

  public Path out() {
    return folder.resolve("out");
  }

  public Path err() {
    return folder.resolve("err");
  }

  /** Returns the program started with these arguments, its output going to files. */
  public Process start(String... arguments) throws IOException {
    return builder(arguments).redirectOutput(out().toFile()).redirectError(err().toFile()).start();
  }

  /** Returns a builder for it, its output not yet directed anywhere. */
  public ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary(), "-Djdiffscope.thirdparties=true",
        "-cp",
        System.getProperty("java.class.path") + File.pathSeparator + folder.resolve("services"),
        "io.github.jdiffscope.cli.Main"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Returns the exit status of the program run with these arguments. */
  public int run(String... arguments) throws Exception {
    Process process = start(arguments);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the program did not end in 60 s");
    }
    return process.exitValue();
  }
}
