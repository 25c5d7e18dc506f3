package io.github.jdiffscope.pool;

import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.Hello;
import io.github.jdiffscope.job.JobJson;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.job.Protocol;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;

/** A worker process: the jobs it was given, in the order in which it answers them. Used by the executor's thread. */
final class WorkerProcess {
  /** Time for a process to start and say hello, on a machine that is busy with other things. */
  private static final long START_MILLIS = 60_000;

  private final Process process;
  private final DataOutputStream in;
  private final BlockingQueue<Event> events;
  private final String catalogue;
  private final Deque<ComparisonJob> jobs = new ArrayDeque<>();
  private final int window;
  private final long started = System.nanoTime();
  private long headSince;
  /** When the worker said hello, 0 before; written by the reader's thread. */
  private volatile long greeted;

  private WorkerProcess(Process process, BlockingQueue<Event> events, String catalogue, int window) {
    this.process = process;
    this.in = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.events = events;
    this.catalogue = catalogue;
    this.window = window;
  }

  /** Returns a started worker; what it says comes as events. */
  static WorkerProcess start(WorkerCommand command, String catalogue, int window, BlockingQueue<Event> events)
      throws IOException {
    String scratch = System.getProperty(WorkerCommand.SCRATCH);
    if (scratch != null) {
      Files.createDirectories(Path.of(scratch));
    }
    Process process = new ProcessBuilder(command.words())
        .redirectError(command.debug() ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD).start();
    WorkerProcess worker = new WorkerProcess(process, events, catalogue, window);
    Thread reader = new Thread(worker::read, "worker-reader");
    reader.setDaemon(true);
    reader.start();
    return worker;
  }

  /** Reads answers until the stream ends; every way it can end is an event. */
  private void read() {
    try (DataInputStream out = new DataInputStream(process.getInputStream())) {
      greet(Protocol.read(out));
      for (Protocol.Frame frame; (frame = Protocol.read(out)) != null; ) {
        events.add(new Event.Answered(this, outcome(frame)));
      }
      events.add(new Event.Lost(this, null));
    } catch (IOException | RuntimeException broken) {
      events.add(new Event.Lost(this, broken.getMessage()));
    }
  }

  private void greet(Protocol.Frame frame) throws IOException {
    if (frame == null) {
      throw new IOException("ended before it said hello" + ending());
    }
    if (frame.type() != Protocol.HELLO) {
      throw new IOException("answered garbage: the first frame is not a hello");
    }
    String mismatch = Hello.fromJson(frame.payload()).mismatch(catalogue);
    if (mismatch != null) {
      throw new IOException(mismatch);
    }
    greeted = System.nanoTime();
  }

  private static JobOutcome outcome(Protocol.Frame frame) throws IOException {
    return switch (frame.type()) {
      case Protocol.OUTCOME -> JobJson.readOutcome(frame.payload());
      case Protocol.OUTCOME_FILE -> {
        Path file = Path.of(new String(frame.payload(), StandardCharsets.UTF_8));
        byte[] json = Files.readAllBytes(file);
        Files.delete(file);
        yield JobJson.readOutcome(json);
      }
      default -> throw new IOException("answered garbage: a frame of type " + frame.type());
    };
  }

  boolean hasRoom() {
    return jobs.size() < window;
  }

  int load() {
    return jobs.size();
  }

  /** Sends a job; a worker that is gone is noticed by its reader, not here. */
  void send(ComparisonJob job) {
    if (jobs.isEmpty()) {
      headSince = System.nanoTime();
    }
    jobs.add(job);
    try {
      Protocol.write(in, Protocol.JOB, JobJson.write(job));
    } catch (IOException gone) {
      events.add(new Event.Lost(this, null));
    }
  }

  /** Takes note of an answer. Returns whether it is the answer to the oldest job, as it must be. */
  boolean answered(long number) {
    ComparisonJob head = jobs.peek();
    if (head == null || head.number() != number) {
      return false;
    }
    jobs.remove();
    headSince = System.nanoTime();
    return true;
  }

  /** Returns the jobs that are not answered, oldest first: the first of them is the one it was at. */
  Deque<ComparisonJob> unanswered() {
    return jobs;
  }

  /** Returns the time left for the job it is at, in milliseconds. */
  long millisLeft(long now) {
    ComparisonJob head = jobs.peek();
    if (head == null) {
      return Long.MAX_VALUE;
    }
    // A slow start of the process is not the job's fault.
    long hello = greeted;
    return hello == 0 ? START_MILLIS - (now - started) / 1_000_000
        : head.limits().jobMillis() - (now - Math.max(headSince, hello)) / 1_000_000;
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Returns how the process ended, for a sentence; waits a moment for an end that is already under way. */
  String ending() {
    try {
      if (!process.waitFor(2, java.util.concurrent.TimeUnit.SECONDS)) {
        return "";
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "";
    }
    int status = process.exitValue();
    // The JDK reports a death by signal n as 128 + n.
    return status > 128 ? " (killed by signal " + (status - 128) + ")" : " (exit status " + status + ")";
  }
}
