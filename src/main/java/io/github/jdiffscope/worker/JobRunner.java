package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.RecentContents;
import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.FailureKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Runs jobs, one at a time a thread. Knows nothing of processes. */
public final class JobRunner implements Function<ComparisonJob, JobOutcome> {
  private final Catalog catalog;
  private final RecentContents recent;

  public JobRunner(Catalog catalog) {
    this(catalog, null);
  }

  /**
   * Makes a runner.
   *
   * @param recent keeps what one job decodes for another, where the jobs of a container's members run here too; else null
   */
  public JobRunner(Catalog catalog, RecentContents recent) {
    this.catalog = catalog;
    this.recent = recent;
  }

  /**
   * Returns the outcome of a job; everything that goes wrong is an outcome too.
   *
   * @throws OutOfMemoryError after which the process should not be trusted
   */
  public JobOutcome run(ComparisonJob job) {
    try (PairComparison comparison = new PairComparison(job, catalog, recent)) {
      return comparison.outcome();
    } catch (StackOverflowError e) {
      return new JobOutcome.Failed(job.number(), FailureKind.STACK_OVERFLOW, "stack overflow");
    } catch (UncheckedIOException e) {
      return new JobOutcome.Failed(job.number(), Failures.kind(e), Failures.sentence(e.getCause()));
    } catch (IOException e) {
      return new JobOutcome.Failed(job.number(), Failures.kind(e), Failures.sentence(e));
    } catch (RuntimeException e) {
      return new JobOutcome.Failed(job.number(), FailureKind.INTERNAL, stackOf(e));
    }
  }

  @Override
  public JobOutcome apply(ComparisonJob job) {
    return run(job);
  }

  private static String stackOf(RuntimeException e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (StackTraceElement frame : e.getStackTrace()) {
      text.append(" < ").append(frame);
    }
    return text.toString();
  }
}
