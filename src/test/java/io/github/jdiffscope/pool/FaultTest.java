package io.github.jdiffscope.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.engine.Engine;
import io.github.jdiffscope.engine.JobRules;
import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.engine.ScratchFolders;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.model.Scope;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.textdiff.DiffLimits;
import io.github.jdiffscope.worker.JobRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real worker processes that fail in every way: each costs one node and one clear comment, and no neighbour. */
@Timeout(60)
class FaultTest {
  private static final int DEPTH = 10;
  static final Catalog CATALOG = catalog();

  @TempDir
  Path folder;

  private static Catalog catalog() {
    List<FormatComparator> all = new ArrayList<>(Catalog.builtIn());
    all.add(new FaultyComparator());
    return Catalog.of(all);
  }

  @BeforeEach
  void neighbours() throws IOException {
    Files.createDirectories(folder.resolve("left"));
    Files.createDirectories(folder.resolve("right"));
    pair("a-neighbour", "one\n", "two\n");
    pair("z-neighbour", "FAULT none\none\n", "FAULT none\ntwo\n");
  }

  private void pair(String name, String left, String right) throws IOException {
    Files.writeString(folder.resolve("left").resolve(name), left);
    Files.writeString(folder.resolve("right").resolve(name), right);
  }

  @ParameterizedTest
  @CsvSource({
      "halt, WORKER_LOST, 'the comparing process was lost: ended (exit status 7)'",
      "kill, WORKER_LOST, 'the comparing process was lost: ended (killed by signal 9)'",
      "loop, TIMEOUT, 'not finished in time (--job-timeout)'",
      "memory, OUT_OF_MEMORY, 'needs more memory than allowed (--max-memory)'"})
  void aJobThatTakesItsProcessAlongIsComparedAsBytes(String fault, FailureKind kind, String sentence) throws Exception {
    pair("fault", "FAULT " + fault + "\nleft\n", "FAULT " + fault + "\nright\n");
    Report report = run(FaultyWorker.class, 2);
    Difference node = node(report, "fault");
    assertThat(node.comments()).contains("generic/fault: " + sentence + "; compared as bytes");
    assertThat(node.unifiedDiff()).as("shown as bytes").contains("00000000: 4641");
    assertThat(node.failure()).isEqualTo(kind);
    assertNeighboursAreUnharmed(report);
  }

  @ParameterizedTest
  @CsvSource({
      "overflow, 'generic/fault: the input is nested too deep'",
      "throw, 'generic/fault: the input cannot be read as this format (IllegalStateException: it threw)'",
      "malformed, 'generic/fault: the header is wrong at byte 6'"})
  void whatAComparatorThrowsIsAComment(String fault, String sentence) throws Exception {
    pair("fault", "FAULT " + fault + "\nleft\n", "FAULT " + fault + "\nright\n");
    Report report = run(FaultyWorker.class, 1);
    assertThat(node(report, "fault").comments()).contains(sentence);
    assertThat(node(report, "fault").unifiedDiff()).contains("00000000: 4641");
    assertNeighboursAreUnharmed(report);
    assertThat(run(FaultyWorker.class, 0)).as("in this process").isEqualTo(report);
  }

  @Test
  void anArchiveThatHoldsItselfEndsAtTheDepthLimit() throws Exception {
    pair("fault", "FAULT quine\nleft\n", "FAULT quine\nright\n");
    Report report = run(FaultyWorker.class, 0);
    int depth = 0;
    Difference node = node(report, "fault");
    for (; !node.details().isEmpty() && !node.details().get(0).isSection(); node = node.details().get(0)) {
      assertThat(node.details().get(0).source1()).isEqualTo("itself");
      depth++;
    }
    assertThat(depth).isEqualTo(DEPTH - 1);
    assertThat(node.comments()).anyMatch(comment -> comment.contains("too many containers inside one another"));
    assertNeighboursAreUnharmed(report);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdout", "stderr"})
  void whatALibraryPrintsHarmsNothing(String fault) throws Exception {
    pair("fault", "FAULT " + fault + "\nleft\n", "FAULT " + fault + "\nright\n");
    Report report = run(FaultyWorker.class, 1);
    assertThat(node(report, "fault").unifiedDiff()).contains("-left\n+right\n");
    assertThat(node(report, "fault").failure()).isNull();
    assertNeighboursAreUnharmed(report);
  }

  @Test
  void workersThatDoNotKeepToTheProtocolAreRefused() throws Exception {
    assertRefused(FaultyWorker.OtherVersion.class, "speaks protocol version 99, not 1");
    assertRefused(FaultyWorker.OtherCatalogue.class, "knows other formats (other-1)");
    assertRefused(FaultyWorker.Garbage.class, "answered garbage: a frame of 1952999795 bytes");
    assertRefused(FaultyWorker.HalfFrame.class, "ended in the middle of an answer");
    assertRefused(FaultyWorker.OtherJob.class, "answered for another job");
  }

  private void assertRefused(Class<?> worker, String sentence) throws Exception {
    Report report = run(worker, 1);
    Difference node = node(report, "z-neighbour");
    assertThat(String.join(" ", node.comments())).contains(sentence).contains("compared as bytes");
    assertThat(node.unifiedDiff()).contains("00000000: 4641");
    assertThat(node(report, "a-neighbour").unifiedDiff()).contains("-one\n+two\n");
  }

  @Test
  void everyNumberOfJobsGivesTheSameReport() throws Exception {
    for (int i = 0; i < 30; i++) {
      pair("file-" + i, "FAULT none\n" + i, "FAULT none\n" + (i + 1));
      pair("text-" + i, "text\n" + i, "text\n" + (i + 1));
    }
    Report inline = run(FaultyWorker.class, 0);
    for (int jobs : new int[] {1, 2, 8}) {
      assertThat(run(FaultyWorker.class, jobs)).isEqualTo(inline);
    }
  }

  @Test
  void whatCannotTravelIsRefusedWhereItIsMade() throws Exception {
    Artifact unknown = new Artifact("x", ArtifactKind.FILE, "archive/nope", BlobLocation.stored("f", 0, 1), null);
    assertThat(comments(unknown)).contains("unknown format id archive/nope; known are ").contains("generic/binary");
    Artifact outside =
        new Artifact("x", ArtifactKind.FILE, "text/plain", BlobLocation.stored("/etc/passwd", 0, 1), null);
    assertThat(comments(outside)).contains("the bytes of x lie outside the inputs and the scratch folder");
  }

  private String comments(Artifact artifact) throws Exception {
    Report report = run(FaultyWorker.class, 0, new ArtifactPair(artifact, artifact, ArtifactPair.BY_NAME));
    return String.join(" ", report.root().comments());
  }

  private void assertNeighboursAreUnharmed(Report report) {
    assertThat(node(report, "a-neighbour").unifiedDiff()).contains("-one\n+two\n");
    assertThat(node(report, "z-neighbour").unifiedDiff()).contains("-one\n+two\n");
    assertThat(node(report, "z-neighbour").failure()).isNull();
  }

  private static Difference node(Report report, String name) {
    return report.root().details().stream().filter(node -> node.source1().equals(name)).findFirst().orElseThrow();
  }

  private Report run(Class<?> worker, int jobs) throws Exception {
    return run(worker, jobs, new ArtifactPair(directory("left"), directory("right"), ArtifactPair.BY_NAME));
  }

  private Report run(Class<?> worker, int jobs, ArtifactPair pair) throws Exception {
    ScratchFolders folders = ScratchFolders.below(folder);
    Scope scope = new Scope(false, false, false, false, 110, List.of(), List.of(), List.of(), false, false);
    Limits limits = new Limits(4_000, 1 << 30, 10_000, DEPTH, DiffLimits.DEFAULT);
    JobRules rules = new JobRules(CATALOG.formats().stream().map(Format::id).collect(Collectors.toSet()),
        List.of(folder));
    WorkerCommand command = new WorkerCommand(worker.getName(), 64 << 20, false);
    try (PooledExecutor executor = new PooledExecutor(jobs, new JobRunner(CATALOG)::run,
        job -> job.pair().any().format().equals("generic/fault"), command, CATALOG.fingerprint())) {
      return new Engine(executor, rules, folders, scope, Progress.NONE, Long.MAX_VALUE).run(pair, limits);
    } finally {
      folders.deleteAll();
      assertThat(Files.exists(folders.run())).isFalse();
    }
  }

  private Artifact directory(String name) {
    return new Artifact(name, ArtifactKind.DIRECTORY, "generic/directory",
        new BlobLocation(folder.resolve(name).toString(), List.of(), Coding.STORED, -1), null);
  }
}
