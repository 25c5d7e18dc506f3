package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts long runs of removed or added lines, for showing. Listings travel whole, because a cause can only be claimed for
 * lines that are there; shown, ten thousand rows that differ alike say no more than the first.
 */
public final class BlockLimit {
  private final long maxLines;

  private BlockLimit(long maxLines) {
    this.maxLines = maxLines;
  }

  /** Returns the report with at most so many lines in each run, 0 = all; what was cut is said in the run's last line. */
  public static Report apply(Report report, long maxLines) {
    if (report.isEmpty() || maxLines == 0) {
      return report;
    }
    Difference root = new BlockLimit(maxLines).cut(report.root());
    return new Report(report.source1(), report.source2(), root, report.incomplete());
  }

  private Difference cut(Difference node) {
    List<Difference> details = null;
    for (int i = 0; i < node.details().size(); i++) {
      Difference detail = node.details().get(i);
      Difference cut = cut(detail);
      if (cut != detail && details == null) {
        details = new ArrayList<>(node.details());
      }
      if (details != null) {
        details.set(i, cut);
      }
    }
    String diff = node.unifiedDiff() == null ? null : cut(node.unifiedDiff(), isExplained(node) ? maxLines / 8 : maxLines);
    if (diff == node.unifiedDiff()) {
      return details == null ? node : node.withDetails(details);
    }
    return new Difference(node.source1(), node.source2(), node.format(), node.change(), node.comments(), diff,
        node.internalLineNumbers(), node.left(), node.right(), node.failure(), node.causes(),
        details == null ? node.details() : details);
  }

  /** Returns whether nothing is left to find out: of what is explained, and long, fewer lines are enough. */
  private static boolean isExplained(Difference node) {
    return !node.causes().isEmpty() && node.causes().stream().noneMatch(cause -> cause.id().equals(Leaf.UNEXPLAINED));
  }

  /** @param keptLines lines of a run that is longer than allowed which stay */
  private String cut(String diff, long keptLines) {
    if (diff.length() <= maxLines * 2) {
      return diff; // a line takes two characters at least
    }
    StringBuilder out = null;
    int kept = 0; // everything before is either in out or unchanged
    int from = 0;
    while (from < diff.length()) {
      char sign = diff.charAt(from);
      if (sign != '-' && sign != '+') {
        from = next(diff, from);
        continue;
      }
      int end = from;
      int keptEnd = -1;
      int cutFrom = -1;
      long lines = 0;
      while (end < diff.length() && diff.charAt(end) == sign && !diff.startsWith("[ ", end + 1)) {
        if (lines == keptLines) {
          keptEnd = end;
        }
        cutFrom = lines == maxLines ? keptEnd : cutFrom;
        lines++;
        end = next(diff, end);
      }
      if (cutFrom >= 0 && end < diff.length() && diff.charAt(end) == '\\') {
        end = next(diff, end); // belongs to the last line, which is cut
      }
      if (cutFrom >= 0) {
        out = out == null ? new StringBuilder(diff.length() / 2) : out;
        out.append(diff, kept, cutFrom).append(sign).append("[ ").append(lines - keptLines)
            .append(sign == '-' ? " lines removed ]\n" : " lines added ]\n");
        kept = end;
      }
      from = end == from ? next(diff, from) : end;
    }
    return out == null ? diff : out.append(diff, kept, diff.length()).toString();
  }

  private static int next(String diff, int from) {
    int end = diff.indexOf('\n', from);
    return end < 0 ? diff.length() : end + 1;
  }
}
