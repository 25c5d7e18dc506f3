package io.github.jdiffscope.codec.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads a JSON text into the arrays of a {@link JsonDocument}. */
final class JsonScanner {
  private enum Expect {
    VALUE, VALUE_OR_END, KEY, KEY_OR_END, COLON, COMMA_OR_END
  }

  final byte[] source;
  int[] starts = new int[64];
  int[] ends = new int[64];
  int[] nexts = new int[64];
  int size;
  String error;
  int errorOffset;
  boolean cutOff;
  private int at;
  private int[] open = new int[32];
  private int depth;

  JsonScanner(byte[] source) {
    this.source = source;
  }

  void scan() {
    boolean marked = source.length >= 3 && source[0] == (byte) 0xEF && source[1] == (byte) 0xBB
        && source[2] == (byte) 0xBF;
    at = marked ? 3 : 0;
    Expect expect = Expect.VALUE;
    while (error == null && skipSpace()) {
      expect = step(expect);
    }
    if (error == null) {
      errorOffset = source.length;
      if (depth > 0) {
        cut("text ends inside an " + (source[starts[open[depth - 1]]] == '{' ? "object" : "array"));
      }
    }
    // What is still open ends where the text does.
    while (depth > 0) {
      int container = open[--depth];
      ends[container] = Math.min(at, source.length);
      nexts[container] = size;
    }
  }

  private Expect step(Expect expect) {
    byte c = source[at];
    switch (expect) {
      case COLON:
        return c == ':' ? advance(Expect.VALUE) : fail("':' expected");
      case COMMA_OR_END:
        if (c == ',') {
          return advance(source[starts[open[depth - 1]]] == '{' ? Expect.KEY : Expect.VALUE);
        }
        return c == '}' || c == ']' ? close(c) : fail("',' or end expected");
      case KEY_OR_END:
        return c == '}' ? close(c) : key(c);
      case KEY:
        return key(c);
      case VALUE_OR_END:
        return c == ']' ? close(c) : value(c);
      default:
        return value(c);
    }
  }

  private Expect advance(Expect next) {
    at++;
    return next;
  }

  private Expect key(byte c) {
    if (c != '"') {
      return fail("key expected");
    }
    return string() ? Expect.COLON : null;
  }

  private Expect value(byte c) {
    if (c == '{' || c == '[') {
      if (depth == open.length) {
        open = Arrays.copyOf(open, depth * 2);
      }
      open[depth++] = size;
      add(at, at + 1);
      at++;
      return c == '{' ? Expect.KEY_OR_END : Expect.VALUE_OR_END;
    }
    boolean read = c == '"' ? string() : word();
    return !read ? null : afterValue();
  }

  private Expect afterValue() {
    return depth == 0 ? Expect.VALUE : Expect.COMMA_OR_END;
  }

  private Expect close(byte c) {
    int container = open[depth - 1];
    if ((c == '}') != (source[starts[container]] == '{')) {
      return fail("'" + (char) c + "' does not close '" + (char) source[starts[container]] + "'");
    }
    depth--;
    at++;
    ends[container] = at;
    nexts[container] = size;
    return afterValue();
  }

  private void add(int start, int end) {
    if (size == starts.length) {
      int grown = (int) Math.min(Integer.MAX_VALUE - 8L, size * 2L);
      starts = Arrays.copyOf(starts, grown);
      ends = Arrays.copyOf(ends, grown);
      nexts = Arrays.copyOf(nexts, grown);
    }
    starts[size] = start;
    ends[size] = end;
    nexts[size] = size + 1;
    size++;
  }

  private boolean skipSpace() {
    while (at < source.length && " \n\r\t".indexOf(source[at]) >= 0) {
      at++;
    }
    return at < source.length;
  }

  private boolean string() {
    int start = at;
    for (int i = at + 1; i < source.length; i++) {
      int c = source[i];
      if (c == '"') {
        add(start, i + 1);
        at = i + 1;
        return true;
      } else if (c == '\\') {
        int length = escapeLength(i + 1);
        if (length == 0) {
          return i + 6 > source.length ? cut("text ends inside a string") : failAt(i, "unknown escape in a string");
        }
        i += length;
      } else if (c >= 0 && c < 0x20) {
        return failAt(i, String.format(Locale.ROOT, "control character 0x%02x in a string", c));
      }
    }
    return cut("text ends inside a string");
  }

  private int escapeLength(int i) {
    if (i >= source.length) {
      return 0;
    }
    if (source[i] != 'u') {
      return "\"\\/bfnrt".indexOf(source[i]) >= 0 ? 1 : 0;
    }
    if (i + 5 > source.length) {
      return 0;
    }
    for (int k = 1; k <= 4; k++) {
      if (Character.digit(source[i + k], 16) < 0) {
        return 0;
      }
    }
    return 5;
  }

  private boolean word() {
    int start = at;
    int end = start;
    while (end < source.length && isWordPart(source[end])) {
      end++;
    }
    String text = new String(source, start, Math.min(end - start, 64), StandardCharsets.ISO_8859_1);
    boolean known = text.equals("true") || text.equals("false") || text.equals("null");
    if (!known && !isNumber(start, end)) {
      if (end == source.length && end > start) {
        return cut("text ends inside a value");
      }
      return failAt(start, end == start ? "value expected" : "'" + text + "' is no JSON value");
    }
    add(start, end);
    at = end;
    return true;
  }

  private static boolean isWordPart(byte c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.'
        || c == '_';
  }

  /** Returns whether the grammar of RFC 8259, section 6, holds. */
  private boolean isNumber(int start, int end) {
    int i = start < end && source[start] == '-' ? start + 1 : start;
    int digits = digits(i, end);
    if (digits == 0 || digits > 1 && source[i] == '0') {
      return false;
    }
    i += digits;
    if (i < end && source[i] == '.') {
      digits = digits(i + 1, end);
      if (digits == 0) {
        return false;
      }
      i += 1 + digits;
    }
    if (i < end && (source[i] == 'e' || source[i] == 'E')) {
      i++;
      i += i < end && (source[i] == '+' || source[i] == '-') ? 1 : 0;
      digits = digits(i, end);
      i += digits;
      return digits > 0 && i == end;
    }
    return i == end;
  }

  private int digits(int from, int end) {
    int i = from;
    while (i < end && source[i] >= '0' && source[i] <= '9') {
      i++;
    }
    return i - from;
  }

  private Expect fail(String rule) {
    failAt(at, rule);
    return null;
  }

  private boolean failAt(int offset, String rule) {
    error = rule;
    errorOffset = offset;
    return false;
  }

  private boolean cut(String rule) {
    cutOff = true;
    return failAt(Math.min(at, source.length), rule);
  }
}
