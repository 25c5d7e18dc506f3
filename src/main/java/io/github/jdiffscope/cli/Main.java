package io.github.jdiffscope.cli;

import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.report.TextReport;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/** Entry of the program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    try {
      Report report = Comparison.run(CompareRequest.of(args[0], args[1]), Progress.NONE);
      if (!report.isEmpty()) {
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
          new TextReport(new TextOptions(false, 0, 0)).write(report, out);
        }
      }
      halt(report.isEmpty() ? 0 : 1);
    } catch (java.io.IOException notWritten) {
      // Whoever read our output has stopped: nobody is left to tell.
      halt(2);
    } catch (TroubleException e) {
      System.err.println("jdiffscope: " + e.getMessage());
      halt(2);
    }
  }

  /** Ends the process at once: every output is flushed, and no thread has anything left to do. */
  static void halt(int status) {
    Runtime.getRuntime().halt(status);
  }
}
