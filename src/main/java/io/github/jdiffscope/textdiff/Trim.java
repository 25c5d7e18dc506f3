package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** The part of two sources between their common ends, widened to whole lines and to what is shown around. */
final class Trim {
  /** Lines beyond the context, so that an edit can still be moved into the common ends. */
  private static final int MARGIN = 64;
  private static final Trim NOTHING = new Trim(0, 0, 0, 0, -1);

  final long from;
  final long linesBefore;
  final long toLeft;
  final long toRight;
  final long firstDifference;

  private Trim(long from, long linesBefore, long toLeft, long toRight, long firstDifference) {
    this.from = from;
    this.linesBefore = linesBefore;
    this.toLeft = toLeft;
    this.toRight = toRight;
    this.firstDifference = firstDifference;
  }

  boolean isEqual() {
    return firstDifference < 0;
  }

  static Trim of(ByteSource left, ByteSource right, int context) throws IOException {
    Window a = new Window(left);
    Window b = new Window(right);
    long common = Math.min(left.size(), right.size());
    long prefix = Equality.commonPrefix(a, b, 0, 0, common);
    if (prefix == left.size() && prefix == right.size()) {
      return NOTHING;
    }
    long suffix = Equality.commonSuffix(a, b, left.size(), right.size(), common - prefix);
    int lines = (int) Math.min(Integer.MAX_VALUE, (long) context + MARGIN);
    long from = startOfLineBefore(a, prefix, lines);
    long linesBefore = countFeeds(a, 0, from);
    long toLeft = endOfLineAfter(a, left.size() - suffix, lines);
    return new Trim(from, linesBefore, toLeft, right.size() - (left.size() - toLeft), prefix);
  }

  private static long startOfLineBefore(Window window, long position, int lines) throws IOException {
    long end = position;
    int feeds = 0;
    while (end > 0) {
      int step = (int) Math.min(end, 1 << 14);
      long start = end - step;
      if (start < window.start || end > window.start + window.length) {
        if (window.load(start, step) < step) {
          throw Window.shrunk(start);
        }
      }
      byte[] bytes = window.bytes;
      int at = (int) (start - window.start);
      for (int i = step - 1; i >= 0; i--) {
        if (bytes[at + i] == '\n' && ++feeds > lines) {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  private static long endOfLineAfter(Window window, long position, int lines) throws IOException {
    long start = position;
    long size = window.source().size();
    int feeds = 0;
    while (start < size) {
      int got = window.load(start, 1 << 14);
      if (got == 0) {
        throw Window.shrunk(start);
      }
      byte[] bytes = window.bytes;
      for (int i = 0; i < got; i++) {
        if (bytes[i] == '\n' && ++feeds > lines) {
          return start + i + 1;
        }
      }
      start += got;
    }
    return size;
  }

  /** Returns how many line feeds a part holds. */
  static long countFeeds(Window window, long from, long to) throws IOException {
    long position = from;
    long feeds = 0;
    while (position < to) {
      int got = window.load(position, (int) Math.min(to - position, Window.SIZE));
      if (got == 0) {
        throw Window.shrunk(position);
      }
      byte[] bytes = window.bytes;
      int count = 0;
      for (int i = 0; i < got; i++) {
        count += bytes[i] == '\n' ? 1 : 0;
      }
      feeds += count;
      position += got;
    }
    return feeds;
  }
}
