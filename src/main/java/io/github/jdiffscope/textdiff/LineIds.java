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

  /** Returns the numbers of the lines of both sides; a line that only the right has is {@link #NONE}. */
  static LineIds of(long[] leftHashes, int leftCount, long[] rightHashes, int rightCount) {
    int slots = Integer.highestOneBit(Math.max(8, leftCount)) << 2;
    if (slots <= 0 || slots > 1 << 28) {
      slots = 1 << 28;
    }
    // Hash and number side by side: one cache line a look-up.
    long[] table = new long[slots * 2];
    int mask = slots - 1;
    int[] left = new int[leftCount];
    int ids = 0;
    for (int i = 0; i < leftCount; i++) {
      long hash = leftHashes[i];
      int at = (int) hash & mask;
      while (table[2 * at + 1] != 0 && table[2 * at] != hash) {
        at = at + 1 & mask;
      }
      if (table[2 * at + 1] == 0) {
        table[2 * at] = hash;
        table[2 * at + 1] = ++ids;
      }
      left[i] = (int) table[2 * at + 1] - 1;
    }
    int[] right = new int[rightCount];
    for (int j = 0; j < rightCount; j++) {
      long hash = rightHashes[j];
      int at = (int) hash & mask;
      while (table[2 * at + 1] != 0 && table[2 * at] != hash) {
        at = at + 1 & mask;
      }
      right[j] = (int) table[2 * at + 1] - 1;
    }
    return new LineIds(left, right, ids);
  }

  int[] left() {
    return left;
  }

  int[] right() {
    return right;
  }

  /** Returns how many numbers there are. */
  int count() {
    return count;
  }
}
