package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;

/** The report as reStructuredText: sections by depth, comments in emphasis, differences as {@code diff} code blocks. */
public final class RestructuredTextReport implements ReportWriter {
  /** Underlines by depth; deeper nodes share the last. */
  private static final String UNDERLINES = "=-~\"'^";

  private final long maxReportBytes;

  /** @param maxReportBytes size after which lines are counted instead of written, 0 = none */
  public RestructuredTextReport(long maxReportBytes) {
    this.maxReportBytes = maxReportBytes;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Utf8Output lines = new Utf8Output(out, maxReportBytes);
    heading(lines, escape(report.source1()) + " → " + escape(report.source2()), 0);
    if (report.isEmpty()) {
      paragraph(lines, report.incomplete() ? "No difference found." : "No difference.");
    } else {
      causes(lines, report);
      node(lines, report.root(), 0);
    }
    if (report.incomplete()) {
      paragraph(lines, "**Not everything was compared**: what is not listed may differ too.");
    }
    if (lines.droppedLines() > 0) {
      lines.forcedLine("");
      lines.forcedLine("**Report cut**: " + Counts.of(lines.droppedLines(), "more line") + " ("
          + Counts.bytes(lines.droppedBytes()) + ") not shown; see ``--max-report-size``.");
    }
    lines.flush();
  }

  private static void causes(Utf8Output lines, Report report) throws IOException {
    CauseTotals totals = CauseTotals.of(Leaf.of(report));
    if (totals.rows().size() == 1 && !totals.isExplained()) {
      return;
    }
    for (CauseTotals.Row row : totals.rows()) {
      String remark = SummaryReport.remark(row);
      line(lines, "- **" + escape(row.id()) + "**, " + Counts.of(row.leaves().size(), "file")
          + (remark.isEmpty() ? "" : ": " + escape(remark)));
    }
    lines.endLine();
  }

  private void node(Utf8Output lines, Difference node, int depth) throws IOException {
    if (depth > 0) {
      String names = node.source1().equals(node.source2()) ? escape(node.source1())
          : escape(node.source1()) + " → " + escape(node.source2());
      String kind = node.change() == ChangeKind.CHANGED ? "" : " (" + JsonReport.word(node.change()) + ")";
      heading(lines, names + kind, Math.min(depth, UNDERLINES.length() - 1));
    }
    for (String comment : node.comments()) {
      paragraph(lines, "*" + escape(comment) + "*");
    }
    for (Cause cause : node.causes()) {
      paragraph(lines, "**" + escape(cause.id()) + "**"
          + (cause.detail().isEmpty() ? "" : ": " + escape(cause.detail())));
    }
    if (node.unifiedDiff() != null) {
      paragraph(lines, ".. code-block:: diff");
      DiffLines.forEach(node.unifiedDiff(), (diff, from, to) -> {
        lines.ascii("   ");
        lines.shown(diff, from, to);
        lines.endLine();
      });
      lines.endLine();
    }
    for (Difference detail : node.details()) {
      node(lines, detail, depth + 1);
    }
  }

  private static void heading(Utf8Output lines, String title, int level) throws IOException {
    line(lines, title);
    int columns = title.codePoints().map(Shown::columns).sum();
    line(lines, String.valueOf(UNDERLINES.charAt(level)).repeat(Math.max(4, columns)));
    lines.endLine();
  }

  private static void paragraph(Utf8Output lines, String text) throws IOException {
    line(lines, text);
    lines.endLine();
  }

  private static void line(Utf8Output lines, String text) throws IOException {
    lines.raw(text);
    lines.endLine();
  }

  /** Returns text that is only text: every character that markup can start or end with is escaped. */
  static String escape(String text) {
    String shown = Shown.text(text);
    String trimmed = shown.strip();
    if (trimmed.isEmpty()) {
      return "(no name)";
    }
    StringBuilder b = new StringBuilder(trimmed.length() + 16);
    for (int i = 0; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      if (i == 0 && startsMarkup(trimmed) || "\\*`|_<>:[]".indexOf(c) >= 0) {
        b.append('\\');
      }
      b.append(c);
    }
    return b.toString();
  }

  /** Returns whether the line would start a list, a transition or the like: {@code 1. }, {@code - }, {@code ...}. */
  private static boolean startsMarkup(String line) {
    int i = 0;
    while (i < line.length() && Character.isLetterOrDigit(line.charAt(i))) {
      i++;
    }
    return line.charAt(0) < 0x7f && (i == 0 || i < line.length() && (line.charAt(i) == '.' || line.charAt(i) == ')'));
  }
}
