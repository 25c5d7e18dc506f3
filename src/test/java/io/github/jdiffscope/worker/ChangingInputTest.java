package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.ContentComparer;
import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are no longer what they were when they were listed. */
class ChangingInputTest {
  @TempDir
  Path folder;

  @Test
  void aFileThatVanishedIsSaidAndNeverCalledEqual() throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "text\n");
    BlobLocation there = BlobLocation.wholeFile(file, 5);
    BlobLocation gone = BlobLocation.wholeFile(folder.resolve("b"), 5);
    Difference node = compare(there, gone);
    assertThat(node.failure()).isEqualTo(FailureKind.UNREADABLE);
    assertThat(node.comments()).contains("right: cannot be read: no such file; it vanished, or never was there");
    assertThat(compare(gone, gone).failure()).isEqualTo(FailureKind.UNREADABLE);
  }

  @Test
  void aFileThatGrewSinceItWasListedIsNotCalledEqual() throws Exception {
    BlobLocation same = BlobLocation.wholeFile(Files.writeString(folder.resolve("a"), "12345"), 5);
    BlobLocation grown = BlobLocation.wholeFile(Files.writeString(folder.resolve("b"), "123456"), 5);
    try (ContentComparer comparer = new ContentComparer()) {
      assertThat(comparer.compare(same, grown, 1 << 20)).isEqualTo(ContentComparer.Result.DIFFERENT);
    }
  }

  @Test
  void aFileThatShrankIsAFailureOfThatComparison() throws Exception {
    BlobLocation whole = BlobLocation.wholeFile(Files.writeString(folder.resolve("a"), "1234567890"), 10);
    BlobLocation shrunk = BlobLocation.wholeFile(Files.writeString(folder.resolve("b"), "12345"), 10);
    JobOutcome outcome = outcome(whole, shrunk);
    boolean told = outcome instanceof JobOutcome.Failed || ((JobOutcome.Compared) outcome).node() != null;
    assertThat(told).isTrue();
  }

  @Test
  void directoriesThatWereNotLookedIntoAreNotCalledEqual() throws Exception {
    Limits none = Limits.of(60_000, 1 << 20, 100, 0, 7, 0, 0, 0);
    Scope scope = new Scope(false, false, false, false, 0, List.of(), List.of(), List.of(), false, false);
    JobOutcome outcome = new JobRunner(Catalog.of(Catalog.builtIn())).run(new ComparisonJob(1, "0",
        new ArtifactPair(directory("x", "1"), directory("y", "2"), -1), none, scope, "scratch", ""));
    assertThat(((JobOutcome.Compared) outcome).node().comments()).anyMatch(comment -> comment.contains("not compared"));
  }

  private Artifact directory(String name, String content) throws Exception {
    Path path = Files.createDirectory(folder.resolve(name));
    Files.writeString(path.resolve("f"), content);
    return new Artifact(name, ArtifactKind.DIRECTORY, "generic/directory",
        new BlobLocation(path.toString(), List.of(), Coding.STORED, -1), null);
  }

  private Difference compare(BlobLocation left, BlobLocation right) {
    return ((JobOutcome.Compared) outcome(left, right)).node();
  }

  private JobOutcome outcome(BlobLocation left, BlobLocation right) {
    ComparisonJob job = new ComparisonJob(1, "0", new ArtifactPair(artifact(left), artifact(right), -1), Limits.DEFAULT,
        Scope.DEFAULT, folder.resolve("scratch").toString(), "generic/directory");
    return new JobRunner(Catalog.of(Catalog.builtIn())).run(job);
  }

  private static Artifact artifact(BlobLocation location) {
    return new Artifact("member", ArtifactKind.FILE, "text/plain", location, null);
  }
}
