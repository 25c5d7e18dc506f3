package io.github.jdiffscope.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Collects lines as UTF-8 and hands them on in large pieces. Past a limit lines are counted instead of written, so that
 * a report can say exactly how much of it is missing.
 *
 * <p>Own instead of {@link java.io.Writer}: a report is mostly ASCII, and one loop does encoding, escaping and counting.
 */
final class Utf8Output {
  private static final int PIECE = 1 << 13;
  /** ASCII that is shown as it is and means nothing in XML. */
  private static final boolean[] PLAIN_XML = new boolean[128];

  static {
    for (int c = ' '; c < 0x7f; c++) {
      PLAIN_XML[c] = "&<>\"'".indexOf(c) < 0;
    }
    PLAIN_XML['\t'] = true;
  }

  private final OutputStream out;
  private final long limit;
  private byte[] buffer = new byte[1 << 15];
  private int used;
  private int lineStart;
  private long written;
  private long droppedLines;
  private long droppedBytes;

  /** @param limit bytes, 0 = none */
  Utf8Output(OutputStream out, long limit) {
    this.out = out;
    this.limit = limit == 0 ? Long.MAX_VALUE : limit;
  }

  /** Returns bytes written so far in whole lines. */
  long written() {
    return written;
  }

  /** Returns bytes written so far, the open line included. */
  long position() {
    return written + used - lineStart;
  }

  long droppedLines() {
    return droppedLines;
  }

  long droppedBytes() {
    return droppedBytes;
  }

  /** Writes text known to be ASCII. */
  void ascii(String s) throws IOException {
    asciiPart(s, 0, s.length());
  }

  /** Writes a part known to be ASCII. */
  @SuppressWarnings("deprecation") // the fastest way to the low bytes
  void asciiPart(String s, int from, int to) throws IOException {
    for (int i = from; i < to;) {
      int room = Math.min(to - i, PIECE);
      ensure(room);
      s.getBytes(i, i + room, buffer, used);
      used += room;
      i += room;
    }
  }

  void bytes(byte[] b) throws IOException {
    ensure(b.length);
    System.arraycopy(b, 0, buffer, used, b.length);
    used += b.length;
  }

  /** Writes text as it is; a lone surrogate, which UTF-8 cannot carry, as {@link Shown#escape} shows it. */
  void raw(String s) throws IOException {
    for (int i = 0; i < s.length();) {
      int c = s.codePointAt(i);
      i += Character.charCount(c);
      if (c >= 0xd800 && c <= 0xdfff) {
        ascii(Shown.escape(c));
      } else {
        put(c);
      }
    }
  }

  /** Writes text of the input, escaped as {@link Shown} says. */
  void shown(String s) throws IOException {
    shown(s, 0, s.length());
  }

  /** Writes a part of a text of the input, escaped as {@link Shown} says. */
  void shown(String s, int from, int to) throws IOException {
    for (int i = plain(s, from, to); i < to; i = plain(s, i, to)) {
      i = shownSpecial(s, i, to);
    }
  }

  /** Writes a text up to its next line feed, escaped; returns where that is, or the end of the text. */
  int shownLine(String s, int from) throws IOException {
    int to = s.length();
    int i = plain(s, from, to);
    while (i < to && s.charAt(i) != '\n') {
      i = plain(s, shownSpecial(s, i, to), to);
    }
    return i;
  }

  /** Writes characters up to the first that is not shown as it is, and returns where that is; a line feed is not. */
  private int plain(String s, int from, int to) throws IOException {
    int i = from;
    while (i < to) {
      int end = i + Math.min(to - i, PIECE);
      ensure(end - i);
      byte[] b = buffer;
      int u = used;
      while (i < end) {
        char c = s.charAt(i);
        if (c >= 0x7f || c < ' ' && c != '\t') {
          used = u;
          return i;
        }
        b[u++] = (byte) c;
        i++;
      }
      used = u;
    }
    return i;
  }

  /** Writes characters up to the first that is not the same in XML, and returns where that is. */
  int plainXml(String s, int from, int to) throws IOException {
    int i = from;
    while (i < to) {
      int end = i + Math.min(to - i, PIECE);
      ensure(end - i);
      byte[] b = buffer;
      int u = used;
      while (i < end) {
        char c = s.charAt(i);
        if (c >= 0x7f || !PLAIN_XML[c]) {
          used = u;
          return i;
        }
        b[u++] = (byte) c;
        i++;
      }
      used = u;
    }
    return i;
  }

  /** Writes the code point at an index, escaped as {@link Shown} says; returns the index after it. */
  int shownSpecial(String s, int i, int to) throws IOException {
    int c = s.charAt(i);
    if (Character.isHighSurrogate((char) c) && i + 1 < to) {
      c = s.codePointAt(i);
    }
    if (Shown.isPlain(c)) {
      put(c);
    } else {
      ascii(Shown.escape(c));
    }
    return i + Character.charCount(c);
  }

  /** Writes one code point that is no surrogate. */
  void put(int c) throws IOException {
    ensure(4);
    if (c < 0x80) {
      buffer[used++] = (byte) c;
    } else if (c < 0x800) {
      buffer[used++] = (byte) (0xc0 | c >> 6);
      buffer[used++] = (byte) (0x80 | c & 0x3f);
    } else if (c < 0x10000) {
      buffer[used++] = (byte) (0xe0 | c >> 12);
      buffer[used++] = (byte) (0x80 | c >> 6 & 0x3f);
      buffer[used++] = (byte) (0x80 | c & 0x3f);
    } else {
      buffer[used++] = (byte) (0xf0 | c >> 18);
      buffer[used++] = (byte) (0x80 | c >> 12 & 0x3f);
      buffer[used++] = (byte) (0x80 | c >> 6 & 0x3f);
      buffer[used++] = (byte) (0x80 | c & 0x3f);
    }
  }

  /** Ends a line, which is then either kept whole or counted as dropped. */
  void endLine() throws IOException {
    ensure(1);
    buffer[used++] = '\n';
    int length = used - lineStart;
    if (droppedLines == 0 && length <= limit - written) {
      written += length;
      lineStart = used;
    } else {
      droppedLines++;
      droppedBytes += length;
      used = lineStart;
    }
  }

  /** Writes a line whatever the limit says. */
  void forcedLine(String s) throws IOException {
    raw(s);
    ensure(1);
    buffer[used++] = '\n';
    written += used - lineStart;
    lineStart = used;
  }

  private void ensure(int room) throws IOException {
    if (buffer.length - used < room) {
      makeRoom(room);
    }
  }

  private void makeRoom(int room) throws IOException {
    if (limit == Long.MAX_VALUE) { // nothing will be taken back: the open line may go out in parts
      written += used - lineStart;
      lineStart = used;
    }
    out.write(buffer, 0, lineStart);
    System.arraycopy(buffer, lineStart, buffer, 0, used - lineStart);
    used -= lineStart;
    lineStart = 0;
    if (buffer.length - used < room) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, used + room));
    }
  }

  /** Hands everything on. */
  void flush() throws IOException {
    out.write(buffer, 0, used);
    written += used - lineStart;
    used = 0;
    lineStart = 0;
    out.flush();
  }
}
