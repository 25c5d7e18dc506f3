package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Lines too long to be shown whole: what changed in them, with a little around, and how many bytes lie between.
 */
final class LongLines {
  /** Bytes shown around a change. */
  private static final int AROUND = 40;
  /** Bytes of a line up to which its words are compared; past it only its common ends are left out. */
  private static final int WORDS = 1 << 24;
  private static final String NO_NEWLINE = "\n\\ No newline at end of file\n";

  private final int maxBytes;
  private final LineReader left;
  private final LineReader right;
  private final ByteText out;
  private int removedFirst;
  private int removedCount;
  private int addedFirst;
  private int addedCount;
  private long shortened;
  /** What was found of the pair of lines that was looked at last: it is asked for once for each side. */
  private Ranges last;

  LongLines(int maxBytes, LineReader left, LineReader right, ByteText out) {
    this.maxBytes = maxBytes;
    this.left = left;
    this.right = right;
    this.out = out;
  }

  boolean isLong(LineReader reader, int line) {
    return maxBytes > 0 && reader.lines().length(line) > maxBytes;
  }

  /** Returns how many lines were not shown whole. */
  long shortened() {
    return shortened;
  }

  /** Says which lines stand against one another from now on: the first removed against the first added, and so on. */
  void block(int a0, int removed, int b0, int added) {
    removedFirst = a0;
    removedCount = removed;
    addedFirst = b0;
    addedCount = added;
  }

  /** Writes an unchanged long line. */
  void context(int line) throws IOException {
    long from = left.lines().start(line);
    long to = contentEnd(left, line);
    write(' ', left, line, new long[] {from, from, to, to});
  }

  /** Writes a removed or added long line. */
  void changed(char sign, LineReader reader, int line) throws IOException {
    boolean isLeft = reader == left;
    int at = line - (isLeft ? removedFirst : addedFirst);
    if (at >= (isLeft ? addedCount : removedCount)) {
      write(sign, reader, line, new long[] {reader.lines().start(line), contentEnd(reader, line)});
      return;
    }
    int a = removedFirst + at;
    int b = addedFirst + at;
    write(sign, reader, line, isLong(left, a) || isLong(right, b) ? ranges(a, b).of(isLeft) : new long[0]);
  }

  private static long contentEnd(LineReader reader, int line) throws IOException {
    return reader.lines().start(line + 1) - (reader.endsWithFeed(line) ? 1 : 0);
  }

  /** The changed ranges of two lines, as positions in their sources. */
  private record Ranges(int a, int b, long[] left, long[] right) {
    long[] of(boolean ofLeft) {
      return ofLeft ? left : right;
    }
  }

  private Ranges ranges(int a, int b) throws IOException {
    if (last == null || last.a != a || last.b != b) {
      last = compared(a, b);
    }
    return last;
  }

  private Ranges compared(int a, int b) throws IOException {
    long fromA = left.lines().start(a);
    long fromB = right.lines().start(b);
    long lengthA = contentEnd(left, a) - fromA;
    long lengthB = contentEnd(right, b) - fromB;
    Window x = new Window(left.lines().source());
    Window y = new Window(right.lines().source());
    long limit = Math.min(lengthA, lengthB);
    long prefix = Equality.commonPrefix(x, y, fromA, fromB, limit);
    long suffix = Equality.commonSuffix(x, y, fromA + lengthA, fromB + lengthB, limit - prefix);
    if (Math.max(lengthA, lengthB) - prefix - suffix > WORDS) {
      return new Ranges(a, b, new long[] {fromA + prefix, fromA + lengthA - suffix},
          new long[] {fromB + prefix, fromB + lengthB - suffix});
    }
    // Whole words: a few bytes of the common ends are compared again.
    prefix = Math.max(0, prefix - AROUND);
    suffix = Math.max(0, suffix - AROUND);
    InlineDiff diff = InlineDiff.of(text(x.source(), fromA + prefix, lengthA - prefix - suffix),
        text(y.source(), fromB + prefix, lengthB - prefix - suffix));
    return new Ranges(a, b, positions(diff.removedRanges(), fromA + prefix),
        positions(diff.addedRanges(), fromB + prefix));
  }

  private static long[] positions(int[] chars, long base) {
    long[] positions = new long[chars.length];
    for (int i = 0; i < chars.length; i++) {
      positions[i] = base + chars[i];
    }
    return positions;
  }

  /** Returns a character for each byte. */
  private static String text(ByteSource source, long from, long length) throws IOException {
    byte[] bytes = new byte[(int) length];
    int got = source.read(from, bytes, 0, bytes.length);
    return new String(bytes, 0, got, StandardCharsets.ISO_8859_1);
  }

  private void write(char sign, LineReader reader, int line, long[] ranges) throws IOException {
    shortened++;
    out.add(sign);
    long start = reader.lines().start(line);
    long end = contentEnd(reader, line);
    int most = out.length() + maxBytes;
    long shown = start;
    int i = 0;
    while (i < ranges.length && out.length() < most) {
      long from = Math.max(shown, boundary(reader, ranges[i] - AROUND, start, -1));
      long to = boundary(reader, ranges[i + 1] + AROUND, end, 1);
      i += 2;
      while (i < ranges.length && ranges[i] - AROUND <= to) {
        to = Math.max(to, boundary(reader, ranges[i + 1] + AROUND, end, 1));
        i += 2;
      }
      elision(from - shown);
      long room = Math.max(2L * AROUND, most - out.length());
      shown = to - from <= room ? to : boundary(reader, from + room, end, 1);
      reader.copy(from, shown, out);
    }
    elision(end - shown);
    out.add(reader.endsWithFeed(line) ? "\n" : NO_NEWLINE);
  }

  private void elision(long bytes) {
    if (bytes > 0) {
      out.add("[ ").add(Wording.number(bytes)).add(" bytes ]");
    }
  }

  /** Returns a position moved off the inside of a UTF-8 sequence, not past {@code limit}. */
  private static long boundary(LineReader reader, long position, long limit, int direction) throws IOException {
    long moved = position;
    for (int i = 0; i < 3 && (limit - moved) * direction > 0 && (reader.at(moved) & 0xC0) == 0x80; i++) {
      moved += direction;
    }
    return direction > 0 ? Math.min(moved, limit) : Math.max(moved, limit);
  }
}
