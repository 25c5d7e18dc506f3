package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** The bytes of the lines of a table, read as needed. */
final class LineReader {
  private static final int WINDOW = 1 << 16;
  private static final int TAB = 8;
  /** Bytes of a line that are looked at to tell how it is indented. */
  private static final int INDENT_BYTES = 200;

  private final LineTable lines;
  private final Window window;

  LineReader(LineTable lines) {
    this.lines = lines;
    this.window = new Window(lines.source(), WINDOW);
  }

  LineTable lines() {
    return lines;
  }

  /** Adds a sign and a line as it is, with its line feed if it has one; returns whether it has. */
  boolean copy(char sign, int line, ByteText out) throws IOException {
    long from = lines.start(line);
    long to = lines.start(line + 1);
    if (from < window.start || to > window.start + window.length) {
      window.load(from);
      if (to > window.start + window.length) {
        out.add(sign);
        copy(from, to, out);
        return endsWithFeed(line);
      }
    }
    byte[] bytes = window.bytes;
    int at = (int) (from - window.start);
    int count = (int) (to - from);
    out.add(sign, bytes, at, count);
    return count > 0 && bytes[at + count - 1] == '\n';
  }

  /** Adds a range of bytes. */
  void copy(long from, long to, ByteText out) throws IOException {
    long position = from;
    while (position < to) {
      if (!window.holds(position) || window.start + window.length < Math.min(to, position + window.bytes.length / 2)) {
        if (window.load(position) == 0) {
          throw Window.shrunk(position);
        }
      }
      int at = (int) (position - window.start);
      int count = (int) Math.min(window.length - at, to - position);
      out.add(window.bytes, at, count);
      position += count;
    }
  }

  /** Returns the byte at a position of the source. */
  int at(long position) throws IOException {
    return window.at(position);
  }

  boolean endsWithFeed(int line) throws IOException {
    long to = lines.start(line + 1);
    return to > lines.start(line) && window.at(to - 1) == '\n';
  }

  /** Returns the column of the first visible character, or -1 if the line is blank. */
  int indent(int line) throws IOException {
    long position = lines.start(line);
    long to = Math.min(lines.start(line + 1), position + INDENT_BYTES);
    int column = 0;
    for (; position < to; position++) {
      int b = window.at(position);
      if (b == '\t') {
        column += TAB - column % TAB;
      } else if (b == ' ') {
        column++;
      } else if (b != '\r' && b != '\n') {
        return column;
      }
    }
    return -1;
  }

  /** Returns the first visible byte of a line, or -1. */
  int firstVisible(int line) throws IOException {
    long position = lines.start(line);
    long to = Math.min(lines.start(line + 1), position + INDENT_BYTES);
    for (; position < to; position++) {
      int b = window.at(position);
      if (b > ' ') {
        return b;
      }
    }
    return -1;
  }
}
