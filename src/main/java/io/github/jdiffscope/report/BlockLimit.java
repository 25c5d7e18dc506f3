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
        node.pictures(), details == null ? node.details() : details);
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
    for (int from = 0; from < diff.length();) {
      Run run = new Run(diff, from);
      if (run.end > from && Math.max(run.removed, run.added) > maxLines) {
        out = out == null ? new StringBuilder(diff.length() / 2) : out;
        out.append(diff, kept, from);
        run.write(out, run.removed > maxLines ? keptLines : run.removed, run.added > maxLines ? keptLines : run.added);
        kept = run.end;
      }
      from = run.end == from ? next(diff, from) : run.end;
    }
    return out == null ? diff : out.append(diff, kept, diff.length()).toString();
  }

  private static int next(String diff, int from) {
    int end = diff.indexOf('\n', from);
    return end < 0 ? diff.length() : end + 1;
  }

  /** Removed and added lines without an unchanged one between them, in blocks or in pairs. */
  private static final class Run {
    private final String diff;
    private final int start;
    private final int end;
    private long removed;
    private long added;

    Run(String diff, int start) {
      this.diff = diff;
      this.start = start;
      int at = start;
      while (at < diff.length() && (isChange(at) || at > start && diff.charAt(at) == '\\')) {
        removed += diff.charAt(at) == '-' ? 1 : 0;
        added += diff.charAt(at) == '+' ? 1 : 0;
        at = next(diff, at);
      }
      end = at;
    }

    private boolean isChange(int at) {
      char sign = diff.charAt(at);
      return (sign == '-' || sign == '+') && !diff.startsWith("[ ", at + 1);
    }

    /** Writes so many lines of each side, and after the last of a side how many were left out. */
    void write(StringBuilder out, long keptRemoved, long keptAdded) {
      long minus = 0;
      long plus = 0;
      boolean shown = true;
      for (int at = start; at < end;) {
        int next = next(diff, at);
        char sign = diff.charAt(at);
        // "\ No newline" belongs to the line before it.
        shown = sign == '-' ? minus++ < keptRemoved : sign == '+' ? plus++ < keptAdded : shown;
        if (shown) {
          out.append(diff, at, next);
        }
        if (sign == '-' && minus == removed && removed > keptRemoved) {
          out.append("-[ ").append(removed - keptRemoved).append(" lines removed ]\n");
        } else if (sign == '+' && plus == added && added > keptAdded) {
          out.append("+[ ").append(added - keptAdded).append(" lines added ]\n");
        }
        at = next;
      }
    }
  }
}
