package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  private final long end;
  private long[] starts;
  private long[] hashes;
  private int count;
  private boolean cut;

  private LineTable(ByteSource source, long linesBefore, long end, int guess) {
    this.source = source;
    this.linesBefore = linesBefore;
    this.end = end;
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
    LineTable table = new LineTable(source, linesBefore, to, Math.max(1, guess));
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

  /** Returns whether the part has more lines than were allowed. */
  boolean isCut() {
    return cut;
  }

  /** Returns where the part ends, whether or not the table reaches it. */
  long end() {
    return end;
  }

  private void scan(long from, long to, int maxLines) throws IOException {
    byte[] window = new byte[(int) Math.min(Window.SIZE, to - from) + Long.BYTES];
    ByteBuffer words = ByteBuffer.wrap(window).order(ByteOrder.LITTLE_ENDIAN);
    long position = from;
    long lineStart = from;
    long hash = SEED;
    int kept = 0;
    while (position < to && count < maxLines) {
      int wanted = (int) Math.min(window.length - Long.BYTES - kept, to - position - kept);
      if (wanted > 0 && source.read(position + kept, window, kept, wanted) < wanted) {
        throw Window.shrunk(position + kept);
      }
      int held = kept + wanted;
      boolean last = position + held == to;
      int p = 0;
      while (p + Long.BYTES <= held || last && p < held) {
        long word = words.getLong(p);
        int room = held - p;
        long x = word ^ FEEDS;
        long zeros = (x - LOWEST_BITS) & ~x & HIGHEST_BITS;
        int bytes = zeros == 0 ? Long.BYTES : (Long.numberOfTrailingZeros(zeros) >>> 3) + 1;
        if (bytes > room) {
          bytes = room;
          zeros = 0;
        }
        hash = (hash ^ (word << (64 - 8 * bytes))) * FACTOR;
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
