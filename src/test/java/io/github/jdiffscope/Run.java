package io.github.jdiffscope;

import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.engine.Engine;
import io.github.jdiffscope.engine.JobRules;
import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.engine.ScratchFolders;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobJson;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.model.Scope;
import io.github.jdiffscope.pool.PooledExecutor;
import io.github.jdiffscope.pool.WorkerCommand;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.worker.JobRunner;
import io.github.jdiffscope.worker.WorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs whole comparisons for tests: in this process, through JSON, or in worker processes. */
public final class Run {
  private static final Catalog CATALOG = Catalog.of(Catalog.builtIn());
  private static final Scope SCOPE = new Scope(false, false, false, false, 110, List.of(), List.of(), List.of(), false,
      true);
  private static final Scope FORCED = new Scope(false, true, false, false, 110, List.of(), List.of(), List.of(), false,
      true);

  private Run() {}

  /** Returns the report made in this process; metadata of the file system, which a checkout changes, does not count. */
  public static Report report(Path left, Path right) throws Exception {
    return run(left, right, SCOPE, 0, new JobRunner(CATALOG)::run, job -> false);
  }

  /** Returns the report with everything described, equal or not. */
  public static Report forced(Path left, Path right) throws Exception {
    return run(left, right, FORCED, 0, new JobRunner(CATALOG)::run, job -> false);
  }

  /** Returns the report with something left out; every job and every outcome goes through its JSON form. */
  public static Report without(Path left, Path right, List<String> names, List<String> sections, List<String> masks)
      throws Exception {
    JobRunner runner = new JobRunner(CATALOG);
    Scope scope = new Scope(false, false, false, false, 110, names, sections, masks, false, true);
    return run(left, right, scope, 0, job -> travelled(runner, job), job -> false);
  }

  /** Returns the report when every job and every outcome goes through its JSON form. */
  public static Report throughJson(Path left, Path right) throws Exception {
    JobRunner runner = new JobRunner(CATALOG);
    return run(left, right, SCOPE, 0, job -> travelled(runner, job), job -> false);
  }

  /** Returns the report made by worker processes, every job in one. */
  public static Report pooled(Path left, Path right, int jobs) throws Exception {
    return run(left, right, SCOPE, jobs, new JobRunner(CATALOG)::run, job -> true);
  }

  private static JobOutcome travelled(JobRunner runner, ComparisonJob job) {
    try {
      return JobJson.readOutcome(JobJson.write(runner.run(JobJson.readJob(JobJson.write(job)))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Report run(Path left, Path right, Scope scope, int jobs,
      Function<ComparisonJob, JobOutcome> runner, Predicate<ComparisonJob> needsWorker) throws Exception {
    ScratchFolders folders = ScratchFolders.below(Path.of(System.getProperty("java.io.tmpdir")));
    WorkerCommand command = new WorkerCommand(WorkerMain.class.getName(), 256 << 20, false);
    JobRules rules = new JobRules(CATALOG.formats().stream().map(Format::id).collect(Collectors.toSet()),
        List.of(left, right, folders.run()));
    try (PooledExecutor executor = new PooledExecutor(jobs, runner, needsWorker, command, CATALOG.fingerprint())) {
      Engine engine = new Engine(executor, rules, folders, scope, Progress.NONE, Long.MAX_VALUE);
      Artifact a = artifact(left);
      Artifact b = artifact(right);
      if (!scope.forceDetails() && a.kind() == ArtifactKind.FILE && b.kind() == ArtifactKind.FILE
          && Files.mismatch(left, right) < 0) {
        return new Report(a.name(), b.name(), null, false);
      }
      return engine.run(new ArtifactPair(a, b, ArtifactPair.BY_NAME), Limits.DEFAULT);
    } finally {
      folders.deleteAll();
    }
  }

  private static Artifact artifact(Path path) throws IOException {
    String name = path.getFileName().toString();
    if (Files.isDirectory(path)) {
      return new Artifact(name, ArtifactKind.DIRECTORY, "generic/directory",
          new BlobLocation(path.toString(), List.of(), Coding.STORED, -1), null);
    }
    BlobLocation location = BlobLocation.wholeFile(path, Files.size(path));
    try (Blob blob = new BlobOpener(new Scratch(path, 0)).open(location)) {
      return new Artifact(name, ArtifactKind.FILE, CATALOG.sniffer().sniff(new Probe(blob, name, "")), location, null);
    }
  }
}
