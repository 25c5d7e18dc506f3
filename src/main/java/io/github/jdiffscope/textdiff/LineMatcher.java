package io.github.jdiffscope.textdiff;

import java.util.Arrays;

/**
 * Which lines of two sequences of line ids stay, so that the rest is removed or added.
 *
 * <p>Common ends are trimmed and lines that occur on one side only are set aside; neither changes the length of the
 * longest common subsequence. What remains is split by a shortest path while that is near ({@link MiddleSnake}), else
 * solved exactly from its pairs of equal lines while those are few ({@link CommonPairs}), else split at the lines
 * unique
 * on both sides, else at the furthest point of a bounded search. Every step is bounded, so the whole is; a region met
 * after the bound is one replacement, and is counted.
 */
final class LineMatcher {
  /** Steps of the first search: finds what is near, and costs nothing where it is far. */
  private static final int NEAR = 512;
  /** Steps of the second search, for ranges with very many equal pairs. */
  private static final int FAR = 4096;
  /** Lines from which on the second search is left out, as there would be many of them. */
  private static final int LARGE = 1 << 16;
  /** Steps of the only search in ranges where nothing helps: the fewer, the faster and the longer the script. */
  private static final int DENSE = 320;
  private static final long MAX_PAIRS = 4_000_000;
  /** Steps after which what is left is replaced without a search: about a second. */
  private static final long MAX_WORK = 300_000_000;

  private final boolean[] removed;
  private final boolean[] added;
  /** The lines that occur on both sides: their ids, and where they are. */
  private int[] a;
  private int[] b;
  private int[] placeA;
  private int[] placeB;
  private int sizeA;
  private int sizeB;
  private final int ids;
  private final long maxWork;
  private MiddleSnake snake;
  private CommonPairs pairs;
  private int[] stack = new int[256];
  private int depth;
  private long work;
  private long unsearched;
  /** Lines of the last range that had too many equal pairs and none unique: its larger parts are taken to be alike. */
  private int denseSize = Integer.MAX_VALUE;

  /**
   * Matches two sequences.
   *
   * @param left ids 0..ids-1
   * @param right ids 0..ids-1, or negative for a line that is not on the left
   */
  LineMatcher(int[] left, int leftCount, int[] right, int rightCount, int ids) {
    this(left, leftCount, right, rightCount, ids, MAX_WORK);
  }

  /**
   * Matches two sequences.
   *
   * @param maxWork steps after which what is left is replaced without a search
   */
  LineMatcher(int[] left, int leftCount, int[] right, int rightCount, int ids, long maxWork) {
    this.maxWork = maxWork;
    this.removed = new boolean[leftCount];
    this.added = new boolean[rightCount];
    this.ids = ids;
    int start = 0;
    int limit = Math.min(leftCount, rightCount);
    while (start < limit && left[start] == right[start]) {
      start++;
    }
    int end = 0;
    while (end < limit - start && left[leftCount - 1 - end] == right[rightCount - 1 - end]) {
      end++;
    }
    compact(left, start, leftCount - end, right, start, rightCount - end);
    push(0, sizeA, 0, sizeB);
    while (depth > 0) {
      depth -= 4;
      solve(stack[depth], stack[depth + 1], stack[depth + 2], stack[depth + 3]);
    }
  }

  boolean[] removed() {
    return removed;
  }

  boolean[] added() {
    return added;
  }

  /** Returns how many lines lie in regions that were replaced without a search, because the bound was reached. */
  long unsearched() {
    return unsearched;
  }

  private void compact(int[] left, int aLo, int aHi, int[] right, int bLo, int bHi) {
    if (aLo == aHi || bLo == bHi) {
      Arrays.fill(removed, aLo, aHi, true);
      Arrays.fill(added, bLo, bHi, true);
      return;
    }
    // 1 = on the left, 3 = on both sides
    byte[] sides = new byte[ids];
    for (int i = aLo; i < aHi; i++) {
      sides[left[i]] = 1;
    }
    placeB = new int[bHi - bLo];
    b = new int[bHi - bLo];
    for (int j = bLo; j < bHi; j++) {
      int id = right[j];
      if (id >= 0 && sides[id] != 0) {
        sides[id] = 3;
        b[sizeB] = id;
        placeB[sizeB++] = j;
      } else {
        added[j] = true;
      }
    }
    placeA = new int[aHi - aLo];
    a = new int[aHi - aLo];
    for (int i = aLo; i < aHi; i++) {
      int id = left[i];
      if (sides[id] == 3) {
        a[sizeA] = id;
        placeA[sizeA++] = i;
      } else {
        removed[i] = true;
      }
    }
  }

  private void push(int aLo, int aHi, int bLo, int bHi) {
    if (aLo == aHi && bLo == bHi) {
      return;
    }
    if (depth + 4 > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    stack[depth] = aLo;
    stack[depth + 1] = aHi;
    stack[depth + 2] = bLo;
    stack[depth + 3] = bHi;
    depth += 4;
  }

  private void replace(int aLo, int aHi, int bLo, int bHi) {
    for (int i = aLo; i < aHi; i++) {
      removed[placeA[i]] = true;
    }
    for (int j = bLo; j < bHi; j++) {
      added[placeB[j]] = true;
    }
  }

  private void solve(int aLo, int aHi, int bLo, int bHi) {
    while (aLo < aHi && bLo < bHi && a[aLo] == b[bLo]) {
      aLo++;
      bLo++;
    }
    while (aLo < aHi && bLo < bHi && a[aHi - 1] == b[bHi - 1]) {
      aHi--;
      bHi--;
    }
    if (aLo == aHi || bLo == bHi) {
      replace(aLo, aHi, bLo, bHi);
    } else if (work + (snake == null ? 0 : snake.work()) > maxWork) {
      unsearched += (aHi - aLo) + (bHi - bLo);
      replace(aLo, aHi, bLo, bHi);
    } else {
      search(aLo, aHi, bLo, bHi);
    }
  }

  private void search(int aLo, int aHi, int bLo, int bHi) {
    if (snake == null) {
      snake = new MiddleSnake(a, b, Math.min(FAR, sizeA + sizeB));
    }
    int all = (aHi - aLo) + (bHi - bLo);
    boolean dense = all >= LARGE && all > denseSize / 2;
    if (snake.find(aLo, aHi, bLo, bHi, Math.min(dense ? DENSE : NEAR, all))) {
      split(aLo, aHi, bLo, bHi);
    } else if (dense) {
      splitTwice(aLo, aHi, bLo, bHi);
    } else if (pairs(aLo, aHi, bLo, bHi) <= MAX_PAIRS) {
      pairs.chain(aLo, aHi, bLo, bHi, false);
      replace(aLo, aHi, bLo, bHi);
      keepChain();
    } else if (all < LARGE && snake.find(aLo, aHi, bLo, bHi, Math.min(FAR, all))) {
      split(aLo, aHi, bLo, bHi);
    } else if (!anchored(aLo, aHi, bLo, bHi)) {
      denseSize = all;
      splitTwice(aLo, aHi, bLo, bHi);
    }
  }

  private void split(int aLo, int aHi, int bLo, int bHi) {
    int x = snake.splitA;
    int y = snake.splitB;
    push(x, aHi, y, bHi);
    push(aLo, x, bLo, y);
  }

  private void splitTwice(int aLo, int aHi, int bLo, int bHi) {
    int x = snake.splitA;
    int y = snake.splitB;
    int xEnd = snake.endA;
    int yEnd = snake.endB;
    push(x, xEnd, y, yEnd);
    push(xEnd, aHi, yEnd, bHi);
    push(aLo, x, bLo, y);
  }

  private long pairs(int aLo, int aHi, int bLo, int bHi) {
    if (pairs == null) {
      pairs = new CommonPairs(a, b, sizeB, ids);
    }
    work += (aHi - aLo) + (bHi - bLo);
    long count = pairs.count(aLo, aHi, bLo, bHi);
    work += count <= MAX_PAIRS ? count * 8 : 0;
    return count;
  }

  private void keepChain() {
    for (int i = 0; i < pairs.chainLength; i++) {
      removed[placeA[pairs.chainA[i]]] = false;
      added[placeB[pairs.chainB[i]]] = false;
    }
  }

  /** Returns whether the ranges have lines that are unique in both; then the ranges between those are next. */
  private boolean anchored(int aLo, int aHi, int bLo, int bHi) {
    work += (aHi - aLo) + (bHi - bLo);
    pairs.chain(aLo, aHi, bLo, bHi, true);
    int[] chainA = pairs.chainA;
    int[] chainB = pairs.chainB;
    if (pairs.chainLength == 0) {
      return false;
    }
    int i = aLo;
    int j = bLo;
    for (int at = 0; at < pairs.chainLength; at++) {
      push(i, chainA[at], j, chainB[at]);
      i = chainA[at] + 1;
      j = chainB[at] + 1;
    }
    push(i, aHi, j, bHi);
    return true;
  }
}
