package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Where the lines of a part of a source start, and a hash of each. A line ends with its line feed, so that a last line
 * without one is another line than the same with one.
 */
final class LineTable {
  private static final long FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;
  private static final long SEED = 0x243F6A8885A308D3L;
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final ByteSource source;
  /** Lines of the source before the first one here. */
  private final long linesBefore;
  private long[] starts;
  private long[] hashes;
  private int count;
  private boolean cut;
  private boolean ascii;

  private LineTable(ByteSource source, long linesBefore, int guess) {
    this.source = source;
    this.linesBefore = linesBefore;
    this.starts = new long[guess + 1];
    this.hashes = new long[guess];
  }

  /**
   * Returns the lines of a part.
   *
   * @param from the start of a line
   * @param linesBefore lines of the source before it
   * @param to the end of a line
   * @param maxLines lines after which the table is cut
   */
  static LineTable scan(ByteSource source, long from, long linesBefore, long to, int maxLines) throws IOException {
    int guess = (int) Math.min(Math.min(maxLines, 1 << 24), (to - from) / 40 + 8);
    LineTable table = new LineTable(source, linesBefore, Math.max(1, guess));
    table.scan(from, to, maxLines);
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
    return starts[line];
  }

  long length(int line) {
    return starts[line + 1] - starts[line];
  }

  long[] hashes() {
    return hashes;
  }

  /** Gives up the hashes, which are as large as all else. */
  void dropHashes() {
    hashes = null;
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

  private void scan(long from, long to, int maxLines) throws IOException {
    int size = (int) Math.min(Window.SIZE, to - from);
    byte[] window = new byte[(size / Long.BYTES + 2) * Long.BYTES];
    // A copy as words: reading words from bytes is slow before the last tier of compilation, copying them is not.
    LongBuffer asWords = ByteBuffer.wrap(window).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    long[] words = new long[window.length / Long.BYTES];
    long position = from;
    long lineStart = from;
    long hash = SEED;
    int kept = 0;
    long seen = 0;
    while (position < to && count < maxLines) {
      int wanted = (int) Math.min(size - kept, to - position - kept);
      if (wanted > 0 && source.read(position + kept, window, kept, wanted) < wanted) {
        throw Window.shrunk(position + kept);
      }
      int held = kept + wanted;
      asWords.position(0).get(words, 0, held / Long.BYTES + 1);
      boolean last = position + held == to;
      int p = 0;
      while (p + Long.BYTES <= held || last && p < held) {
        int shift = (p & 7) << 3;
        long word = words[p >> 3] >>> shift | words[(p >> 3) + 1] << 1 << 63 - shift;
        long x = word ^ FEEDS;
        long zeros = (x - LOWEST_BITS) & ~x & HIGHEST_BITS;
        int bytes = zeros == 0 ? Long.BYTES : (Long.numberOfTrailingZeros(zeros) >>> 3) + 1;
        if (bytes > held - p) {
          bytes = held - p;
          zeros = 0;
        }
        word <<= 64 - 8 * bytes;
        seen |= word;
        hash = (hash ^ word) * FACTOR;
        hash ^= hash >>> 29;
        p += bytes;
        if (zeros != 0 || last && p == held) {
          long next = position + p;
          add(lineStart, hash, next - lineStart);
          lineStart = next;
          hash = SEED;
          if (count == maxLines) {
            break;
          }
        }
      }
      kept = held - p;
      position += p;
      System.arraycopy(window, p, window, 0, kept);
    }
    starts[count] = lineStart;
    cut = lineStart < to;
    ascii = (seen & HIGHEST_BITS) == 0;
  }

  private void add(long start, long hash, long length) {
    if (count == hashes.length) {
      int larger = (int) Math.min(Integer.MAX_VALUE - 16L, count * 2L);
      starts = Arrays.copyOf(starts, larger + 1);
      hashes = Arrays.copyOf(hashes, larger);
    }
    starts[count] = start;
    long mixed = (hash ^ length) * FACTOR;
    hashes[count++] = mixed ^ mixed >>> 32;
  }
}
