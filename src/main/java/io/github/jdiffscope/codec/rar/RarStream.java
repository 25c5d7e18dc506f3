package io.github.jdiffscope.codec.rar;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The content of one file: what a decoder puts into the window, filters applied. */
abstract class RarStream extends BulkStream {
  private static final int CHUNK = 1 << 15;
  private static final int LONGEST_MATCH = 1 << 13;
  private static final int FILTERS_LIMIT = 1 << 13;

  final RarWindow window;
  private final long start;
  private final long size;
  private final Deque<RarFilter> filters = new ArrayDeque<>();
  private long handed;
  private byte[] ready = {};
  private int position;

  RarStream(RarWindow window, long size) {
    this.window = window;
    this.start = window.decoded();
    this.size = size;
    this.handed = start;
  }

  /** Decodes some more; returns false if there is no more. */
  abstract boolean decode() throws IOException;

  final long start() {
    return start;
  }

  /** Adds a filter for bytes that are yet to be decoded. */
  final void add(RarFilter.Kind kind, long from, long length, int channels) throws IOException {
    long before = filters.isEmpty() ? window.decoded() : Math.max(filters.peekLast().end(), window.decoded());
    RarFilter last = filters.peekLast();
    boolean again = last != null && window.decoded() + from == last.start() && length == last.length();
    boolean wrong = length <= 0 || length > window.size() - LONGEST_MATCH - CHUNK || from < 0
        || from > window.size() || !again && window.decoded() + from < before || filters.size() >= FILTERS_LIMIT;
    if (wrong) {
      throw new IOException("Unsupported: a filter of " + length + " bytes at " + from);
    }
    filters.add(new RarFilter(kind, window.decoded() + from, (int) length, channels, start));
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == ready.length) {
      if (handed - start >= size) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, ready.length - position);
    System.arraycopy(ready, position, target, offset, count);
    position += count;
    return count;
  }

  private void fill() throws IOException {
    RarFilter next = filters.peek();
    boolean filtered = next != null && next.start() == handed;
    long wanted = filtered ? next.end() : Math.min(handed + CHUNK, start + size);
    wanted = !filtered && next != null ? Math.min(wanted, next.start()) : wanted;
    while (window.decoded() < wanted && window.decoded() - handed < window.size() - LONGEST_MATCH) {
      if (!decode()) {
        break;
      }
      if (!filtered && filters.peek() != null) {
        wanted = Math.min(wanted, filters.peek().start());
        filtered = filters.peek().start() == handed;
        wanted = filtered ? filters.peek().end() : wanted;
      }
    }
    long end = filtered ? wanted : Math.min(Math.min(window.decoded(), wanted), start + size);
    if (end > window.decoded() || end <= handed) {
      throw new EOFException();
    }
    byte[] data = new byte[(int) (end - handed)];
    window.get(handed, data, 0, data.length);
    handed = end;
    ready = filtered ? filters.remove().apply(data) : data;
    while (filtered && !filters.isEmpty() && filters.peek().end() == handed) {
      // Several filters may change the same bytes, one after the other.
      ready = filters.remove().apply(ready);
    }
    position = 0;
  }
}
