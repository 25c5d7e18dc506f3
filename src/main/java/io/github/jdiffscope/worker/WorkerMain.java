package io.github.jdiffscope.worker;

import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.Hello;
import io.github.jdiffscope.job.JobJson;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.job.Protocol;
import io.github.jdiffscope.model.FailureKind;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The main loop of a worker process: one job in, one outcome out, until standard input ends. */
public final class WorkerMain {
  private static final long STACK_BYTES = 512 << 10;

  private final DataOutputStream out;
  private final BlockingQueue<byte[]> jobs = new LinkedBlockingQueue<>();

  private WorkerMain(DataOutputStream out) {
    this.out = out;
  }

  public static void main(String[] args) {
    // First of all: whatever a library prints must not end up between our frames.
    DataOutputStream frames =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setOut(System.err);
    WorkerMain worker = new WorkerMain(frames);
    Thread reader = new Thread(worker::read, "jobs");
    reader.setDaemon(true);
    reader.start();
    new Thread(null, worker::work, "work", STACK_BYTES).start();
  }

  /**
   * Reads jobs. At the end of standard input the parent is gone or done with us: this thread ends the process at once,
   * however busy the other one is.
   */
  private void read() {
    try (DataInputStream in = new DataInputStream(System.in)) {
      for (Protocol.Frame frame; (frame = Protocol.read(in)) != null; ) {
        if (frame.type() != Protocol.JOB) {
          throw new IOException("a frame of type " + frame.type() + " is not a job");
        }
        jobs.add(frame.payload());
      }
    } catch (IOException broken) {
      System.err.println("jdiffscope worker: " + broken.getMessage());
    }
    Runtime.getRuntime().halt(0);
  }

  private void work() {
    try {
      Catalog catalog = Catalog.load();
      Protocol.write(out, Protocol.HELLO, new Hello(Protocol.VERSION, catalog.fingerprint()).toJson());
      JobRunner runner = new JobRunner(catalog);
      while (true) {
        answer(runner, JobJson.readJob(jobs.take()));
      }
    } catch (Throwable fatal) {
      // No answer is possible any more; the parent sees the end of our output.
      fatal.printStackTrace();
      Runtime.getRuntime().halt(3);
    }
  }

  private void answer(JobRunner runner, ComparisonJob job) throws IOException {
    JobOutcome outcome;
    try {
      outcome = runner.run(job);
    } catch (OutOfMemoryError e) {
      outcome = new JobOutcome.Failed(job.number(), FailureKind.OUT_OF_MEMORY, "out of memory");
    } catch (LinkageError e) {
      outcome = new JobOutcome.Failed(job.number(), FailureKind.INTERNAL, e.toString());
    }
    byte[] json = JobJson.write(outcome);
    if (json.length <= Protocol.INLINE_LIMIT) {
      Protocol.write(out, Protocol.OUTCOME, json);
      return;
    }
    Path folder = Path.of(job.scratch());
    Files.createDirectories(folder);
    Path file = folder.resolve("outcome");
    Files.write(file, json);
    Protocol.write(out, Protocol.OUTCOME_FILE, file.toString().getBytes(StandardCharsets.UTF_8));
  }
}
