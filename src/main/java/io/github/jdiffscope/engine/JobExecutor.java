package io.github.jdiffscope.engine;

import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobOutcome;

/** Runs jobs somewhere. Used by one thread. */
public interface JobExecutor extends AutoCloseable {

  /** Returns how many jobs may be started and not yet answered. */
  int capacity();

  /** Starts a job; its outcome comes from {@link #take}. */
  void start(ComparisonJob job);

  /** Returns whether there is a place where a job can harm nobody. */
  boolean isolates();

  /** Starts a job that failed elsewhere, where it can harm nobody: alone, in a fresh process. */
  void startIsolated(ComparisonJob job);

  /**
   * Returns the next outcome, in any order, or null if none came in time.
   *
   * @param millis how long to wait, more than 0
   */
  JobOutcome take(long millis) throws InterruptedException;

  /** Returns whether the job of an outcome that {@link #take} just returned ran outside this process. */
  boolean ranElsewhere(JobOutcome outcome);

  /** Ends everything that still runs. */
  @Override
  void close();
}
