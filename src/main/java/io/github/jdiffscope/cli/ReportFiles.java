package io.github.jdiffscope.cli;

import io.github.jdiffscope.cli.Invocation.OutputStyle;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.report.HtmlDirectoryReport;
import io.github.jdiffscope.report.HtmlOptions;
import io.github.jdiffscope.report.HtmlReport;
import io.github.jdiffscope.report.JsonReport;
import io.github.jdiffscope.report.JunitReport;
import io.github.jdiffscope.report.MarkdownReport;
import io.github.jdiffscope.report.ReportWriter;
import io.github.jdiffscope.report.RestructuredTextReport;
import io.github.jdiffscope.report.SarifReport;
import io.github.jdiffscope.report.SummaryReport;
import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.report.TextReport;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the reports of a run. One that cannot be written does not spoil the others. */
final class ReportFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStyle style;

  ReportFiles(OutputStyle style) {
    this.style = style;
  }

  /** Writes a report to where it was asked for. Returns null, or the sentence that says why it could not be written. */
  String write(Report report, OutputRequest request) {
    try {
      if (request.isStandardOutput()) {
        toStandardOutput(report, request);
      } else if (request.format().equals("html-dir")) {
        new HtmlDirectoryReport(htmlOptions()).write(report, Path.of(request.target()));
      } else {
        toFile(report, request, Path.of(request.target()));
      }
      return null;
    } catch (IOException e) {
      return request.target() + ": report not written: " + reason(e);
    }
  }

  private void toStandardOutput(Report report, OutputRequest request) throws IOException {
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES);
    writer(request).write(report, out);
    out.flush();
  }

  /** Writes beside the target and moves over it, so that no reader ever sees half a report. */
  private void toFile(Report report, OutputRequest request, Path target) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // A device or a pipe cannot be moved over.
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), BUFFER_BYTES)) {
        writer(request).write(report, out);
      }
      return;
    }
    Path whole = target.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part" + ProcessHandle.current().pid());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER_BYTES)) {
      writer(request).write(report, out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
  }

  private ReportWriter writer(OutputRequest request) {
    return switch (request.format()) {
      case "text" -> new TextReport(textOptions(request));
      case "json" -> new JsonReport();
      case "html" -> new HtmlReport(htmlOptions());
      case "markdown" -> new MarkdownReport(style.maxReportBytes());
      case "restructured-text" -> new RestructuredTextReport(style.maxReportBytes());
      case "junit" -> new JunitReport();
      case "sarif" -> new SarifReport();
      case "summary" -> new SummaryReport();
      default -> throw new IllegalArgumentException("no report is called " + request.format());
    };
  }

  private HtmlOptions htmlOptions() {
    return new HtmlOptions(style.maxReportBytes(), style.maxPageBytes(), style.maxPageBlockLines());
  }

  private TextOptions textOptions(OutputRequest request) {
    boolean terminal = request.isStandardOutput() && Terminal.isOutput();
    boolean color = style.color().equals("always")
        || style.color().equals("auto") && terminal && System.getenv("NO_COLOR") == null;
    return new TextOptions(color, terminal ? Terminal.width() : 0, style.maxTextBytes());
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    } else if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
