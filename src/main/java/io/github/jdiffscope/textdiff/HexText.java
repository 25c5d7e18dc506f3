package io.github.jdiffscope.textdiff;

import java.io.IOException;

/**
 * Changed regions as rows of hexadecimal, laid out as {@code xxd} prints them. Rows start at multiples of 16 of the
 * left,
 * and are cut short where bytes were inserted or deleted, so that the rows after pair up again. Unchanged rows carry
 * the
 * positions of the left.
 */
final class HexText {
  static final int ROW = 16;
  private static final int OFFSET_DIGITS = 8;
  /** Length of a full row, sign and line feed included. */
  private static final int ROW_BYTES = 69;
  /** Blocks at their limit that one difference may hold. */
  private static final int BLOCKS = 4;

  private final DiffLimits limits;
  private final Window left;
  private final Window right;
  private final long leftSize;
  private final Regions regions;
  private final ByteText out = new ByteText(0);
  private final long maxRows;
  private final long maxBytes = Math.min(1L << 29, Runtime.getRuntime().maxMemory() / 8);
  private long rows;
  private long cutRows;
  private boolean stopped;
  private int shownRegions;
  /** Where the left bytes of the last change shown end. */
  private long lastEnd;

  HexText(DiffLimits limits, ByteSource left, ByteSource right, Regions regions) {
    this.limits = limits;
    this.left = new Window(left, 1 << 14);
    this.right = new Window(right, 1 << 14);
    this.leftSize = left.size();
    this.regions = regions;
    long most = limits.maxBlockLines() == 0 ? Long.MAX_VALUE : limits.maxBlockLines() * BLOCKS;
    this.maxRows = most;
  }

  /** Returns the hunks. */
  ByteText write() throws IOException {
    HexChange first = next(0);
    while (first != null && !stopped && !full()) {
      HexChange last = first;
      HexChange next = next(last.nextRegion);
      long within = first.rows();
      while (next != null && rowsBetween(last.a1, next.a0, 0) <= 2L * limits.context()) {
        within += next.rows();
        if (rows + within > maxRows || out.length() + ROW_BYTES * within > maxBytes) {
          stopped = true;
          break;
        }
        last.follower = next;
        last = next;
        next = next(last.nextRegion);
      }
      hunk(first, last, next);
      first = next;
    }
    return out.ascii();
  }

  /** Returns how many rows of shown regions were left out. */
  long cutRows() {
    return cutRows;
  }

  /** Returns how many regions lie in the hunks, whole or in part. */
  int shownRegions() {
    return shownRegions;
  }

  private boolean full() {
    return rows >= maxRows || out.length() >= maxBytes;
  }

  /** Returns the change that starts with a region: all regions with less than a row between, widened to whole rows. */
  private HexChange next(int region) {
    if (region >= regions.size()) {
      return null;
    }
    int last = region;
    boolean sameLength = sameLength(region);
    while (last + 1 < regions.size() && regions.a0(last + 1) - regions.a1(last) < ROW) {
      last++;
      sameLength &= sameLength(last);
    }
    long a0 = regions.a0(region);
    long a1 = regions.a1(last);
    long b0 = regions.b0(region);
    long b1 = regions.b1(last);
    long before = region == 0 ? 0 : regions.a1(region - 1);
    long after = last + 1 < regions.size() ? regions.a0(last + 1) : leftSize;
    if (sameLength) {
      long down = Math.min(a0 % ROW, a0 - before);
      long up = Math.min((ROW - a1 % ROW) % ROW, after - a1);
      return new HexChange(a0 - down, a1 + up, b0 - down, b1 + up, last + 1);
    }
    return new HexChange(a0, a1, b0, b1, last + 1);
  }

  private boolean sameLength(int region) {
    return regions.a1(region) - regions.a0(region) == regions.b1(region) - regions.b0(region);
  }

  private static long rowsBetween(long from, long to, long shift) {
    return from >= to ? 0 : Math.floorDiv(to - 1 - shift, ROW) - Math.floorDiv(from - shift, ROW) + 1;
  }

  private void hunk(HexChange first, HexChange last, HexChange next) throws IOException {
    long highest = next == null ? leftSize : next.a0;
    long from = Math.max(lastEnd, Math.floorDiv(first.a0 + ROW - 1, ROW) * ROW - (long) limits.context() * ROW);
    from = Math.min(from, first.a0);
    long to = Math.min(highest, Math.floorDiv(last.a1, ROW) * ROW + (long) limits.context() * ROW);
    to = Math.max(to, last.a1);
    long leftRows = rowsBetween(from, first.a0, 0) + rowsBetween(last.a1, to, 0);
    long rightRows = leftRows;
    for (HexChange change = first; change != null; change = change.follower) {
      long gap = change.follower == null ? 0 : rowsBetween(change.a1, change.follower.a0, 0);
      leftRows += rowsBetween(change.a0, change.a1, 0) + gap;
      rightRows += rowsBetween(change.b0, change.b1, change.b0 - change.a0) + gap;
    }
    out.add("@@ -");
    range(from / ROW, leftRows);
    out.add(" +");
    range((from + first.b0 - first.a0) / ROW, rightRows);
    out.add(" @@\n");
    long at = from;
    for (HexChange change = first; change != null; change = change.follower) {
      rows(' ', left, at, change.a0, 0, Long.MAX_VALUE);
      block(change);
      at = change.a1;
    }
    rows(' ', left, at, to, 0, Long.MAX_VALUE);
    shownRegions = last.nextRegion;
  }

  private void range(long before, long count) {
    out.addNumber(count == 0 ? before : before + 1);
    if (count != 1) {
      out.add(',').addNumber(count);
    }
  }

  private void block(HexChange change) throws IOException {
    long limit = limits.maxBlockLines() == 0 ? Long.MAX_VALUE : limits.maxBlockLines();
    rows('-', left, change.a0, change.a1, 0, limit);
    rows('+', right, change.b0, change.b1, change.b0 - change.a0, limit);
    lastEnd = change.a1;
  }

  private void rows(char sign, Window window, long from, long to, long shift, long limit) throws IOException {
    long position = from;
    for (long shown = 0; position < to; shown++) {
      if (sign != ' ' && (shown == limit || full())) {
        long cut = rowsBetween(position, to, shift);
        cutRows += cut;
        out.add(sign).add("[ ").addNumber(cut).add(sign == '-' ? " lines removed ]\n" : " lines added ]\n");
        return;
      }
      long end = Math.min(to, (Math.floorDiv(position - shift, ROW) + 1) * ROW + shift);
      out.add(sign);
      row(window, position, (int) (end - position));
      rows += sign == ' ' ? 0 : 1;
      position = end;
    }
  }

  private void row(Window window, long position, int count) throws IOException {
    out.addHex(position, OFFSET_DIGITS).add(": ");
    for (int i = 0; i < ROW; i++) {
      if (i < count) {
        out.addHex(window.at(position + i), 2);
      } else {
        out.add("  ");
      }
      if ((i & 1) == 1) {
        out.add(' ');
      }
    }
    out.add(' ');
    for (int i = 0; i < count; i++) {
      int b = window.at(position + i);
      out.add(b >= ' ' && b < 0x7F ? b : '.');
    }
    out.add('\n');
  }

  /** A run of rows to be shown as removed and added. */
  private static final class HexChange {
    private final long a0;
    private final long a1;
    private final long b0;
    private final long b1;
    private final int nextRegion;
    private HexChange follower;

    private HexChange(long a0, long a1, long b0, long b1, int nextRegion) {
      this.a0 = a0;
      this.a1 = a1;
      this.b0 = b0;
      this.b1 = b1;
      this.nextRegion = nextRegion;
    }

    /** Returns how many removed and added rows this is shown as. */
    private long rows() {
      return rowsBetween(a0, a1, 0) + rowsBetween(b0, b1, b0 - a0);
    }
  }
}
