package io.github.jdiffscope.format.executable.code;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * Writes data so that what merely moved is equal: texts, pointers by what they point to, tables that are shown elsewhere by
 * their name only, and the rest in hexadecimal.
 */
public final class DataRuns {
  private static final int ROW = 16;
  private static final int LEAST = 4;
  /** Text of this length is text even if no NUL ends it: Rust and Go keep lengths instead. */
  private static final int LONG = 10;
  private static final int PADDING = 32;

  private final byte[] content;
  private final long address;
  private final Operands names;
  private final Map<Long, Long> pointers;
  private final LongUnaryOperator functions;
  private final TreeMap<Long, Long> skipped;
  private final int word;
  private final StringBuilder out;

  /**
   * Makes a writer of one section.
   *
   * @param address where its first byte is loaded
   * @param pointers targets by the address of the word that holds them
   * @param functions returns where the function starts that an address is in, a negative number if it is in none
   * @param skipped ends of ranges that are shown elsewhere, by their start
   * @param word size of a pointer
   */
  public DataRuns(byte[] content, long address, Operands names, Map<Long, Long> pointers, LongUnaryOperator functions,
      TreeMap<Long, Long> skipped, int word) {
    this.content = content;
    this.address = address;
    this.names = names;
    this.pointers = pointers;
    this.functions = functions;
    this.skipped = skipped;
    this.word = word;
    this.out = new StringBuilder(content.length * 2 + 64);
  }

  public CharSequence text() {
    int rest = 0;
    for (int at = 0; at < content.length; ) {
      int next = special(at, rest);
      if (next == at) {
        at++;
        continue;
      }
      rest = next;
      at = next;
    }
    hex(rest, content.length);
    return out;
  }

  /** Writes what starts at a position and returns what follows it; the position itself if nothing special does. */
  private int special(int at, int rest) {
    Map.Entry<Long, Long> table = skipped.floorEntry(address + at);
    if (table != null && table.getValue() > address + at) {
      hex(rest, at);
      return (int) Math.min(content.length, table.getValue() - address);
    }
    Long target = pointers.get(address + at);
    if (target != null) {
      hex(rest, at);
      out.append("  -> ").append(names.data(target, 0)).append('\n');
      return Math.min(content.length, at + word);
    }
    int jumps = (address + at) % 4 == 0 ? jumps(at) : 0;
    if (jumps >= LEAST) {
      hex(rest, at);
      jumpLine(at, jumps);
      return at + 4 * jumps;
    }
    boolean start = at == rest || content[at - 1] == 0;
    int end = start ? narrowEnd(content, at, content.length) : at;
    if (end - at >= LEAST) {
      hex(rest, at);
      out.append("  ").append(TextLiteral.quoted(content, at, end)).append('\n');
      return end < content.length && content[end] == 0 ? end + 1 : end;
    }
    end = start || at % 2 == 0 ? wideEnd(content, at, content.length) : at;
    if (end - at >= 2 * LEAST) {
      hex(rest, at);
      out.append("  L").append(narrow(content, at, end)).append('\n');
      return end + 2;
    }
    return at;
  }

  /** Returns how many words from here on are distances from here to places in one function: a table of jumps. */
  private int jumps(int at) {
    ByteView view = new ByteView(content, true);
    long function = -1;
    int count = 0;
    for (int i = at; i + 4 <= content.length; i += 4) {
      int distance = view.i32(i);
      long target = distance >= 0 ? -1 : functions.applyAsLong(address + at + distance);
      if (target < 0 || function >= 0 && target != function) {
        break;
      }
      function = target;
      count++;
    }
    return count;
  }

  private void jumpLine(int at, int count) {
    ByteView view = new ByteView(content, true);
    long function = functions.applyAsLong(address + at + view.i32(at));
    Mixer digest = new Mixer();
    for (int i = 0; i < count; i++) {
      digest.add(address + at + view.i32(at + 4L * i) - function);
    }
    out.append("  ").append(count).append(" jumps of ").append(names.code(function)).append(", offsets #")
        .append(digest.toString(), 0, 8).append('\n');
  }

  /** Writes rows of bytes; few zeros at the ends are padding. */
  private void hex(int from, int to) {
    int start = from;
    int end = Math.min(to, content.length);
    while (start < end && start - from < PADDING && content[start] == 0) {
      start++;
    }
    while (end > start && to - end < PADDING && content[end - 1] == 0) {
      end--;
    }
    int zeros = 0;
    for (int at = start; at < end; at += ROW) {
      int stop = Math.min(end, at + ROW);
      if (isZero(at, stop)) {
        zeros += stop - at;
        continue;
      }
      zeros = zeros(zeros);
      out.append("  ");
      TextLiteral.hex(content, at, stop, out);
      out.append('\n');
    }
    zeros(zeros);
  }

  private boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (content[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private int zeros(int count) {
    if (count > 0) {
      out.append("  ").append(count).append(" zeros\n");
    }
    return 0;
  }

  /** Returns the text of bytes or of UTF-16 at a position in quotes, null if there is none of two characters or more. */
  public static String literal(byte[] content, int at) {
    if (at < 0 || at >= content.length) {
      // Memory behind what the file holds starts as zeros.
      return null;
    }
    int end = narrowEnd(content, at, content.length);
    if (end - at >= 2) {
      return end - at > TextLiteral.LONG ? TextLiteral.beginning(content, at) : TextLiteral.quoted(content, at, end);
    }
    end = wideEnd(content, at, content.length);
    return end - at >= 2 ? "L" + narrow(content, at, end) : null;
  }

  private static boolean isText(byte b) {
    return b >= 32 && b < 127 || b == '\n' || b == '\t' || b == '\r';
  }

  /** Returns the end of a text of bytes that a NUL or the end of the content ends, or its start if there is none. */
  private static int narrowEnd(byte[] content, int at, int limit) {
    int end = at;
    while (end < limit && isText(content[end])) {
      end++;
    }
    return end == limit || content[end] == 0 || end - at >= LONG ? end : at;
  }

  /** Returns the end of a text of UTF-16 that a NUL ends, or its start if there is none. */
  private static int wideEnd(byte[] content, int at, int limit) {
    int end = at;
    while (end + 1 < limit && isText(content[end]) && content[end + 1] == 0) {
      end += 2;
    }
    return end > at && end + 1 < limit && content[end] == 0 && content[end + 1] == 0 ? end : at;
  }

  private static String narrow(byte[] content, int from, int to) {
    byte[] result = new byte[(to - from) / 2];
    for (int i = 0; i < result.length; i++) {
      result[i] = content[from + 2 * i];
    }
    return TextLiteral.quoted(result, 0, result.length);
  }
}
