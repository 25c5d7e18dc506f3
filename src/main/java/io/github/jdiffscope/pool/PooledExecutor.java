package io.github.jdiffscope.pool;

import io.github.jdiffscope.engine.JobExecutor;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.FailureKind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs cheap, bounded jobs on threads of this process, heavy and risky ones in worker processes, which are started only
 * when there is such a job. A worker that ends, hangs or breaks the protocol costs the job it was at, nothing else.
 */
public final class PooledExecutor implements JobExecutor {
  /** Jobs a worker holds: the next one waits in its pipe while it works, so that it never waits for us. */
  private static final int WINDOW = 2;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Deque<ComparisonJob> forWorkers = new ArrayDeque<>();
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final List<WorkerProcess> isolated = new ArrayList<>();
  private final Deque<JobOutcome> failures = new ArrayDeque<>();
  private boolean closed;
  private final InlineThreads threads;
  private final Predicate<ComparisonJob> needsWorker;
  private final WorkerCommand command;
  private final String catalogue;
  private final int jobs;
  private boolean lastFromWorker;

  /**
   * @param jobs workers at most, and threads at most; 0 = everything on one thread of this process
   * @param runner runs a job in this process
   * @param needsWorker says which jobs must not run in this process if there are workers
   */
  public PooledExecutor(int jobs, Function<ComparisonJob, JobOutcome> runner, Predicate<ComparisonJob> needsWorker,
      WorkerCommand command, String catalogue) {
    this.jobs = jobs;
    this.threads = new InlineThreads(runner, Math.max(1, jobs), events);
    this.needsWorker = needsWorker;
    this.command = command;
    this.catalogue = catalogue;
  }

  @Override
  public int capacity() {
    // Enough to keep every thread and every worker's window full, few enough to stay near the front of the tree.
    return Math.max(1, jobs) * (2 + WINDOW);
  }

  @Override
  public boolean isolates() {
    return jobs > 0;
  }

  @Override
  public void start(ComparisonJob job) {
    if (jobs == 0 || !needsWorker.test(job)) {
      threads.start(job);
    } else {
      forWorkers.add(job);
      feed();
    }
  }

  @Override
  public void startIsolated(ComparisonJob job) {
    WorkerProcess worker = startWorker(job, 1);
    if (worker != null) {
      isolated.add(worker);
      worker.send(job);
    }
  }

  /** Gives waiting jobs to the least loaded workers; starts a worker only when all others are busy. */
  private void feed() {
    while (!forWorkers.isEmpty()) {
      WorkerProcess best = null;
      for (WorkerProcess worker : workers) {
        if (worker.hasRoom() && (best == null || worker.load() < best.load())) {
          best = worker;
        }
      }
      if ((best == null || best.load() > 0) && workers.size() < jobs) {
        best = startWorker(forWorkers.peek(), WINDOW);
        if (best == null) {
          forWorkers.remove();
          continue;
        }
        workers.add(best);
      }
      if (best == null) {
        return;
      }
      best.send(forWorkers.remove());
    }
  }

  /** Starts a worker, unless the run has been ended in the meantime: nothing would clean up after it. */
  private synchronized WorkerProcess startWorker(ComparisonJob job, int window) {
    try {
      if (closed) {
        throw new IOException("the run has ended");
      }
      return WorkerProcess.start(command, catalogue, window, events);
    } catch (IOException e) {
      failures.add(new JobOutcome.Failed(job.number(), FailureKind.WORKER_LOST, "could not be started"));
      return null;
    }
  }

  @Override
  public JobOutcome take(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (true) {
      if (!failures.isEmpty()) {
        return failures.remove();
      }
      long now = System.nanoTime();
      JobOutcome late = overdue(now);
      if (late != null) {
        return late;
      }
      long wait = Math.min((end - now) / 1_000_000, millisToDeadline(now));
      Event event = events.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
      JobOutcome outcome = event == null ? null : outcome(event);
      if (outcome != null || event == null && System.nanoTime() - end >= 0) {
        return outcome;
      }
    }
  }

  @Override
  public boolean ranElsewhere(JobOutcome outcome) {
    return lastFromWorker;
  }

  private JobOutcome outcome(Event event) {
    lastFromWorker = !(event instanceof Event.Finished);
    if (event instanceof Event.Finished finished) {
      return finished.outcome();
    } else if (event instanceof Event.Answered answered) {
      return answered(answered);
    }
    Event.Lost lost = (Event.Lost) event;
    return lost(lost.worker(), lost.reason());
  }

  private JobOutcome answered(Event.Answered answer) {
    WorkerProcess worker = answer.worker();
    if (!workers.contains(worker) && !isolated.contains(worker)) {
      return null;
    }
    if (!worker.answered(answer.outcome().number())) {
      return lost(worker, "answered for another job");
    }
    boolean spent = answer.outcome() instanceof JobOutcome.Failed failed && failed.kind() == FailureKind.OUT_OF_MEMORY;
    if (isolated.contains(worker) || spent) {
      // After an OutOfMemoryError a process is not to be trusted; an isolated one was for this job only.
      dismiss(worker);
    }
    feed();
    return answer.outcome();
  }

  /** Ends a worker and blames the job it was at; its other jobs go to another worker. */
  private JobOutcome lost(WorkerProcess worker, String reason) {
    if (!workers.contains(worker) && !isolated.contains(worker)) {
      return null;
    }
    worker.kill();
    ComparisonJob blamed = worker.unanswered().poll();
    dismiss(worker);
    feed();
    if (blamed == null) {
      return null;
    }
    String message = reason == null ? "ended" + worker.ending() : reason;
    return new JobOutcome.Failed(blamed.number(), FailureKind.WORKER_LOST, message);
  }

  private void dismiss(WorkerProcess worker) {
    worker.kill();
    workers.remove(worker);
    isolated.remove(worker);
    while (!worker.unanswered().isEmpty()) {
      forWorkers.addFirst(worker.unanswered().removeLast());
    }
  }

  private JobOutcome overdue(long now) {
    long number = threads.giveUpOverdue(now);
    if (number >= 0) {
      return new JobOutcome.Failed(number, FailureKind.TIMEOUT, "deadline passed");
    }
    for (WorkerProcess worker : allWorkers()) {
      if (worker.millisLeft(now) <= 0) {
        JobOutcome lost = lost(worker, "deadline passed");
        return new JobOutcome.Failed(lost.number(), FailureKind.TIMEOUT, "deadline passed");
      }
    }
    return null;
  }

  private long millisToDeadline(long now) {
    long least = threads.millisLeft(now);
    for (WorkerProcess worker : allWorkers()) {
      least = Math.min(least, worker.millisLeft(now));
    }
    return least;
  }

  private List<WorkerProcess> allWorkers() {
    List<WorkerProcess> all = new ArrayList<>(workers);
    all.addAll(isolated);
    return all;
  }

  @Override
  public synchronized void close() {
    closed = true;
    threads.end();
    for (WorkerProcess worker : allWorkers()) {
      worker.kill();
    }
  }
}
