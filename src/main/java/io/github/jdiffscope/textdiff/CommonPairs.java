package io.github.jdiffscope.textdiff;

import java.util.Arrays;

/**
 * The longest common subsequence of two ranges, found from their pairs of equal lines.
 *
 * <p>J. W. Hunt and T. G. Szymanski, "A Fast Algorithm for Computing Longest Common Subsequences", CACM 20 (1977):
 * {@code O((r + n) log n)} for {@code r} pairs, whatever the number of differences. Exact where all pairs are used;
 * with
 * only the lines that are unique on both sides it gives the anchors of a patience difference.
 */
final class CommonPairs {
  private static final int GROWTH = 256;

  private final int[] a;
  private final int[] b;
  /** Last line of the right range with an id, or -1; and the one before it with the same id. */
  private final int[] last;
  private final int[] before;
  /** How often an id occurs in the ranges; made when needed. */
  private int[] countA;
  private int[] countB;
  private int[] nodeA = new int[0];
  private int[] nodeB = new int[0];
  private int[] nodePrevious = new int[0];
  private int nodes;

  /** The chain found: pairs of positions, ascending; what comes after them means nothing. */
  int[] chainA = new int[0];
  int[] chainB = new int[0];
  int chainLength;

  CommonPairs(int[] a, int[] b, int rightCount, int ids) {
    this.a = a;
    this.b = b;
    this.last = new int[ids];
    Arrays.fill(last, -1);
    this.before = new int[rightCount];
  }

  /** Returns how many pairs of equal lines the two ranges have. */
  long count(int aLo, int aHi, int bLo, int bHi) {
    // Counted where the last lines are noted otherwise: -1 is none.
    for (int j = bLo; j < bHi; j++) {
      last[b[j]]++;
    }
    long pairs = aHi - aLo;
    for (int i = aLo; i < aHi; i++) {
      pairs += last[a[i]];
    }
    for (int j = bLo; j < bHi; j++) {
      last[b[j]] = -1;
    }
    return pairs;
  }

  /**
   * Finds the longest chain of pairs.
   *
   * @param uniqueOnly whether only lines that occur once in each range are used
   */
  void chain(int aLo, int aHi, int bLo, int bHi, boolean uniqueOnly) {
    if (uniqueOnly) {
      countA = countA == null ? new int[last.length] : countA;
      countB = countB == null ? new int[last.length] : countB;
      for (int i = aLo; i < aHi; i++) {
        countA[a[i]]++;
      }
    }
    for (int j = bLo; j < bHi; j++) {
      before[j] = last[b[j]];
      last[b[j]] = j;
    }
    if (uniqueOnly) {
      for (int j = bLo; j < bHi; j++) {
        countB[b[j]]++;
      }
    }
    nodes = 0;
    grow(aLo, aHi, Math.min(aHi - aLo, bHi - bLo), uniqueOnly);
    for (int j = bLo; j < bHi; j++) {
      last[b[j]] = -1;
    }
    if (uniqueOnly) {
      for (int j = bLo; j < bHi; j++) {
        countB[b[j]] = 0;
      }
      for (int i = aLo; i < aHi; i++) {
        countA[a[i]] = 0;
      }
    }
  }

  private void grow(int aLo, int aHi, int longest, boolean uniqueOnly) {
    if (nodeA.length < longest) {
      nodeA = new int[longest];
      nodeB = new int[longest];
      nodePrevious = new int[longest];
    }
    if (chainA.length <= longest) {
      chainA = new int[longest + 1];
      chainB = new int[longest + 1];
    }
    // The chain takes the place of the tails it was found with.
    int[] tail = chainA;
    int[] tailNode = chainB;
    int length = 0;
    for (int i = aLo; i < aHi; i++) {
      int id = a[i];
      if (uniqueOnly && (countA[id] != 1 || countB[id] != 1)) {
        continue;
      }
      int at = length;
      // Descending, so that a line of the left enters a chain once.
      for (int j = last[id]; j >= 0; j = before[j]) {
        at = position(tail, at, length, j);
        if (at == length || tail[at] > j) {
          tailNode[at] = node(i, j, at == 0 ? -1 : tailNode[at - 1]);
          tail[at] = j;
          length = Math.max(length, at + 1);
        }
      }
    }
    unwind(length, length == 0 ? -1 : tailNode[length - 1]);
  }

  /**
   * Returns the first index in the tails not below {@code j}; tails at and after {@code hint} are known to be
   * above.
   */
  private static int position(int[] tail, int hint, int length, int j) {
    int high = Math.min(hint + 1, length);
    if (high == length && (length == 0 || tail[length - 1] < j)) {
      return length;
    }
    int low = 0;
    while (low < high) {
      int half = (low + high) >>> 1;
      if (tail[half] < j) {
        low = half + 1;
      } else {
        high = half;
      }
    }
    return low;
  }

  private int node(int i, int j, int previous) {
    if (nodes == nodeA.length) {
      int larger = Math.max(GROWTH, nodes * 2);
      nodeA = Arrays.copyOf(nodeA, larger);
      nodeB = Arrays.copyOf(nodeB, larger);
      nodePrevious = Arrays.copyOf(nodePrevious, larger);
    }
    nodeA[nodes] = i;
    nodeB[nodes] = j;
    nodePrevious[nodes] = previous;
    return nodes++;
  }

  private void unwind(int length, int lastNode) {
    chainLength = length;
    int node = lastNode;
    for (int at = length - 1; at >= 0; at--) {
      chainA[at] = nodeA[node];
      chainB[at] = nodeB[node];
      node = nodePrevious[node];
    }
  }
}
