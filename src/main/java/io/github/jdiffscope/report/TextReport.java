package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The tree as text, drawn as diffoscope draws it: {@code ├── name} per node, {@code │ } per level before everything
 * inside it, {@code │┄ comment}. Control characters never reach the terminal.
 */
public final class TextReport implements ReportWriter {
  private final TextOptions options;

  public TextReport(TextOptions options) {
    this.options = options;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Utf8Output lines = new Utf8Output(out, options.maxReportBytes());
    if (!report.isEmpty()) {
      new TextTree(options, lines).node(report.root(), 0);
    }
    if (report.incomplete()) {
      lines.ascii("Not everything was compared: what is not listed above may differ too.");
      lines.endLine();
    }
    if (lines.droppedLines() > 0) {
      lines.forcedLine("Max output size reached: " + Counts.of(lines.droppedLines(), "more line") + " ("
          + Counts.bytes(lines.droppedBytes()) + ") not shown; see --max-text-report-size.");
    }
    lines.flush();
  }
}
