package io.github.jdiffscope.pool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a worker process is started: the same program in the same Java, with the flags that make it start soonest.
 *
 * @param mainClass its entry
 * @param maxMemoryBytes its heap
 * @param debug whether its standard error is shown
 */
public record WorkerCommand(String mainClass, long maxMemoryBytes, boolean debug) {

  /** Names the folder that everything of this run goes into. */
  static final String SCRATCH = "jdiffscope.scratch";

  List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String archive = System.getProperty("jdiffscope.cds");
    if (archive != null && !archive.isEmpty()) {
      words.add("-XX:SharedArchiveFile=" + archive);
    }
    words.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-XX:Tier3BackEdgeThreshold=2000", "-Xss512k", "-XX:-UsePerfData", "-Xlog:disable",
        "-Xlog:all=off", "-Xmx" + Math.max(16 << 20, maxMemoryBytes)));
    if (Runtime.version().feature() >= 24) {
      // Libraries that bring native code are expected here; the warning about them is not for users.
      words.add("--enable-native-access=ALL-UNNAMED");
    }
    words.add("-Dfile.encoding=UTF-8");
    if (Boolean.getBoolean("jdiffscope.thirdparties")) {
      words.add("-Djdiffscope.thirdparties=true");
    }
    String scratch = System.getProperty(SCRATCH);
    if (scratch != null) {
      // What libraries put into temporary files goes with the run's own.
      words.add("-D" + SCRATCH + '=' + scratch);
      words.add("-Djava.io.tmpdir=" + scratch);
    }
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(mainClass);
    return words;
  }
}
