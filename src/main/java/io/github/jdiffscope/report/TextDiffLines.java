package io.github.jdiffscope.report;

import java.io.IOException;

/**
 * Writes the lines of a unified diff behind a prefix. On a terminal lines are coloured by their first character, the
 * words that differ are shown in reverse, and what is too long goes on below.
 */
final class TextDiffLines {
  /** Columns below which lines are not broken: the terminal does it as well. */
  static final int NARROWEST = 20;
  /** Lines of a block whose words are compared: of more, nobody looks at each. */
  private static final int MAX_MARKED_LINES = 2_000;
  /** Stands where the sign of a line stands, when the line goes on below. */
  private static final char GOES_ON = '┊';
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String CYAN = "\u001b[36m";
  private static final String RESET = "\u001b[0m";
  private static final String REVERSE = "\u001b[7m";
  private static final String UPRIGHT = "\u001b[27m";
  private static final int[] NO_MARKS = {};

  private final TextOptions options;
  private final Utf8Output out;

  TextDiffLines(TextOptions options, Utf8Output out) {
    this.options = options;
    this.out = out;
  }

  /** @param indent columns of the prefix */
  void write(String diff, byte[] prefix, int indent) throws IOException {
    int width = options.width() - indent;
    int room = width < NARROWEST ? Integer.MAX_VALUE : width;
    if (!options.color() && room == Integer.MAX_VALUE) {
      plain(diff, prefix);
    } else if (options.color()) {
      new Terminal(diff, prefix, room).write();
    } else {
      DiffLines.forEach(diff, (text, from, to) -> line(text, from, to, prefix, room, null, NO_MARKS));
    }
  }

  private void plain(String diff, byte[] prefix) throws IOException {
    int length = diff.length();
    for (int from = 0; from < length;) {
      out.bytes(prefix);
      from = out.shownLine(diff, from) + 1;
      out.endLine();
    }
  }

  /** One diff in colours: blocks of removed and added lines are held back until their words are compared. */
  private final class Terminal {
    private final String diff;
    private final byte[] prefix;
    private final int room;
    private final LineRanges removed = new LineRanges();
    private final LineRanges added = new LineRanges();
    private final WordMarks words = new WordMarks();

    Terminal(String diff, byte[] prefix, int room) {
      this.diff = diff;
      this.prefix = prefix;
      this.room = room;
    }

    void write() throws IOException {
      DiffLines.forEach(diff, (text, from, to) -> {
        char sign = from < to ? text.charAt(from) : ' ';
        if (sign == '-' && added.count() == 0) {
          removed.add(from + 1, to);
        } else if (sign == '+') {
          added.add(from + 1, to);
        } else {
          flush();
          if (sign == '-') {
            removed.add(from + 1, to);
          } else {
            line(text, from, to, prefix, room, sign == '@' ? CYAN : null, NO_MARKS);
          }
        }
      });
      flush();
    }

    private void flush() throws IOException {
      int n = removed.count();
      int m = added.count();
      int[][] left = new int[n][];
      int[][] right = new int[m][];
      if (n > 0 && m > 0 && n + m <= MAX_MARKED_LINES) {
        new LinePairing(diff, removed, added).forEach((r, a) -> {
          if (r >= 0 && a >= 0) {
            words.compare(diff, removed.from(r), removed.to(r), added.from(a), added.to(a));
            left[r] = words.left().toArray();
            right[a] = words.right().toArray();
          }
        });
      }
      for (int i = 0; i < n; i++) {
        line(diff, removed.from(i) - 1, removed.to(i), prefix, room, RED, left[i] == null ? NO_MARKS : left[i]);
      }
      for (int i = 0; i < m; i++) {
        line(diff, added.from(i) - 1, added.to(i), prefix, room, GREEN, right[i] == null ? NO_MARKS : right[i]);
      }
      removed.clear();
      added.clear();
    }
  }

  private void line(String diff, int from, int to, byte[] prefix, int room, String color, int[] marks)
      throws IOException {
    int start = from;
    do {
      boolean first = start == from;
      int end = room == Integer.MAX_VALUE ? to : fits(diff, start, to, first ? room : room - 1);
      out.bytes(prefix);
      if (color != null) {
        out.ascii(color);
      }
      if (!first) {
        out.put(GOES_ON);
      }
      words(diff, start, end, marks);
      if (color != null) {
        out.ascii(RESET);
      }
      out.endLine();
      start = end;
    } while (start < to);
  }

  /** Writes a part of a line, what is marked in reverse. */
  private void words(String diff, int from, int to, int[] marks) throws IOException {
    int at = from;
    for (int i = 0; i < marks.length && marks[i] < to; i += 2) {
      int start = Math.max(at, marks[i]);
      int end = Math.min(to, marks[i + 1]);
      if (start < end) {
        out.shown(diff, at, start);
        out.ascii(REVERSE);
        out.shown(diff, start, end);
        out.ascii(UPRIGHT);
        at = end;
      }
    }
    out.shown(diff, at, to);
  }

  /** Returns the end of what fits into so many columns, at least one character. */
  private static int fits(String s, int from, int to, int columns) {
    int column = 0;
    int i = from;
    while (i < to) {
      int c = s.codePointAt(i);
      int w = c == '\t' ? 8 - (column & 7) : Shown.isPlain(c) ? Shown.columns(c) : Shown.escape(c).length();
      if (column + w > columns && i > from) {
        return i;
      }
      column += w;
      i += Character.charCount(c);
    }
    return to;
  }
}
