package io.github.jdiffscope.textdiff;

import java.util.Arrays;

/**
 * The words that differ between a removed and an added line, as ranges of characters.
 *
 * <p>Words are runs of letters and digits, runs of spaces, and single other characters. Lines that have too little in
 * common are one range each, as scattered matches would only mislead.
 */
public final class InlineDiff {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;
  /** One in so many characters must be common for words to be compared at all. */
  private static final int COMMON_SHARE = 4;
  /** Equal characters between two changes that are shown as changed with them, unless they hold a word. */
  private static final int SHORT = 2;
  private static final int GROWTH = 64;
  /** Steps for one pair of lines, about a twentieth of a second: a minified file rewritten throughout is not worth more. */
  private static final long MAX_WORK = 15_000_000;

  private final int[] removed;
  private final int[] added;

  private InlineDiff(int[] removed, int[] added) {
    this.removed = removed;
    this.added = added;
  }

  /** Returns what differs between two lines, in time that grows with their length. */
  public static InlineDiff of(CharSequence removedLine, CharSequence addedLine) {
    Words left = new Words(removedLine);
    Words right = new Words(addedLine);
    LineIds ids = LineIds.of(left.hashes, left.count, right.hashes, right.count);
    LineMatcher matcher = new LineMatcher(ids.left(), left.count, ids.right(), right.count, ids.count(), MAX_WORK);
    Edits edits = Edits.ofMarks(matcher.removed(), left.count, matcher.added(), right.count);
    return merged(edits, left, right);
  }

  /** Returns the changed ranges of the removed line: start and end of each, in characters, ascending. */
  public int[] removedRanges() {
    return removed.clone();
  }

  /** Returns the changed ranges of the added line; as many as of the removed line, some may be empty. */
  public int[] addedRanges() {
    return added.clone();
  }

  private static InlineDiff merged(Edits edits, Words left, Words right) {
    int[] removed = new int[2 * edits.size()];
    int[] added = new int[2 * edits.size()];
    int size = 0;
    long changed = 0;
    for (int i = 0; i < edits.size(); i++) {
      int a0 = left.starts[edits.a0(i)];
      int b0 = right.starts[edits.b0(i)];
      boolean joins = size > 0 && !left.worthShowing(removed[size - 1], a0);
      if (!joins) {
        removed[size] = a0;
        added[size] = b0;
        size += 2;
      }
      removed[size - 1] = left.starts[edits.a1(i)];
      added[size - 1] = right.starts[edits.b1(i)];
    }
    for (int i = 0; i < size; i += 2) {
      changed += Math.max(removed[i + 1] - removed[i], added[i + 1] - added[i]);
    }
    int longer = Math.max(left.line.length(), right.line.length());
    if ((longer - changed) * COMMON_SHARE < longer) {
      return new InlineDiff(new int[] {0, left.line.length()}, new int[] {0, right.line.length()});
    }
    return new InlineDiff(Arrays.copyOf(removed, size), Arrays.copyOf(added, size));
  }

  /** A line cut into words. */
  private static final class Words {
    private final CharSequence line;
    private int[] starts = new int[GROWTH + 1];
    private long[] hashes = new long[GROWTH];
    private int count;

    Words(CharSequence line) {
      this.line = line;
      int length = line.length();
      int at = 0;
      while (at < length) {
        int kind = kind(line.charAt(at));
        long hash = (line.charAt(at) + 1) * FACTOR;
        int end = at + 1;
        while (kind > 0 && end < length && kind(line.charAt(end)) == kind) {
          hash = (hash ^ hash >>> 32 ^ line.charAt(end)) * FACTOR;
          end++;
        }
        add(at, hash ^ hash >>> 29);
        at = end;
      }
      starts[count] = length;
    }

    private void add(int start, long hash) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
        starts = Arrays.copyOf(starts, count * 2 + 1);
      }
      starts[count] = start;
      hashes[count++] = hash;
    }

    /** Returns 1 for what words are made of, 2 for spaces, 0 for what stands alone. */
    private static int kind(char c) {
      if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= 0x80) {
        return 1;
      }
      return c == ' ' || c == '\t' ? 2 : 0;
    }

    private boolean worthShowing(int from, int to) {
      if (to - from > SHORT) {
        return true;
      }
      for (int i = from; i < to; i++) {
        if (kind(line.charAt(i)) == 1) {
          return true;
        }
      }
      return false;
    }
  }
}
