package io.github.jdiffscope.report;

import java.io.IOException;

/** Cuts a unified diff into its lines without copying them. */
final class DiffLines {
  private DiffLines() {}

  /** Receives a line as a part of the diff, without its line feed. */
  @FunctionalInterface
  interface Line {
    void accept(String diff, int from, int to) throws IOException;
  }

  static void forEach(String diff, Line line) throws IOException {
    int length = diff.length();
    for (int from = 0; from < length;) {
      int end = diff.indexOf('\n', from);
      end = end < 0 ? length : end;
      line.accept(diff, from, end);
      from = end + 1;
    }
  }
}
