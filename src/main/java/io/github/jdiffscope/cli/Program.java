package io.github.jdiffscope.cli;

import io.github.jdiffscope.cause.CauseAnnotator;
import io.github.jdiffscope.cause.IgnoreFilter;
import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.report.BlockLimit;
import io.github.jdiffscope.report.JsonReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Compares, writes the reports, and says how it ended. */
final class Program {
  private final Invocation invocation;

  private Program(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Returns the exit status of an invocation. */
  static int run(Invocation invocation) throws TroubleException, InterruptedException {
    Program program = new Program(invocation);
    Report report = invocation.savedReport() == null ? program.compare() : program.load();
    return program.finish(report.isEmpty() ? report : CauseAnnotator.annotate(report));
  }

  private Report compare() throws TroubleException, InterruptedException {
    TerminalProgress terminal = showsProgress() ? new TerminalProgress(System.err, Terminal.width()) : null;
    StatusLines status = invocation.statusFd() < 0 ? null : StatusLines.to(invocation.statusFd());
    try {
      return Comparison.run(invocation.compare(), new BothProgress(terminal, status));
    } finally {
      if (terminal != null) {
        terminal.clear();
      }
    }
  }

  /** Tells whoever wants to know; either may be null. */
  private record BothProgress(Progress terminal, Progress status) implements Progress {
    @Override
    public void update(long done, long total, String current) {
      if (terminal != null) {
        terminal.update(done, total, current);
      }
      if (status != null) {
        status.update(done, total, current);
      }
    }
  }

  private boolean showsProgress() {
    return invocation.progress() == null ? Terminal.isError() && System.getenv("CI") == null : invocation.progress();
  }

  private Report load() throws TroubleException {
    String file = invocation.savedReport();
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      return JsonReportReader.read(in);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new TroubleException(file + ": no such file");
    } catch (IOException e) {
      throw new TroubleException(file + ": not a saved report: " + e.getMessage());
    }
  }

  /** Writes the reports of an annotated report and returns the exit status. */
  private int finish(Report annotated) {
    boolean written = true;
    boolean differs = !annotated.isEmpty();
    Report report = annotated;
    if (!invocation.ignoredCauses().isEmpty()) {
      IgnoreFilter.Outcome outcome = new IgnoreFilter(Set.copyOf(invocation.ignoredCauses())).apply(annotated);
      differs = outcome.counts();
      report = outcome.report();
    }
    report = BlockLimit.apply(report, invocation.maxBlockLines());
    if (!report.isEmpty() || invocation.outputEmpty()) {
      ReportFiles files = new ReportFiles(invocation.style());
      for (OutputRequest output : invocation.outputs()) {
        String problem = files.write(report, output);
        if (problem != null) {
          written = false;
          complain(output, problem);
        }
      }
    }
    return !written ? Main.TROUBLE : differs ? Main.DIFFERENT : Main.SAME;
  }

  /** Says that a report was not written; not if the reader of our output merely stopped reading. */
  private static void complain(OutputRequest output, String problem) {
    if (!output.isStandardOutput() || !problem.contains("Broken pipe")) {
      System.err.println("jdiffscope: " + problem);
    }
  }
}
