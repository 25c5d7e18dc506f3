package io.github.jdiffscope.report;

import java.io.IOException;

/** Writes the lines of a unified diff behind a prefix, coloured by their first character. */
final class TextDiffLines {
  /** Columns below which lines are not broken: the terminal does it as well. */
  static final int NARROWEST = 20;
  /** Stands where the sign of a line stands, when the line goes on below. */
  private static final char GOES_ON = '┊';
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String CYAN = "\u001b[36m";
  private static final String RESET = "\u001b[0m";

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
    int length = diff.length();
    for (int from = 0; from < length;) {
      int end = diff.indexOf('\n', from);
      end = end < 0 ? length : end;
      String color = color(from < end ? diff.charAt(from) : ' ');
      out.bytes(prefix);
      if (color == null && end - from <= room && room == Integer.MAX_VALUE) {
        out.shown(diff, from, end);
      } else {
        line(diff, from, end, prefix, room, color);
      }
      out.endLine();
      from = end + 1;
    }
  }

  private String color(char first) {
    if (!options.color()) {
      return null;
    }
    return switch (first) {
      case '-' -> RED;
      case '+' -> GREEN;
      case '@' -> CYAN;
      default -> null;
    };
  }

  private void line(String diff, int from, int to, byte[] prefix, int room, String color) throws IOException {
    start(color);
    int start = from;
    boolean first = true;
    do {
      int end = room == Integer.MAX_VALUE ? to : fits(diff, start, to, first ? room : room - 1);
      if (!first) {
        out.put(GOES_ON);
      }
      out.shown(diff, start, end);
      first = false;
      start = end;
      if (start < to) {
        stop(color);
        out.endLine();
        out.bytes(prefix);
        start(color);
      }
    } while (start < to);
    stop(color);
  }

  private void start(String color) throws IOException {
    if (color != null) {
      out.ascii(color);
    }
  }

  private void stop(String color) throws IOException {
    if (color != null) {
      out.ascii(RESET);
    }
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
