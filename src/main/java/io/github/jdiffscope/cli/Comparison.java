package io.github.jdiffscope.cli;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.RecentContents;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.engine.Engine;
import io.github.jdiffscope.engine.JobRules;
import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.engine.ScratchFolders;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.model.Scope;
import io.github.jdiffscope.pool.PooledExecutor;
import io.github.jdiffscope.pool.WorkerCommand;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.worker.DebugPackages;
import io.github.jdiffscope.worker.JobRunner;
import io.github.jdiffscope.worker.WorkerMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Runs one comparison from the two paths to the report. */
final class Comparison {
  /** Coded members larger than this are decoded in a worker: nobody has looked at them yet. */
  private static final long INLINE_CODED_LIMIT = 8 << 20;

  private final CompareRequest request;
  private final Profile profile;
  private final ScratchFolders folders;
  private volatile PooledExecutor executor;

  private Comparison(CompareRequest request, Profile profile) {
    this.request = request;
    this.profile = profile;
    this.folders = ScratchFolders.below(Path.of(System.getProperty("java.io.tmpdir")));
    System.setProperty("jdiffscope.scratch", folders.run().toString());
  }

  /**
   * Returns the report on the two paths of a request.
   *
   * @param profile is told what jobs cost; null if nobody wants to know
   * @throws TroubleException if one of them cannot be read
   */
  static Report run(CompareRequest request, Progress progress, Profile profile)
      throws TroubleException, InterruptedException {
    Comparison comparison = new Comparison(request, profile);
    // On Ctrl-C or a termination signal: no process, no file stays behind, and the exit status says trouble.
    Thread cleaner = new Cleaner(comparison);
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      return comparison.run(progress);
    } finally {
      comparison.close();
      Runtime.getRuntime().removeShutdownHook(cleaner);
    }
  }

  private void close() {
    if (executor != null) {
      executor.close();
    }
    folders.deleteAll();
  }

  private Report run(Progress progress) throws TroubleException, InterruptedException {
    Scratch scratch = new Scratch(folders.run().resolve("roots"), Long.MAX_VALUE);
    Roots roots = new Roots(scratch, request.scope().newFile());
    Artifact left = roots.open(request.left());
    Artifact right = roots.open(request.right());
    if (left == null && right == null) {
      throw new TroubleException(request.left() + " and " + request.right() + ": neither exists");
    }
    if (!request.scope().forceDetails() && isSame(left, right)) {
      return new Report(request.left(), request.right(), null, false);
    }
    Catalog catalog = Catalog.load();
    left = roots.recognised(left, catalog.sniffer());
    right = roots.recognised(right, catalog.sniffer());
    Scope scope = scope(catalog, left, right);
    JobRunner runner = new JobRunner(catalog, new RecentContents());
    executor = new PooledExecutor(request.jobs(), profile == null ? runner : profile.timed(runner), new Routing(catalog),
        new WorkerCommand(System.getProperty("jdiffscope.worker", WorkerMain.class.getName()),
            request.maxMemoryBytes(), request.debug()), catalog.fingerprint());
    Engine engine = new Engine(executor, rules(catalog, left, right), folders, scope, progress, deadline());
    Report report = engine.run(new ArtifactPair(left, right, ArtifactPair.BY_NAME), request.limits());
    if (engine.isEqualButForLeftOut()) {
      System.err.println("jdiffscope: equal but for what you left out");
    }
    return new Report(request.left(), request.right(), report.root(), report.incomplete());
  }

  /** Returns what is compared, with the debug symbols of packages where there are packages. */
  private Scope scope(Catalog catalog, Artifact left, Artifact right) {
    String format = left == null ? right.format() : left.format();
    return format.startsWith("packaging/deb") || format.equals("generic/directory")
        ? new DebugPackages(catalog, folders.run().resolve("debug"), request.limits().unpackedBytes())
            .scope(request.scope(), request.useDbgsym(), left, right)
        : request.scope();
  }

  private long deadline() {
    return request.timeoutMillis() == 0 ? Long.MAX_VALUE : System.nanoTime() + request.timeoutMillis() * 1_000_000;
  }

  /** Returns whether two files hold the same bytes. Nothing else is loaded before this is known. */
  private static boolean isSame(Artifact left, Artifact right) throws TroubleException {
    if (left == null || right == null || left.kind() != ArtifactKind.FILE || right.kind() != ArtifactKind.FILE
        || left.location().size() != right.location().size()) {
      return false;
    }
    try (Blob a = BlobOpener.openCoded(left.location()); Blob b = BlobOpener.openCoded(right.location())) {
      return BlobOpener.equal(a, b);
    } catch (IOException e) {
      throw new TroubleException(left.name() + ", " + right.name() + ": " + e.getMessage());
    }
  }

  private JobRules rules(Catalog catalog, Artifact left, Artifact right) {
    Set<String> ids = new HashSet<>();
    for (Format format : catalog.formats()) {
      ids.add(format.id());
    }
    List<Path> roots = new ArrayList<>(List.of(folders.run()));
    for (Artifact artifact : new Artifact[] {left, right}) {
      if (artifact != null) {
        roots.add(artifact.location().path());
      }
    }
    return new JobRules(ids, roots);
  }

  /** Ends the run when the process is told to end. Named classes instead of lambdas: this is the way of every run. */
  private static final class Cleaner extends Thread {
    private final Comparison comparison;

    Cleaner(Comparison comparison) {
      super("cleaner");
      this.comparison = comparison;
    }

    @Override
    public void run() {
      comparison.close();
      Main.halt(Main.TROUBLE);
    }
  }

  /** Says which jobs must not run in this process if there are workers. */
  private record Routing(Catalog catalog) implements Predicate<ComparisonJob> {
    @Override
    public boolean test(ComparisonJob job) {
      return needsWorker(job.pair().left()) || needsWorker(job.pair().right());
    }

    private boolean needsWorker(Artifact artifact) {
      if (artifact == null || artifact.kind() != ArtifactKind.FILE) {
        return false;
      }
      return artifact.format().equals(Artifact.UNRECOGNISED)
          ? artifact.location().codedLength() > INLINE_CODED_LIMIT
          : catalog.format(artifact.format()).execution() == Format.Execution.WORKER;
    }
  }
}
