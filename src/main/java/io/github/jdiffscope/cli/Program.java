package io.github.jdiffscope.cli;

import io.github.jdiffscope.cause.CauseAnnotator;
import io.github.jdiffscope.cause.IgnoreFilter;
import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
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
    DiffTool tool = invocation.difftool() == null ? null : new DiffTool(invocation.difftool());
    Profile profile = invocation.profile() == null ? null : new Profile();
    try {
      return Comparison.run(invocation.compare(), new Listeners(terminal, status, tool, profile), profile);
    } finally {
      if (terminal != null) {
        terminal.clear();
      }
      if (profile != null) {
        write(profile);
      }
    }
  }

  private void write(Profile profile) throws TroubleException {
    if (invocation.profile().equals("-")) {
      System.err.print(profile.text());
      return;
    }
    try {
      Files.writeString(Path.of(invocation.profile()), profile.text());
    } catch (IOException e) {
      throw new TroubleException("--profile: " + invocation.profile() + ": cannot be written");
    }
  }

  /** Tells whoever wants to know; each may be null. */
  private record Listeners(Progress terminal, Progress status, Progress tool, Profile profile) implements Progress {
    @Override
    public void update(long done, long total, String current) {
      if (terminal != null) {
        terminal.update(done, total, current);
      }
      if (status != null) {
        status.update(done, total, current);
      }
    }

    @Override
    public void leafDiffers(ArtifactPair pair) {
      if (tool != null) {
        tool.leafDiffers(pair);
      }
    }

    @Override
    public void ranElsewhere(String format, long nanos) {
      if (profile != null) {
        profile.add(format + " (worker)", nanos);
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
    boolean trouble = !written || report.incomplete() && !hasFinding(report.root());
    return trouble ? Main.TROUBLE : differs ? Main.DIFFERENT : Main.SAME;
  }

  /** Returns whether something is known to differ: what was not compared is neither different nor the same. */
  private static boolean hasFinding(Difference node) {
    if (node == null || node.failure() == FailureKind.NOT_COMPARED) {
      return false;
    }
    if (node.unifiedDiff() != null || node.change() != ChangeKind.CHANGED) {
      return true;
    }
    for (Difference detail : node.details()) {
      if (hasFinding(detail)) {
        return true;
      }
    }
    return false;
  }

  /** Says that a report was not written; not if the reader of our output merely stopped reading. */
  private static void complain(OutputRequest output, String problem) {
    if (!output.isStandardOutput() || !problem.contains("Broken pipe")) {
      System.err.println("jdiffscope: " + problem);
    }
  }
}
