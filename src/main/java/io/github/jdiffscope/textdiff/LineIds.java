package io.github.jdiffscope.textdiff;

import java.util.Arrays;

/**
 * Lines as small numbers: equal hash, equal number. A line's number is the place of the first line of the left with the
 * same hash. That equal hashes are equal lines is verified later.
 *
 * <p>Lines are handed over some thousands at a time, first all of the left, then those of the right: the look-ups of a
 * batch overlap in the processor, and no hash of the right is ever kept.
 */
final class LineIds {
  static final int NONE = -1;
  private static final int MOST_SLOTS = 1 << 30;

  /** Of the lines of the left. */
  private long[] hashes = new long[8];
  /**
   * In the low bits one more than a number, so that zero is an empty slot; in the others some of the hash, so that other
   * lines are told apart without a look at their hashes. Small, as this is what the cache has to hold.
   */
  private int[] table = new int[16];
  private int numberBits = table.length - 1;
  private int[] left = new int[8];
  private int[] right = new int[8];
  private int leftCount;
  private int rightCount;
  private boolean onRight;

  /** Returns the numbers of lines whose hashes are known. */
  static LineIds of(long[] leftHashes, int leftCount, long[] rightHashes, int rightCount) {
    LineIds ids = new LineIds();
    ids.expect(leftCount);
    ids.add(leftHashes, leftCount);
    ids.startRight();
    ids.expect(rightCount);
    ids.add(rightHashes, rightCount);
    ids.end();
    return ids;
  }

  /** Is told about how many lines the side has, before or after its first ones. */
  void expect(int lines) {
    if (onRight) {
      right = Arrays.copyOf(right, Math.max(right.length, lines));
    } else {
      expectLeft(lines);
    }
  }

  /** Numbers the next lines of the side, whose hashes these are. */
  void add(long[] more, int count) {
    if (onRight) {
      addRight(more, count);
    } else {
      addLeft(more, count);
    }
  }

  /** Says that the left is complete; what is added from now on is on the right. */
  void startRight() {
    onRight = true;
  }

  /** Gives up what is needed only while lines are added. */
  void end() {
    hashes = null;
    table = null;
  }

  private void expectLeft(int lines) {
    hashes = Arrays.copyOf(hashes, Math.max(hashes.length, lines));
    left = Arrays.copyOf(left, hashes.length);
    grow(leftCount);
  }

  private void addLeft(long[] more, int count) {
    if (leftCount + count > hashes.length) {
      int larger = larger(leftCount + count);
      hashes = Arrays.copyOf(hashes, larger);
      left = Arrays.copyOf(left, larger);
    }
    System.arraycopy(more, 0, hashes, leftCount, count);
    if ((leftCount + count) * 2L > table.length && table.length < MOST_SLOTS) {
      grow(leftCount + count);
    } else {
      enter(leftCount, leftCount + count);
    }
    leftCount += count;
  }

  /** Makes room in the table for as many lines as there is room for elsewhere, and enters those that are there. */
  private void grow(int lines) {
    table = new int[(int) Math.min(MOST_SLOTS, (long) Integer.highestOneBit(hashes.length - 1) << 2)];
    numberBits = table.length < MOST_SLOTS ? table.length - 1 : -1;
    enter(0, lines);
  }

  private void enter(int from, int to) {
    long[] hashes = this.hashes;
    int[] table = this.table;
    int[] left = this.left;
    int mask = table.length - 1;
    int number = numberBits;
    for (int i = from; i < to; i++) {
      long hash = hashes[i];
      int some = (int) (hash >>> 32) & ~number;
      int at = (int) hash & mask;
      int slot = table[at];
      while (slot != 0 && ((slot & ~number) != some || hashes[(slot & number) - 1] != hash)) {
        at = at + 1 & mask;
        slot = table[at];
      }
      if (slot == 0) {
        table[at] = some | i + 1;
        left[i] = i;
      } else {
        left[i] = (slot & number) - 1;
      }
    }
  }

  private void addRight(long[] more, int count) {
    if (rightCount + count > right.length) {
      right = Arrays.copyOf(right, larger(rightCount + count));
    }
    long[] hashes = this.hashes;
    int[] table = this.table;
    int[] right = this.right;
    int mask = table.length - 1;
    int number = numberBits;
    int last = leftCount - 1;
    int next = 0;
    for (int j = 0; j < count; j++) {
      long hash = more[j];
      // Most lines follow the same line as on the left: then no slot of the table has to be fetched.
      if (next <= last && hashes[next] == hash) {
        right[rightCount + j] = left[next++];
        continue;
      }
      int some = (int) (hash >>> 32) & ~number;
      int at = (int) hash & mask;
      int slot = table[at];
      while (slot != 0 && ((slot & ~number) != some || hashes[(slot & number) - 1] != hash)) {
        at = at + 1 & mask;
        slot = table[at];
      }
      int first = slot & number;
      right[rightCount + j] = first - 1;
      next = first == 0 ? next + 1 : first;
    }
    rightCount += count;
  }

  private static int larger(int needed) {
    return (int) Math.min(Integer.MAX_VALUE - 16L, needed + (needed >> 1) + 8L);
  }

  /** Returns the numbers of the left; those after its lines mean nothing. */
  int[] left() {
    return left;
  }

  /** Returns the numbers of the right, {@link #NONE} for a line that only the right has. */
  int[] right() {
    return right;
  }

  /** Returns the bound that all numbers are below. */
  int count() {
    return leftCount;
  }
}
