package io.github.jdiffscope.textdiff;

/**
 * A point on a shortest edit path between two ranges, found from both ends at once in space linear in the bound.
 *
 * <p>E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), section 4b. The search is
 * given up after {@code bound} steps from each end; then the points that got furthest from either end stand in, and the
 * path through them is correct but perhaps not shortest.
 */
final class MiddleSnake {
  private static final int NOWHERE = Integer.MIN_VALUE / 2;

  private final int[] a;
  private final int[] b;
  private final int middle;
  /** Furthest left position per diagonal, from the start and, mirrored, from the end. */
  private final int[] forward;
  private final int[] backward;
  private int aLo;
  private int bLo;
  private int n;
  private int m;
  private long work;

  /** Where the path is split, relative to the whole sequences. */
  int splitA;
  int splitB;
  /** Where it is split once more, if the search was given up: the furthest point from the end. */
  int endA;
  int endB;

  MiddleSnake(int[] a, int[] b, int maxBound) {
    this.a = a;
    this.b = b;
    this.middle = maxBound + 2;
    this.forward = new int[2 * middle + 2];
    this.backward = new int[2 * middle + 2];
  }

  /** Returns how many diagonals were visited so far. */
  long work() {
    return work;
  }

  /** Returns whether a shortest path was found; else the split is the furthest point reached. */
  boolean find(int fromA, int toA, int fromB, int toB, int bound) {
    aLo = fromA;
    bLo = fromB;
    n = toA - fromA;
    m = toB - fromB;
    int delta = n - m;
    boolean odd = (delta & 1) != 0;
    forward[middle] = snakeForward(0, 0);
    backward[middle] = snakeBackward(0, 0);
    for (int d = 1; d <= bound; d++) {
      work += 2L * d;
      if (stepForward(d, delta, odd) || stepBackward(d, delta, !odd)) {
        return true;
      }
    }
    furthest(bound);
    return false;
  }

  private int lowest(int d) {
    return d <= m ? -d : -m + ((d - m) & 1);
  }

  private int highest(int d) {
    return d <= n ? d : n - ((d - n) & 1);
  }

  private void fence(int[] reach, int d, int low, int high) {
    if (low == -d || low == -m) {
      reach[middle + low - 1] = NOWHERE;
    }
    if (high == d || high == n) {
      reach[middle + high + 1] = NOWHERE;
    }
  }

  /** Returns the furthest start on diagonal {@code k}, or NOWHERE: one step right or down from a neighbour. */
  private int start(int[] reach, int k) {
    int right = reach[middle + k - 1];
    int down = reach[middle + k + 1];
    right = right < 0 || right >= n ? NOWHERE : right + 1;
    down = down < 0 || down - k > m ? NOWHERE : down;
    return Math.max(right, down);
  }

  private boolean stepForward(int d, int delta, boolean check) {
    int low = lowest(d);
    int high = highest(d);
    fence(forward, d, low, high);
    int checkLow = check ? Math.max(1 - d, lowest(d - 1)) : 1;
    int checkHigh = check ? Math.min(d - 1, highest(d - 1)) : 0;
    int[] reach = forward;
    for (int k = low; k <= high; k += 2) {
      int x = Math.max(reach[middle + k - 1] + 1, reach[middle + k + 1]);
      if (x < 0 || x > n || x - k > m) {
        x = start(reach, k);
        if (x < 0) {
          reach[middle + k] = NOWHERE;
          continue;
        }
      }
      x = snakeForward(x, x - k);
      reach[middle + k] = x;
      int mirrored = delta - k;
      if (mirrored >= checkLow && mirrored <= checkHigh && x + backward[middle + mirrored] >= n) {
        splitA = aLo + x;
        splitB = bLo + x - k;
        return true;
      }
    }
    return false;
  }

  private boolean stepBackward(int d, int delta, boolean check) {
    int low = lowest(d);
    int high = highest(d);
    fence(backward, d, low, high);
    int checkLow = check ? low : 1;
    int checkHigh = check ? high : 0;
    int[] reach = backward;
    for (int k = low; k <= high; k += 2) {
      int x = Math.max(reach[middle + k - 1] + 1, reach[middle + k + 1]);
      if (x < 0 || x > n || x - k > m) {
        x = start(reach, k);
        if (x < 0) {
          reach[middle + k] = NOWHERE;
          continue;
        }
      }
      x = snakeBackward(x, x - k);
      reach[middle + k] = x;
      int mirrored = delta - k;
      if (mirrored >= checkLow && mirrored <= checkHigh && x + forward[middle + mirrored] >= n) {
        splitA = aLo + n - x;
        splitB = bLo + m - (x - k);
        return true;
      }
    }
    return false;
  }

  private int snakeForward(int x, int y) {
    int i = aLo + x;
    int j = bLo + y;
    int end = aLo + Math.min(n, x + m - y);
    while (i < end && a[i] == b[j]) {
      i++;
      j++;
    }
    return i - aLo;
  }

  private int snakeBackward(int x, int y) {
    int i = aLo + n - 1 - x;
    int j = bLo + m - 1 - y;
    int end = i - Math.min(n - x, m - y);
    while (i > end && a[i] == b[j]) {
      i--;
      j--;
    }
    return aLo + n - 1 - i;
  }

  private void furthest(int d) {
    long best = -1;
    for (int k = lowest(d); k <= highest(d); k += 2) {
      int x = forward[middle + k];
      if (x >= 0 && 2L * x - k > best) {
        best = 2L * x - k;
        splitA = aLo + x;
        splitB = bLo + x - k;
      }
    }
    long bestBack = -1;
    for (int k = lowest(d); k <= highest(d); k += 2) {
      int x = backward[middle + k];
      if (x >= 0 && 2L * x - k > bestBack) {
        bestBack = 2L * x - k;
        endA = aLo + n - x;
        endB = bLo + m - (x - k);
      }
    }
    if (endA < splitA || endB < splitB) {
      // The two cross: only the better one can be used.
      if (bestBack > best) {
        splitA = endA;
        splitB = endB;
      }
      endA = splitA;
      endB = splitB;
    }
  }
}
