package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent.Listing;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.textdiff.DiffLimits;
import io.github.jdiffscope.textdiff.TextDifference;
import java.util.ArrayList;
import java.util.List;

/**
 * Unified hunks of two listings whose common rows are in the same order. A row stands right before its partner, so that
 * what changed in it is seen at once; where every row has changed, a difference of texts would show all of one side and
 * then all of the other.
 */
final class RowHunks {
  /** Rows of both sides from which on limits may have to cut; a difference of texts can do that. */
  private static final int MOST_ROWS = 100_000;

  private final List<String> left;
  private final List<String> right;
  /** For each left line, the position of its partner on the right, or -1. */
  private final int[] partners;
  private final int context;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder hunk = new StringBuilder();
  private int leftLines;
  private int rightLines;
  /** Unchanged lines since the last change, the newest last; at most twice the context is of interest. */
  private int unchanged;

  private RowHunks(List<String> left, List<String> right, int[] partners, int context) {
    this.left = left;
    this.right = right;
    this.partners = partners;
    this.context = context;
  }

  /** Returns whether the rows can be shown so: each is one line of usual length, and there are not too many. */
  static boolean canShow(List<Row> left, List<Row> right, DiffLimits limits) {
    if ((long) left.size() + right.size() > MOST_ROWS || limits.maxInputLines() > 0
        && Math.max(left.size(), right.size()) >= limits.maxInputLines()) {
      return false;
    }
    return areLines(left, limits) && areLines(right, limits);
  }

  private static boolean areLines(List<Row> rows, DiffLimits limits) {
    for (Row row : rows) {
      if (row.text().indexOf('\n') >= 0 || limits.maxLineBytes() > 0 && row.text().length() > limits.maxLineBytes() / 3) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the difference of two listings with these rows.
   *
   * @param partners for each left row the position of its partner on the right, ascending, or -1
   */
  static TextDifference compare(Listing leftHead, List<Row> left, Listing rightHead, List<Row> right, int[] partners,
      int context) {
    List<String> a = head(leftHead);
    List<String> b = head(rightHead);
    int[] all = new int[a.size() + left.size()];
    for (int i = 0; i < a.size(); i++) {
      all[i] = i < b.size() ? i : -1;
    }
    for (int i = 0; i < left.size(); i++) {
      all[a.size() + i] = partners[i] < 0 ? -1 : b.size() + partners[i];
    }
    left.forEach(row -> a.add(row.text()));
    right.forEach(row -> b.add(row.text()));
    String hunks = new RowHunks(a, b, all, context).write();
    return hunks.isEmpty() ? TextDifference.EQUAL : TextDifference.of(hunks);
  }

  private static List<String> head(Listing listing) {
    List<String> lines = new ArrayList<>(listing.caption());
    lines.addAll(listing.header());
    return lines;
  }

  private String write() {
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      int partner = i < left.size() ? partners[i] : right.size();
      if (partner < 0) {
        change(i, j);
        line('-', left.get(i++));
      } else if (j < partner) {
        change(i, j);
        line('+', right.get(j++));
      } else if (left.get(i).equals(right.get(j))) {
        unchanged++;
        i++;
        j++;
      } else {
        change(i, j);
        line('-', left.get(i++));
        line('+', right.get(j++));
      }
    }
    endHunk(i, j);
    return out.toString();
  }

  private void line(char sign, String text) {
    hunk.append(sign).append(text).append('\n');
    leftLines += sign == '+' ? 0 : 1;
    rightLines += sign == '-' ? 0 : 1;
  }

  /** Puts the unchanged lines before a change into the open hunk, or ends that and begins another. */
  private void change(int i, int j) {
    if (unchanged > 0 && (hunk.isEmpty() || unchanged > 2 * context)) {
      endHunk(i, j);
      unchanged = Math.min(unchanged, context);
    }
    for (; unchanged > 0; unchanged--) {
      line(' ', left.get(i - unchanged));
    }
  }

  /** Ends the open hunk with the context after it, if there is one. */
  private void endHunk(int i, int j) {
    if (hunk.isEmpty()) {
      return;
    }
    int after = Math.min(unchanged, context);
    for (int n = 0; n < after; n++) {
      line(' ', left.get(i - unchanged + n));
    }
    out.append("@@ -");
    range(i - unchanged + after - leftLines, leftLines);
    out.append(" +");
    range(j - unchanged + after - rightLines, rightLines);
    out.append(" @@\n").append(hunk);
    hunk.setLength(0);
    leftLines = 0;
    rightLines = 0;
  }

  private void range(int before, int count) {
    out.append(count == 0 ? before : before + 1);
    if (count != 1) {
      out.append(',').append(count);
    }
  }
}
