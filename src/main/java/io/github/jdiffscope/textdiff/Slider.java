package io.github.jdiffscope.textdiff;

import java.io.IOException;

/**
 * Moves edits to where a person would put them. A run of lines that was only removed or only added, and that repeats at
 * its border, can be moved without changing what the script does: {@code A B | A} is {@code A | B A}. It is moved
 * against a neighbouring edit if it reaches one, as one edit reads better than two, else to the most natural border.
 */
final class Slider {
  private static final int MAX_SHIFT = 4096;
  private static final int MAX_CANDIDATES = 100;
  private static final int MAX_INDENT = 60;

  private final int[] left;
  private final int[] right;
  private final LineReader leftLines;
  private final LineReader rightLines;
  private final Edits from;
  private final Edits to = new Edits();
  private int a0;
  private int a1;
  private int b0;
  private int b1;
  private int next;

  private Slider(int[] left, LineReader leftLines, int[] right, LineReader rightLines, Edits edits) {
    this.left = left;
    this.right = right;
    this.leftLines = leftLines;
    this.rightLines = rightLines;
    this.from = edits;
  }

  /** Returns a script that does the same. */
  static Edits slide(int[] left, LineReader leftLines, int[] right, LineReader rightLines, Edits edits)
      throws IOException {
    Slider slider = new Slider(left, leftLines, right, rightLines, edits);
    while (slider.next < edits.size()) {
      slider.takeNext();
      slider.settle();
      slider.to.add(slider.a0, slider.a1, slider.b0, slider.b1);
    }
    return slider.to;
  }

  private void takeNext() {
    a0 = from.a0(next);
    a1 = from.a1(next);
    b0 = from.b0(next);
    b1 = from.b1(next);
    next++;
  }

  private void settle() throws IOException {
    while ((a0 == a1) != (b0 == b1)) {
      int up = roomAbove();
      int last = to.size() - 1;
      if (last >= 0 && up == a0 - to.a1(last)) {
        shift(-up);
        a0 = to.a0(last);
        b0 = to.b0(last);
        to.removeLast();
        continue;
      }
      int down = roomBelow();
      if (next < from.size() && down == from.a0(next) - a1) {
        shift(down);
        a1 = from.a1(next);
        b1 = from.b1(next);
        next++;
        continue;
      }
      if (up + down > 0) {
        shift(best(up, down));
      }
      return;
    }
  }

  private void shift(int lines) {
    a0 += lines;
    a1 += lines;
    b0 += lines;
    b1 += lines;
  }

  private int roomAbove() {
    int last = to.size() - 1;
    int gap = last < 0 ? Math.min(a0, b0) : a0 - to.a1(last);
    int[] ids = a0 < a1 ? left : right;
    int start = a0 < a1 ? a0 : b0;
    int end = a0 < a1 ? a1 : b1;
    int limit = Math.min(gap, MAX_SHIFT);
    int room = 0;
    while (room < limit && same(ids[start - 1 - room], ids[end - 1 - room])) {
      room++;
    }
    return room;
  }

  private int roomBelow() {
    int[] ids = a0 < a1 ? left : right;
    int start = a0 < a1 ? a0 : b0;
    int end = a0 < a1 ? a1 : b1;
    int gap = next < from.size() ? from.a0(next) - a1
        : Math.min(leftLines.lines().count() - a1, rightLines.lines().count() - b1);
    int limit = Math.min(gap, MAX_SHIFT);
    int room = 0;
    while (room < limit && same(ids[start + room], ids[end + room])) {
      room++;
    }
    return room;
  }

  private static boolean same(int x, int y) {
    return x == y && x != LineIds.NONE;
  }

  private int best(int up, int down) throws IOException {
    LineReader lines = a0 < a1 ? leftLines : rightLines;
    int start = a0 < a1 ? a0 : b0;
    int end = a0 < a1 ? a1 : b1;
    int bestShift = down;
    int bestCost = Integer.MAX_VALUE;
    int lowest = Math.max(-up, down - MAX_CANDIDATES);
    for (int shift = down; shift >= lowest; shift--) {
      int cost = cost(lines, start + shift) + cost(lines, end + shift);
      if (cost < bestCost) {
        bestCost = cost;
        bestShift = shift;
      }
    }
    return bestShift;
  }

  /** Returns how unnatural a border before a line is: deep inside, before a closing bracket, away from blank lines. */
  private static int cost(LineReader lines, int line) throws IOException {
    int count = lines.lines().count();
    int shown = line;
    int indent = -1;
    while (shown < count && shown < line + 20 && (indent = lines.indent(shown)) < 0) {
      shown++;
    }
    int cost = 4 * Math.min(Math.max(indent, 0), MAX_INDENT);
    if (line == 0 || line == count) {
      cost -= 8;
    } else if (lines.indent(line - 1) < 0) {
      cost -= 10;
    }
    if (shown > line && line < count) {
      cost += 3;
    } else if (line < count && closes(lines.firstVisible(line))) {
      cost += 12;
    }
    return cost;
  }

  private static boolean closes(int b) {
    return b == '}' || b == ')' || b == ']';
  }
}
