package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** One line per cause with where it was seen and what to change, then one line per differing file; no hunks. */
public final class SummaryReport implements ReportWriter {
  private static final int NAMES = 3;

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Utf8Output lines = new Utf8Output(out, 0);
    List<Leaf> leaves = Leaf.of(report);
    CauseTotals totals = CauseTotals.of(leaves);
    line(lines, headline(report, leaves));
    table(lines, totals);
    if (leaves.size() > 1) {
      lines.endLine();
      for (Leaf leaf : leaves) {
        line(lines, leaf.title() + ": " + String.join(", ", leaf.causes().keySet()));
      }
    }
    if (report.incomplete()) {
      line(lines, "Not everything was compared: what is not listed may differ too.");
    }
    lines.flush();
  }

  /** Returns {@code a.jar → b.jar: 412 members differ}. */
  static String headline(Report report, List<Leaf> leaves) {
    String names = report.source1().equals(report.source2()) ? report.source1()
        : report.source1() + " → " + report.source2();
    if (report.isEmpty()) {
      return names + (report.incomplete() ? ": no difference found" : ": no difference");
    }
    long members = leaves.stream().filter(leaf -> !leaf.path1().isEmpty()).count();
    if (members == 0) {
      return names + ": differ";
    }
    return names + ": " + Counts.of(members, "member") + (members == 1 ? " differs" : " differ");
  }

  private static void table(Utf8Output lines, CauseTotals totals) throws IOException {
    List<String[]> cells = new ArrayList<>();
    int[] width = new int[2];
    for (CauseTotals.Row row : totals.rows()) {
      String[] cell = {row.id(), Counts.of(row.leaves().size(), noun(row)), remark(row)};
      width[0] = Math.max(width[0], cell[0].length());
      width[1] = Math.max(width[1], cell[1].length());
      cells.add(cell);
    }
    for (String[] cell : cells) {
      String text = "  " + cell[0] + pad(width[0] - cell[0].length()) + "  "
          + pad(width[1] - cell[1].length()) + cell[1] + "  " + cell[2];
      line(lines, text.stripTrailing());
    }
  }

  private static String noun(CauseTotals.Row row) {
    return row.leaves().stream().allMatch(leaf -> leaf.path1().isEmpty()) ? "file" : "member";
  }

  /** Returns the detail if there is one only, and the remedy; names for what is unexplained. */
  static String remark(CauseTotals.Row row) {
    if (row.isUnexplained() || row.remedies().isEmpty() && row.details().isEmpty()) {
      return names(row.leaves());
    }
    String detail = row.details().size() == 1 ? row.details().get(0) : "";
    String remedy = row.remedies().isEmpty() ? "" : row.remedies().get(0);
    return detail.isEmpty() || remedy.isEmpty() ? detail + remedy : detail + ": " + remedy;
  }

  private static String names(List<Leaf> leaves) {
    StringBuilder b = new StringBuilder();
    for (Leaf leaf : leaves.subList(0, Math.min(NAMES, leaves.size()))) {
      b.append(b.isEmpty() ? "" : ", ").append(leaf.title());
    }
    return leaves.size() > NAMES ? b + " and " + Counts.grouped(leaves.size() - NAMES) + " more" : b.toString();
  }

  private static String pad(int n) {
    return " ".repeat(n);
  }

  private static void line(Utf8Output lines, String text) throws IOException {
    lines.shown(text);
    lines.endLine();
  }
}
