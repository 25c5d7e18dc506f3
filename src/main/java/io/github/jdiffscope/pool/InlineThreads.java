package io.github.jdiffscope.pool;

import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.FailureKind;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Threads of this process that run jobs. A thread cannot be ended from outside: one that overruns its job's deadline is
 * left behind and replaced, and its late answer is dropped.
 */
final class InlineThreads {
  /** As in workers, so that input nested too deep is so everywhere. */
  private static final long STACK_BYTES = 512 << 10;

  private final Function<ComparisonJob, JobOutcome> runner;
  private final int limit;
  private final BlockingQueue<Event> events;
  private final BlockingQueue<ComparisonJob> queue = new LinkedBlockingQueue<>();
  private final Map<Long, Running> running = new ConcurrentHashMap<>();
  private final AtomicInteger idle = new AtomicInteger();
  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
  private int threads;

  InlineThreads(Function<ComparisonJob, JobOutcome> runner, int limit, BlockingQueue<Event> events) {
    this.runner = runner;
    this.limit = limit;
    this.events = events;
  }

  void start(ComparisonJob job) {
    queue.add(job);
    if (threads < limit && idle.get() < queue.size()) {
      threads++;
      Thread thread = new Thread(null, new Work(), "comparison-" + threads, STACK_BYTES);
      thread.setDaemon(true);
      started.add(thread);
      thread.start();
    }
  }

  /** Ends the threads, those too that were left behind with a job if they still listen. */
  void end() {
    for (Thread thread : started) {
      thread.interrupt();
    }
  }

  /** A class of its own, not a method reference: the first of those costs a short run more than its comparison. */
  private final class Work implements Runnable {
    @Override
    public void run() {
      work();
    }
  }

  private void work() {
    try {
      while (true) {
        idle.incrementAndGet();
        ComparisonJob job = queue.take();
        idle.decrementAndGet();
        running.put(job.number(), new Running(job.limits().jobMillis(), System.nanoTime()));
        JobOutcome outcome = run(job);
        if (running.remove(job.number()) == null) {
          // Given up in the meantime: this thread has been replaced.
          return;
        }
        events.add(new Event.Finished(outcome));
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private JobOutcome run(ComparisonJob job) {
    try {
      return runner.apply(job);
    } catch (OutOfMemoryError e) {
      return new JobOutcome.Failed(job.number(), FailureKind.OUT_OF_MEMORY, "out of memory");
    } catch (Throwable e) {
      // A library class that fails to load or link, say; the job is answered whatever happens.
      return new JobOutcome.Failed(job.number(), FailureKind.INTERNAL, e.toString());
    }
  }

  /** Returns the time until the next deadline, in milliseconds; 0 or less if one has passed. */
  long millisLeft(long now) {
    long least = Long.MAX_VALUE;
    for (Running each : running.values()) {
      least = Math.min(least, each.millisLeft(now));
    }
    return least;
  }

  /** Returns the number of a job whose deadline has passed, and leaves its thread behind; -1 if there is none. */
  long giveUpOverdue(long now) {
    for (Map.Entry<Long, Running> each : running.entrySet()) {
      if (each.getValue().millisLeft(now) <= 0 && running.remove(each.getKey()) != null) {
        threads--;
        return each.getKey();
      }
    }
    return -1;
  }

  private record Running(long allowedMillis, long since) {
    long millisLeft(long now) {
      return allowedMillis - (now - since) / 1_000_000;
    }
  }
}
