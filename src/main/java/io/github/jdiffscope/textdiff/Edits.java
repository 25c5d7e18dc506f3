package io.github.jdiffscope.textdiff;

import java.util.Arrays;

/** An edit script: in ascending order, which lines of the left were replaced by which lines of the right. */
final class Edits {
  private int[] quads = new int[64];
  private int size;

  /** Returns the edits that lie between the lines that are marked on neither side. */
  static Edits ofMarks(boolean[] removed, int leftCount, boolean[] added, int rightCount) {
    Edits edits = new Edits();
    int a = 0;
    int b = 0;
    while (a < leftCount || b < rightCount) {
      int a0 = a;
      int b0 = b;
      while (a < leftCount && removed[a]) {
        a++;
      }
      while (b < rightCount && added[b]) {
        b++;
      }
      if (a > a0 || b > b0) {
        edits.add(a0, a, b0, b);
      } else {
        a++;
        b++;
      }
    }
    return edits;
  }

  void add(int a0, int a1, int b0, int b1) {
    if (size * 4 == quads.length) {
      quads = Arrays.copyOf(quads, quads.length * 2);
    }
    size++;
    set(size - 1, a0, a1, b0, b1);
  }

  void set(int index, int a0, int a1, int b0, int b1) {
    int at = index * 4;
    quads[at] = a0;
    quads[at + 1] = a1;
    quads[at + 2] = b0;
    quads[at + 3] = b1;
  }

  void removeLast() {
    size--;
  }

  int size() {
    return size;
  }

  /** Returns the first removed line of an edit. */
  int a0(int index) {
    return quads[index * 4];
  }

  /** Returns the line after the last removed one. */
  int a1(int index) {
    return quads[index * 4 + 1];
  }

  /** Returns the first added line of an edit. */
  int b0(int index) {
    return quads[index * 4 + 2];
  }

  /** Returns the line after the last added one. */
  int b1(int index) {
    return quads[index * 4 + 3];
  }
}
