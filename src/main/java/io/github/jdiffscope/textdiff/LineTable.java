package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Where the lines of a part of a source start. A line ends with its line feed, so that a last line without one is
 * another line than the same with one.
 */
final class LineTable {
  private static final long FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final long SEED = 0x243F6A8885A308D3L;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** Lines whose hashes are collected before they are numbered; they and their table's slots stay in the cache. */
  private static final int BATCH = 1 << 12;
  private static final long LOW = 0xFFFFFFFFL;

  private final ByteSource source;
  private final long from;
  /** Lines of the source before the first one here. */
  private final long linesBefore;
  /** The low halves of where lines start after {@link #from}: half the memory, and memory is most of the time. */
  private int[] starts = new int[8];
  /** The lines at which the high half grows, ascending; and the high halves from there on. */
  private int[] highLines = {0};
  private int[] highs = {0};
  private int highCount = 1;
  private final long[] hashes;
  private int unnumbered;
  private int count;
  private boolean cut;
  private boolean ascii;
  /** Of the line that is being read. */
  private long lineStart;
  private long hash = SEED;
  /** All words seen, one over the other. */
  private long seen;

  private LineTable(ByteSource source, long from, long linesBefore, int batch) {
    this.hashes = new long[batch];
    this.source = source;
    this.from = from;
    this.lineStart = from;
    this.linesBefore = linesBefore;
  }

  /**
   * Returns the lines of a part.
   *
   * @param from the start of a line
   * @param linesBefore lines of the source before it
   * @param to the end of a line
   * @param maxLines lines after which the table is cut
   * @param ids takes the hashes of all lines
   */
  static LineTable scan(ByteSource source, long from, long linesBefore, long to, int maxLines, LineIds ids)
      throws IOException {
    LineTable table = new LineTable(source, from, linesBefore, (int) Math.max(1, Math.min(BATCH, to - from)));
    table.scan(to, maxLines, ids);
    return table;
  }

  ByteSource source() {
    return source;
  }

  int count() {
    return count;
  }

  long linesBefore() {
    return linesBefore;
  }

  /** Returns where a line starts; the line after the last one starts where the part ends. */
  long start(int line) {
    long low = starts[line] & LOW;
    return from + (highCount == 1 ? low : low | high(line));
  }

  private long high(int line) {
    int at = Arrays.binarySearch(highLines, 0, highCount, line);
    return (long) highs[at >= 0 ? at : -at - 2] << 32;
  }

  long length(int line) {
    return start(line + 1) - start(line);
  }

  /** Leaves out all lines from one on. */
  void shorten(int lines) {
    cut |= lines < count;
    count = lines;
  }

  /** Returns whether the part has more lines than were allowed. */
  boolean isCut() {
    return cut;
  }

  /** Returns whether all lines are ASCII. */
  boolean isAscii() {
    return ascii;
  }

  private void scan(long to, int maxLines, LineIds ids) throws IOException {
    int size = (int) Math.min(Window.SIZE, to - from);
    byte[] window = new byte[(size / Long.BYTES + 2) * Long.BYTES];
    // A copy as words: reading words from bytes is slow before the last tier of compilation, copying them is not.
    LongBuffer asWords = ByteBuffer.wrap(window).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long[] words = new long[window.length / Long.BYTES];
    long position = from;
    int kept = 0;
    while (position < to && count < maxLines) {
      int wanted = (int) Math.min(size - kept, to - position - kept);
      if (wanted > 0 && source.read(position + kept, window, kept, wanted) < wanted) {
        throw Window.shrunk(position + kept);
      }
      int held = kept + wanted;
      asWords.position(0).get(words, 0, held / Long.BYTES + 1);
      int done = lines(words, held, position, position + held == to, maxLines, ids);
      if (position == from) {
        expect(done, to - from, maxLines, ids);
      }
      kept = held - done;
      position += done;
      System.arraycopy(window, done, window, 0, kept);
    }
    if (unnumbered > 0) {
      ids.add(hashes, unnumbered);
    }
    mark(lineStart - from);
    cut = lineStart < to;
    ascii = (seen & HIGHEST_BITS) == 0;
  }

  /**
   * Takes the lines of a window and returns how many of its bytes need not be seen again: all but those of an
   * unfinished word.
   *
   * @param last whether the part ends with the window
   */
  private int lines(long[] words, int held, long position, boolean last, int maxLines, LineIds ids) {
    int p = 0;
    while (count < maxLines) {
      p = hashWords(words, p, held);
      int left = held - p;
      if (left < Long.BYTES && (!last || left == 0)) {
        if (last && lineStart < position + p) {
          endLine(position + p, ids);
        }
        break;
      }
      int shift = (p & 7) << 3;
      long word = words[p >> 3] >>> shift | words[(p >> 3) + 1] << 1 << 63 - shift;
      int bytes = Math.min(left, bytesTo(feeds(word)));
      hash(word << 64 - 8 * bytes);
      p += bytes;
      endLine(position + p, ids);
    }
    return p;
  }

  /** Adds whole words without a line feed to the hash, and returns where the next word starts. */
  private int hashWords(long[] words, int from, int held) {
    int shift = (from & 7) << 3;
    int rest = 63 - shift;
    int first = from >> 3;
    int end = first + (held - from >> 3);
    long mixed = hash;
    long all = 0;
    long current = words[first];
    int at = first;
    while (at < end) {
      long next = words[at + 1];
      long word = current >>> shift | next << 1 << rest;
      long x = word ^ FEEDS;
      if (((x - LOWEST_BITS) & ~x & HIGHEST_BITS) != 0) {
        break;
      }
      all |= word;
      mixed = (mixed ^ word) * FACTOR;
      mixed ^= mixed >>> 29;
      current = next;
      at++;
    }
    hash = mixed;
    seen |= all;
    return from + (at - first << 3);
  }

  /** Returns a word whose lowest bit set stands in the byte of the first line feed; zero if there is none. */
  private static long feeds(long word) {
    long x = word ^ FEEDS;
    return (x - LOWEST_BITS) & ~x & HIGHEST_BITS;
  }

  /**
   * Returns how many bytes there are up to the one with the lowest bit, 9 if no bit is set. Counting trailing zeros is a
   * slow call before the last tier of compilation.
   */
  private static int bytesTo(long bits) {
    long below = (bits - 1 & ~bits) >>> 7 & LOWEST_BITS;
    return (int) (below * LOWEST_BITS >>> 56) + 1;
  }

  private void hash(long word) {
    seen |= word;
    long mixed = (hash ^ word) * FACTOR;
    hash = mixed ^ mixed >>> 29;
  }

  private void endLine(long next, LineIds ids) {
    mark(lineStart - from);
    count++;
    long mixed = (hash ^ next - lineStart) * FACTOR;
    hashes[unnumbered++] = mixed ^ mixed >>> 32;
    if (unnumbered == hashes.length) {
      ids.add(hashes, unnumbered);
      unnumbered = 0;
    }
    lineStart = next;
    hash = SEED;
  }

  /** Makes room for all lines, told from the first ones: too much costs as much as too little. */
  private void expect(int bytes, long all, int maxLines, LineIds ids) {
    double lines = (count + 1) * ((double) all / Math.max(1, bytes)) * 1.02 + 16;
    int expected = (int) Math.min(Math.min(maxLines, 1 << 24), lines);
    starts = Arrays.copyOf(starts, Math.max(starts.length, expected + 1));
    ids.expect(expected);
  }

  private void mark(long start) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, (int) Math.min(Integer.MAX_VALUE - 16L, count * 2L));
    }
    if (start >>> 32 != highs[highCount - 1]) {
      raise((int) (start >>> 32));
    }
    starts[count] = (int) start;
  }

  private void raise(int high) {
    highLines = Arrays.copyOf(highLines, highCount + 1);
    highs = Arrays.copyOf(highs, highCount + 1);
    highLines[highCount] = count;
    highs[highCount++] = high;
  }
}
