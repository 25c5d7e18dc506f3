package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** Hunks as {@code diff -u} writes them: same numbers, same order, same note where a final newline is missing. */
final class UnifiedText {
  private static final String NO_NEWLINE = "\n\\ No newline at end of file\n";

  private static final int HEADER_BYTES = 40;
  /** Bytes that are set aside at first where limits may make the text short. */
  private static final int CUT_BYTES = 1 << 16;

  private final DiffLimits limits;
  private final LineReader left;
  private final LineReader right;
  private final Edits edits;
  private final LongLines longLines;
  private final ByteText out;
  /** Bytes after which no more is written: text takes up to two bytes a byte, and a copy. */
  private final long maxBytes = Math.min(1L << 29, Runtime.getRuntime().maxMemory() / 8);
  private boolean stopped;
  private long cutRemoved;
  private long cutAdded;
  private int cutBlocks;

  UnifiedText(DiffLimits limits, LineReader left, LineReader right, Edits edits) {
    this.limits = limits;
    this.left = left;
    this.right = right;
    this.edits = edits;
    this.out = new ByteText(expected());
    this.longLines = new LongLines(limits.maxLineBytes(), left, right, out);
  }

  /** Returns the hunks. */
  ByteText write() throws IOException {
    int first = 0;
    while (first < edits.size()) {
      int last = first;
      boolean full = full();
      while (last + 1 < edits.size() && edits.a0(last + 1) - edits.a1(last) <= 2L * limits.context() && !stopped) {
        last++;
        // Context is not cut, so a hunk that would be too long ends here, and is the last one.
        stopped = !full && out.length() + bytes(first, last) > maxBytes;
      }
      if (full) {
        for (int i = first; i <= last; i++) {
          cut(edits.a1(i) - edits.a0(i), edits.b1(i) - edits.b0(i));
        }
      } else {
        hunk(first, last);
      }
      first = last + 1;
    }
    return left.lines().isAscii() && right.lines().isAscii() ? out.ascii() : out;
  }

  /** Returns about how many bytes the hunks will have. */
  private long expected() {
    long bytes = 0;
    LineTable a = left.lines();
    LineTable b = right.lines();
    for (int i = 0; i < edits.size(); i++) {
      int from = Math.max(i == 0 ? 0 : edits.a1(i - 1), edits.a0(i) - limits.context());
      int to = (int) Math.min((long) edits.a1(i) + limits.context(),
          i + 1 < edits.size() ? edits.a0(i + 1) : a.count());
      bytes += a.start(to) - a.start(from) + to - from + HEADER_BYTES;
      bytes += b.start(edits.b1(i)) - b.start(edits.b0(i)) + edits.b1(i) - edits.b0(i);
    }
    boolean cut = limits.maxBlockLines() > 0 || limits.maxLineBytes() > 0;
    return cut ? Math.min(bytes, CUT_BYTES) : Math.min(bytes, maxBytes);
  }

  long cutRemoved() {
    return cutRemoved;
  }

  long cutAdded() {
    return cutAdded;
  }

  int cutBlocks() {
    return cutBlocks;
  }

  /** Returns how many lines were too long to be shown whole. */
  long shortened() {
    return longLines.shortened();
  }

  private long bytes(int first, int last) {
    return left.lines().start(edits.a1(last)) - left.lines().start(edits.a0(first));
  }

  private boolean full() {
    return stopped || spent();
  }

  private boolean spent() {
    return out.length() >= maxBytes;
  }

  private void cut(int removed, int added) {
    cutRemoved += removed;
    cutAdded += added;
    cutBlocks += removed + added > 0 ? 1 : 0;
  }

  private void hunk(int first, int last) throws IOException {
    int above = first == 0 ? Math.min(edits.a0(0), edits.b0(0)) : edits.a0(first) - edits.a1(first - 1);
    int below = last + 1 < edits.size() ? edits.a0(last + 1) - edits.a1(last)
        : left.lines().count() - edits.a1(last);
    int lead = Math.min(limits.context(), above);
    int trail = Math.min(limits.context(), below);
    int a = edits.a0(first) - lead;
    out.add("@@ -");
    range(left.lines().linesBefore() + a, edits.a1(last) + trail - a);
    out.add(" +");
    int b = edits.b0(first) - lead;
    range(right.lines().linesBefore() + b, edits.b1(last) + trail - b);
    out.add(" @@\n");
    for (int i = first; i <= last; i++) {
      context(a, edits.a0(i));
      block(i);
      a = edits.a1(i);
    }
    context(a, a + trail);
  }

  private void range(long before, int count) {
    out.addNumber(count == 0 ? before : before + 1);
    if (count != 1) {
      out.add(',').addNumber(count);
    }
  }

  private void context(int from, int to) throws IOException {
    for (int line = from; line < to; line++) {
      if (longLines.isLong(left, line)) {
        longLines.context(line);
      } else {
        line(' ', left, line);
      }
    }
  }

  private void block(int edit) throws IOException {
    int removed = edits.a1(edit) - edits.a0(edit);
    int added = edits.b1(edit) - edits.b0(edit);
    int shownRemoved = allowed(removed);
    int shownAdded = allowed(added);
    longLines.block(edits.a0(edit), removed, edits.b0(edit), added);
    shownRemoved = side('-', left, edits.a0(edit), shownRemoved);
    cutNote('-', removed - shownRemoved);
    shownAdded = side('+', right, edits.b0(edit), shownAdded);
    cutNote('+', added - shownAdded);
    cut(removed - shownRemoved, added - shownAdded);
  }

  private int allowed(int lines) {
    return limits.maxBlockLines() == 0 ? lines : (int) Math.min(lines, limits.maxBlockLines());
  }

  /** Returns how many lines were written before a bound was reached. */
  private int side(char sign, LineReader reader, int from, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (spent()) {
        return i;
      }
      if (longLines.isLong(reader, from + i)) {
        longLines.changed(sign, reader, from + i);
      } else {
        line(sign, reader, from + i);
      }
    }
    return count;
  }

  private void line(char sign, LineReader reader, int line) throws IOException {
    if (!reader.copy(sign, line, out)) {
      out.add(NO_NEWLINE);
    }
  }

  private void cutNote(char sign, int lines) {
    if (lines > 0) {
      out.add(sign).add("[ ").addNumber(lines).add(sign == '-' ? " lines removed ]\n" : " lines added ]\n");
    }
  }
}
