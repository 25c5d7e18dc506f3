package io.github.jdiffscope.textdiff;

/** Lines as small numbers: equal hash, equal number. That equal hashes are equal lines is verified later. */
final class LineIds {
  static final int NONE = -1;

  private final int[] left;
  private final int[] right;
  private final int count;

  private LineIds(int[] left, int[] right, int count) {
    this.left = left;
    this.right = right;
    this.count = count;
  }

  /**
   * Returns the numbers of the lines of both sides: that of the first line of the left with the same hash, or
   * {@link #NONE} for a line that only the right has.
   */
  static LineIds of(long[] leftHashes, int leftCount, long[] rightHashes, int rightCount) {
    int slots = (int) Math.min(1L << 30, (long) Integer.highestOneBit(Math.max(8, leftCount)) << 2);
    // One more than the number, so that zero is an empty slot. Small, as this is what the cache has to hold.
    int[] table = new int[slots];
    int mask = slots - 1;
    int[] left = new int[leftCount];
    for (int i = 0; i < leftCount; i++) {
      long hash = leftHashes[i];
      int at = (int) hash & mask;
      int first = table[at];
      while (first != 0 && leftHashes[first - 1] != hash) {
        at = at + 1 & mask;
        first = table[at];
      }
      if (first == 0) {
        first = i + 1;
        table[at] = first;
      }
      left[i] = first - 1;
    }
    int[] right = new int[rightCount];
    for (int j = 0; j < rightCount; j++) {
      long hash = rightHashes[j];
      int at = (int) hash & mask;
      int first = table[at];
      while (first != 0 && leftHashes[first - 1] != hash) {
        at = at + 1 & mask;
        first = table[at];
      }
      right[j] = first - 1;
    }
    return new LineIds(left, right, leftCount);
  }

  int[] left() {
    return left;
  }

  int[] right() {
    return right;
  }

  /** Returns the bound that all numbers are below. */
  int count() {
    return count;
  }
}
