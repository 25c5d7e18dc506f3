package io.github.jdiffscope.report;

import java.util.Arrays;

/** Lines of one text as pairs of positions, without copying them. */
final class LineRanges {
  private int[] bounds = new int[32];
  private int count;

  void add(int from, int to) {
    if (count * 2 == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    bounds[count * 2] = from;
    bounds[count * 2 + 1] = to;
    count++;
  }

  /** Returns whether the range touches the last one, which then reaches to its end. */
  boolean extend(int from, int to) {
    if (count == 0 || bounds[count * 2 - 1] != from) {
      return false;
    }
    bounds[count * 2 - 1] = to;
    return true;
  }

  void clear() {
    count = 0;
  }

  /** Returns beginnings and ends, in turn. */
  int[] toArray() {
    return Arrays.copyOf(bounds, count * 2);
  }

  int count() {
    return count;
  }

  int from(int line) {
    return bounds[line * 2];
  }

  int to(int line) {
    return bounds[line * 2 + 1];
  }
}
