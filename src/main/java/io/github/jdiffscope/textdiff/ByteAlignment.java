package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.util.Arrays;

/**
 * Which bytes of two sources differ when insertions and deletions are allowed for.
 *
 * <p>Common ends are skipped. What lies between is compared place by place where it has one length and most of it is
 * equal; else it is cut into chunks by content, equal chunks are paired (and verified), and the same is done with
 * smaller chunks between the pairs, down to single bytes.
 */
final class ByteAlignment {
  /** Equal bytes in a row that end a changed region. */
  private static final int APART = 16;
  /** Matched bytes in a row, found by content, that are worth showing as equal. */
  private static final int WORTH = 8;
  private static final int SMALL = 4096;
  private static final int LEAST_BITS = 6;
  private static final int MOST_CHUNKS_BITS = 16;
  /** One byte in so many may differ for a range to count as changed in place. */
  private static final int IN_PLACE_SHARE = 20;
  /** So few bytes that differ in place need no other explanation. */
  private static final int FEW = 64;

  private final ByteSource left;
  private final ByteSource right;
  private final Window a;
  private final Window b;

  ByteAlignment(ByteSource left, ByteSource right) {
    this.left = left;
    this.right = right;
    this.a = new Window(left);
    this.b = new Window(right);
  }

  /** Returns the regions that differ, none if the sources are equal. */
  Regions regions() throws IOException {
    long common = Math.min(left.size(), right.size());
    long prefix = Equality.commonPrefix(a, b, 0, 0, common);
    Regions regions = new Regions();
    if (prefix == left.size() && prefix == right.size()) {
      return regions;
    }
    long suffix = Equality.commonSuffix(a, b, left.size(), right.size(), common - prefix);
    between(prefix, left.size() - suffix, prefix, right.size() - suffix, Integer.MAX_VALUE, regions);
    return regions;
  }

  /** Finds the regions of two ranges whose first and last bytes differ. */
  private void between(long a0, long a1, long b0, long b1, int coarserBits, Regions out) throws IOException {
    long n = a1 - a0;
    long m = b1 - b0;
    if (n == 0 || m == 0) {
      out.add(a0, a1, b0, b1, 0);
      return;
    }
    long common = Math.min(n, m);
    Regions inPlace = new Regions();
    boolean few = inPlace(a0, b0, common, Math.max(APART, common / IN_PLACE_SHARE), inPlace);
    if (few && n != m) {
      inPlace.add(a0 + common, a1, b0 + common, b1, 0);
    }
    if (few && inPlace.changed() <= FEW) {
      out.addAll(inPlace);
      return;
    }
    Regions moved = new Regions();
    byContent(a0, a1, b0, b1, coarserBits, moved);
    out.addAll(few && moved.cost() * 2 >= inPlace.cost() ? inPlace : better(moved, a0, a1, b0, b1));
  }

  /** Returns the regions found by content, unless hardly anything was: then ranges of one length differ in place. */
  private Regions better(Regions moved, long a0, long a1, long b0, long b1) throws IOException {
    long lost = moved.changed() + moved.deleted();
    if (a1 - a0 != b1 - b0 || lost * 2 < a1 - a0) {
      return moved;
    }
    Regions inPlace = new Regions();
    inPlace(a0, b0, a1 - a0, Long.MAX_VALUE, inPlace);
    return lost < inPlace.changed() - inPlace.changed() / 8 ? moved : inPlace;
  }

  private void byContent(long a0, long a1, long b0, long b1, int coarserBits, Regions out) throws IOException {
    long longer = Math.max(a1 - a0, b1 - b0);
    if (longer <= SMALL) {
      byBytes(a0, a1, b0, b1, out);
      return;
    }
    int bits = Math.max(LEAST_BITS, 64 - Long.numberOfLeadingZeros(longer) - MOST_CHUNKS_BITS);
    bits = Math.min(bits, coarserBits - 2);
    if (bits < LEAST_BITS) {
      replace(a0, a1, b0, b1, out);
      return;
    }
    Chunks x = Chunks.of(a, a0, a1, bits);
    Chunks y = Chunks.of(b, b0, b1, bits);
    LineIds ids = LineIds.of(x.hashes(), x.count(), y.hashes(), y.count());
    LineMatcher matcher = new LineMatcher(ids.left(), x.count(), ids.right(), y.count(), ids.count());
    Edits edits = Edits.ofMarks(matcher.removed(), x.count(), matcher.added(), y.count());
    chunkGaps(x, y, edits, bits, out);
  }

  /** Narrows the gaps between paired chunks, as equal bytes go on past the borders of chunks. */
  private void chunkGaps(Chunks x, Chunks y, Edits edits, int bits, Regions out) throws IOException {
    long doneA = x.start(0);
    long doneB = y.start(0);
    for (int i = 0; i < edits.size(); i++) {
      long run = x.start(edits.a0(i)) - doneA;
      long equal = Equality.commonPrefix(a, b, doneA, doneB, run);
      doneA += equal;
      doneB += equal;
      if (equal < run) {
        // Equal hash, other bytes: what is left is compared as one gap.
        break;
      }
      long endA = x.start(edits.a1(i));
      long endB = y.start(edits.b1(i));
      gap(doneA, endA, doneB, endB, bits, out);
      doneA = endA;
      doneB = endB;
    }
    gap(doneA, x.start(x.count()), doneB, y.start(y.count()), LEAST_BITS, out);
  }

  private void gap(long a0, long a1, long b0, long b1, int bits, Regions out) throws IOException {
    long limit = Math.min(a1 - a0, b1 - b0);
    long prefix = Equality.commonPrefix(a, b, a0, b0, limit);
    long suffix = Equality.commonSuffix(a, b, a1, b1, limit - prefix);
    if (a0 + prefix < a1 - suffix || b0 + prefix < b1 - suffix) {
      between(a0 + prefix, a1 - suffix, b0 + prefix, b1 - suffix, bits, out);
    }
  }

  private void replace(long a0, long a1, long b0, long b1, Regions out) throws IOException {
    if (a1 - a0 == b1 - b0) {
      inPlace(a0, b0, a1 - a0, Long.MAX_VALUE, out);
    } else {
      out.add(a0, a1, b0, b1, 0);
    }
  }

  private void byBytes(long a0, long a1, long b0, long b1, Regions out) throws IOException {
    int n = (int) (a1 - a0);
    int m = (int) (b1 - b0);
    LineMatcher matcher = new LineMatcher(values(a, a0, n), n, values(b, b0, m), m, 256);
    Edits edits = Edits.ofMarks(matcher.removed(), n, matcher.added(), m);
    int first = 0;
    while (first < edits.size()) {
      int last = first;
      // Short accidental matches inside a change would only make it harder to read.
      while (last + 1 < edits.size() && edits.a0(last + 1) - edits.a1(last) < WORTH) {
        last++;
      }
      long x0 = a0 + edits.a0(first);
      long x1 = a0 + edits.a1(last);
      long y0 = b0 + edits.b0(first);
      long y1 = b0 + edits.b1(last);
      out.add(x0, x1, y0, y1, x1 - x0 == y1 - y0 ? differing(x0, y0, (int) (x1 - x0)) : 0);
      first = last + 1;
    }
  }

  private static int[] values(Window window, long from, int count) throws IOException {
    window.load(from, count);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = window.bytes[i] & 0xFF;
    }
    return values;
  }

  private long differing(long fromA, long fromB, int count) throws IOException {
    a.load(fromA, count);
    b.load(fromB, count);
    long differing = 0;
    for (int i = 0; i < count; i++) {
      differing += a.bytes[i] == b.bytes[i] ? 0 : 1;
    }
    return differing;
  }

  /**
   * Adds the regions of two ranges of one length that differ place by place.
   *
   * @return false if more than {@code most} bytes differ; then only those were added
   */
  private boolean inPlace(long fromA, long fromB, long length, long most, Regions out) throws IOException {
    long done = 0;
    long start = -1;
    long end = 0;
    long differing = 0;
    while (done < length) {
      int wanted = (int) Math.min(Window.SIZE, length - done);
      int got = Math.min(a.load(fromA + done, wanted), b.load(fromB + done, wanted));
      if (got == 0) {
        throw Window.shrunk(fromA + done);
      }
      int i = 0;
      while (i < got) {
        if (a.bytes[i] != b.bytes[i]) {
          if (start < 0) {
            start = done + i;
          }
          end = done + i + 1;
          differing++;
          if (differing + out.changed() > most) {
            return false;
          }
          i++;
          continue;
        }
        if (start < 0 || done + i - end >= APART) {
          if (start >= 0) {
            out.add(fromA + start, fromA + end, fromB + start, fromB + end, differing);
            start = -1;
            differing = 0;
          }
          int next = Arrays.mismatch(a.bytes, i, got, b.bytes, i, got);
          i = next < 0 ? got : i + next;
        } else {
          i++;
        }
      }
      done += got;
    }
    if (start >= 0) {
      out.add(fromA + start, fromA + end, fromB + start, fromB + end, differing);
    }
    return true;
  }
}
