package io.github.jdiffscope.pool;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.job.Hello;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.job.JobJson;
import io.github.jdiffscope.job.Protocol;
import io.github.jdiffscope.worker.WorkerMain;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Workers for tests: one that knows the format of {@link FaultyComparator}, and some that do not keep to the protocol. */
public final class FaultyWorker {
  private FaultyWorker() {}

  /** Entry of a worker that is right but for knowing one format more. */
  public static void main(String[] args) throws Exception {
    System.setProperty("jdiffscope.thirdparties", "true");
    Path services = Files.createTempDirectory("services");
    declareService(services);
    Thread.currentThread().setContextClassLoader(
        new URLClassLoader(new URL[] {services.toUri().toURL()}, FaultyWorker.class.getClassLoader()));
    WorkerMain.main(args);
  }

  /** Writes the file by which {@link java.util.ServiceLoader} finds the faulty format. */
  static void declareService(Path folder) throws Exception {
    Path file = folder.resolve("META-INF/services/" + FormatComparator.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, FaultyComparator.class.getName() + "\n");
  }

  private static DataOutputStream out() {
    return new DataOutputStream(System.out);
  }

  private static void hello() throws Exception {
    Protocol.write(out(), Protocol.HELLO, new Hello(Protocol.VERSION, FaultTest.CATALOG.fingerprint()).toJson());
  }

  private static void afterAJob(byte[] answer) throws Exception {
    hello();
    Protocol.read(new DataInputStream(System.in));
    System.out.write(answer);
    System.out.flush();
    System.in.read();
  }

  /** Says hello in another version of the protocol. */
  public static final class OtherVersion {
    public static void main(String[] args) throws Exception {
      Protocol.write(out(), Protocol.HELLO, new Hello(99, FaultTest.CATALOG.fingerprint()).toJson());
      System.in.read();
    }
  }

  /** Knows other formats. */
  public static final class OtherCatalogue {
    public static void main(String[] args) throws Exception {
      Protocol.write(out(), Protocol.HELLO, new Hello(Protocol.VERSION, "other-1").toJson());
      System.in.read();
    }
  }

  /** Answers with bytes that are no frame. */
  public static final class Garbage {
    public static void main(String[] args) throws Exception {
      afterAJob("this is no frame, this is a sentence".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Answers with the first half of a frame and ends. */
  public static final class HalfFrame {
    public static void main(String[] args) throws Exception {
      hello();
      Protocol.read(new DataInputStream(System.in));
      System.out.write(new byte[] {0, 0, 1, 0, Protocol.OUTCOME, '{'});
      System.out.flush();
    }
  }

  /** Answers for a job it was not given. */
  public static final class OtherJob {
    public static void main(String[] args) throws Exception {
      hello();
      Protocol.read(new DataInputStream(System.in));
      Protocol.write(out(), Protocol.OUTCOME, JobJson.write(JobOutcome.Compared.equal(424_242)));
      System.in.read();
    }
  }
}
