package io.github.jdiffscope.report;

import java.io.IOException;

/** Reads a unified diff into rows of two sides with line numbers. */
final class DiffRows {
  private final String diff;
  private final Rows rows;
  private final LineRanges removed = new LineRanges();
  private final LineRanges added = new LineRanges();
  private long left = 1;
  private long right = 1;

  /** Receives the rows; positions are those in the diff, without the sign of the line. */
  interface Rows {
    void hunk(int from, int to) throws IOException;

    void equal(long leftNumber, long rightNumber, int from, int to) throws IOException;

    /** A removed and an added line side by side; positions are -1 where one is missing. */
    void changed(long leftNumber, int leftFrom, int leftTo, long rightNumber, int rightFrom, int rightTo)
        throws IOException;

    /** A remark in the place of a line, such as that there is no newline at the end of the file. */
    void remark(int from, int to) throws IOException;
  }

  private DiffRows(String diff, Rows rows) {
    this.diff = diff;
    this.rows = rows;
  }

  static void read(String diff, Rows rows) throws IOException {
    DiffRows reader = new DiffRows(diff, rows);
    DiffLines.forEach(diff, reader::line);
    reader.flush();
  }

  private void line(String text, int from, int to) throws IOException {
    char sign = from < to ? text.charAt(from) : ' ';
    if (sign == '-') {
      if (added.count() > 0) {
        flush();
      }
      removed.add(from + 1, to);
    } else if (sign == '+') {
      added.add(from + 1, to);
    } else {
      if (sign != '\\' || added.count() > 0 || removed.count() == 0) {
        flush();
      }
      other(sign, from, to);
    }
  }

  private void other(char sign, int from, int to) throws IOException {
    switch (sign) {
      case '@' -> {
        left = number('-', from, to);
        right = number('+', from, to);
        rows.hunk(from, to);
      }
      case ' ' -> rows.equal(left++, right++, Math.min(from + 1, to), to);
      default -> rows.remark(from, to);
    }
  }

  /** Returns the first line of a side that {@code @@ -a,b +c,d @@} names; 1 if it names none. */
  private long number(char sign, int from, int to) {
    int i = diff.indexOf(sign, from + 2) + 1;
    long n = 0;
    int start = i;
    while (i > 0 && i < to && i - start < 15 && Character.digit(diff.charAt(i), 10) >= 0) {
      n = n * 10 + Character.digit(diff.charAt(i), 10);
      i++;
    }
    return i > start ? n : 1;
  }

  private void flush() throws IOException {
    if (removed.count() == 0 && added.count() == 0) {
      return;
    }
    new LinePairing(diff, removed, added).forEach((r, a) -> rows.changed(
        r < 0 ? -1 : left++, r < 0 ? -1 : removed.from(r), r < 0 ? -1 : removed.to(r),
        a < 0 ? -1 : right++, a < 0 ? -1 : added.from(a), a < 0 ? -1 : added.to(a)));
    removed.clear();
    added.clear();
  }
}
