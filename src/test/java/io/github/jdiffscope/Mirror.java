package io.github.jdiffscope;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.util.ArrayList;
import java.util.List;

/** The outline of a report: names, counts of removed and added lines; and the same seen from the other side. */
final class Mirror {
  private Mirror() {}

  /** Returns a line a node. */
  static List<String> outline(Report report) {
    List<String> lines = new ArrayList<>();
    if (!report.isEmpty()) {
      add(report.root(), false, lines, 0);
    }
    return lines;
  }

  /** Returns what {@link #outline} would be with the sides swapped. */
  static List<String> of(Report report) {
    List<String> lines = new ArrayList<>();
    if (!report.isEmpty()) {
      add(report.root(), true, lines, 0);
    }
    return lines;
  }

  private static void add(Difference node, boolean swap, List<String> lines, int depth) {
    long removed = count(node.unifiedDiff(), '-');
    long added = count(node.unifiedDiff(), '+');
    String a = swap ? node.source2() : node.source1();
    String b = swap ? node.source1() : node.source2();
    lines.add(" ".repeat(depth) + a + " | " + b + " -" + (swap ? added : removed) + " +" + (swap ? removed : added));
    node.details().forEach(detail -> add(detail, swap, lines, depth + 1));
  }

  private static long count(String diff, char mark) {
    return diff == null ? 0 : diff.lines().filter(line -> !line.isEmpty() && line.charAt(0) == mark).count();
  }
}
