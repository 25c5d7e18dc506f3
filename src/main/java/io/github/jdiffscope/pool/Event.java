package io.github.jdiffscope.pool;

import io.github.jdiffscope.job.JobOutcome;

/** What threads and processes tell the executor. */
sealed interface Event {

  /** A thread of this process finished a job. */
  record Finished(JobOutcome outcome) implements Event {}

  /** A worker answered. */
  record Answered(WorkerProcess worker, JobOutcome outcome) implements Event {}

  /**
   * A worker ended or broke the protocol.
   *
   * @param reason what it did, or null if its output merely ended
   */
  record Lost(WorkerProcess worker, String reason) implements Event {}
}
