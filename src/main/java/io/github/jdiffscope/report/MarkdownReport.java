package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The report as Markdown, made to be pasted into a pull request: causes first, then a heading per node and its
 * difference in a fence longer than any inside. Text of the input stands in code spans and fences only, where it is
 * neither markup nor a mention.
 */
public final class MarkdownReport implements ReportWriter {
  private static final int DEEPEST_HEADING = 6;

  private final long maxReportBytes;

  /** @param maxReportBytes size after which lines are counted instead of written, 0 = none */
  public MarkdownReport(long maxReportBytes) {
    this.maxReportBytes = maxReportBytes;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Utf8Output lines = new Utf8Output(out, maxReportBytes);
    Fences fences = new Fences(lines, maxReportBytes > 0);
    line(lines, "# " + code(report.source1()) + " → " + code(report.source2()));
    lines.endLine();
    if (report.isEmpty()) {
      line(lines, report.incomplete() ? "No difference found." : "No difference.");
    } else {
      causes(lines, report);
      body(lines, fences, report.root(), 1);
    }
    if (report.incomplete()) {
      line(lines, "**Not everything was compared**: what is not listed may differ too.");
    }
    fences.closeIfCut();
    if (lines.droppedLines() > 0) {
      lines.forcedLine("");
      lines.forcedLine("**Report cut**: " + Counts.of(lines.droppedLines(), "more line") + " ("
          + Counts.bytes(lines.droppedBytes()) + ") not shown; see `--max-report-size`.");
    }
    lines.flush();
  }

  private static void causes(Utf8Output lines, Report report) throws IOException {
    CauseTotals totals = CauseTotals.of(Leaf.of(report));
    if (totals.rows().size() == 1 && !totals.isExplained()) {
      return;
    }
    line(lines, "| Why | Where | What to do |");
    line(lines, "|---|---|---|");
    for (CauseTotals.Row row : totals.rows()) {
      int count = row.leaves().size();
      String where = count == 1 ? cell(row.leaves().get(0).title()) : Counts.of(count, "file");
      String what = SummaryReport.remark(row);
      line(lines, "| " + cell(row.id()) + " | " + where + " | " + (what.isEmpty() || row.isUnexplained() ? "" : cell(what)) + " |");
    }
    lines.endLine();
  }

  private void body(Utf8Output lines, Fences fences, Difference node, int depth) throws IOException {
    if (depth > 1) {
      String names = node.source1().equals(node.source2()) ? code(node.source1())
          : code(node.source1()) + " → " + code(node.source2());
      line(lines, "#".repeat(Math.min(depth, DEEPEST_HEADING)) + ' ' + names + kind(node));
      lines.endLine();
    }
    for (String comment : node.comments()) {
      paragraph(lines, "*" + prose(comment) + "*");
    }
    for (Cause cause : node.causes()) {
      paragraph(lines, "**" + prose(cause.id()) + "**" + (cause.detail().isEmpty() ? "" : ": " + prose(cause.detail())));
    }
    if (node.unifiedDiff() != null) {
      fences.write(node.unifiedDiff());
    }
    for (Difference detail : node.details()) {
      body(lines, fences, detail, depth + 1);
    }
  }

  private static String kind(Difference node) {
    return node.change() == ChangeKind.CHANGED ? "" : " (" + JsonReport.word(node.change()) + ")";
  }

  private static void paragraph(Utf8Output lines, String text) throws IOException {
    line(lines, text);
    lines.endLine();
  }

  private static void line(Utf8Output lines, String text) throws IOException {
    lines.raw(text);
    lines.endLine();
  }

  /** Returns a code span, delimited by one backtick more than any run inside (CommonMark 6.1). */
  static String code(String name) {
    String text = Shown.text(name);
    String fence = "`".repeat(Fences.longestRun(text, '`') + 1);
    boolean pad = text.isEmpty() || text.startsWith("`") || text.endsWith("`") || text.isBlank()
        || text.startsWith(" ") && text.endsWith(" ");
    return pad ? fence + ' ' + text + ' ' + fence : fence + text + fence;
  }

  /** Returns a code span for a table, whose cells are split at bars even inside code. */
  private static String cell(String text) {
    return prose(text).replace("\\|", "&#124;");
  }

  /**
   * Returns text that is only text: every ASCII punctuation character that could start markup is escaped, and what
   * services turn into mentions and references is broken up by an empty comment.
   */
  static String prose(String text) {
    String shown = Shown.text(text);
    StringBuilder b = new StringBuilder(shown.length() + 16);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      switch (c) {
        case '<' -> b.append("&lt;");
        case '>' -> b.append("&gt;");
        case '&' -> b.append("&amp;");
        case '@', '#' -> b.append(c).append("<!-- -->");
        case '\\', '`', '*', '_', '{', '}', '[', ']', '|', '~', '!', '$' -> b.append('\\').append(c);
        case ':' -> b.append(shown.startsWith("//", i + 1) ? ":<!-- -->" : ":");
        default -> b.append(c);
      }
    }
    return b.toString();
  }

  /** Fenced blocks; remembers the open one, so that a report cut inside it still closes it. */
  private static final class Fences {
    private final Utf8Output lines;
    private final boolean limited;
    private String open;

    Fences(Utf8Output lines, boolean limited) {
      this.lines = lines;
      this.limited = limited;
    }

    void write(String diff) throws IOException {
      String fence = "`".repeat(Math.max(3, longestRun(diff, '`') + 1));
      lines.ascii(fence + "diff");
      lines.endLine();
      boolean opened = lines.droppedLines() == 0;
      DiffLines.forEach(diff, (text, from, to) -> {
        lines.shown(text, from, to);
        lines.endLine();
      });
      lines.ascii(fence);
      lines.endLine();
      if (limited && opened && lines.droppedLines() > 0) {
        open = fence;
      }
      lines.endLine();
    }

    void closeIfCut() throws IOException {
      if (open != null) {
        lines.forcedLine(open);
      }
    }

    static int longestRun(String text, char c) {
      int longest = 0;
      for (int i = text.indexOf(c); i >= 0; i = text.indexOf(c, i)) {
        int end = i;
        while (end < text.length() && text.charAt(end) == c) {
          end++;
        }
        longest = Math.max(longest, end - i);
        i = end;
      }
      return longest;
    }
  }
}
