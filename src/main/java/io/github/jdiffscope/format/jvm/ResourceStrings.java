package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.nio.charset.StandardCharsets;

/** The strings of compiled Android resources (ResourceTypes.h: ResStringPool_header), escaped to one line each. */
final class ResourceStrings {
  static final int TYPE = 0x0001;
  private static final int UTF8 = 0x100;

  private final ChunkReader chunk;
  private final int count;
  private final boolean utf8;
  private final long stringsStart;

  ResourceStrings(ChunkReader chunk) throws FormatException {
    this.chunk = chunk;
    this.count = chunk.count(8, 4);
    this.utf8 = (chunk.i4(16) & UTF8) != 0;
    this.stringsStart = chunk.u4(20);
  }

  int count() {
    return count;
  }

  /** Returns a string, {@code null} for index -1. */
  String get(int index) throws FormatException {
    if (index == -1) {
      return null;
    }
    if (index < 0 || index >= count) {
      return "string " + (index & 0xFFFF_FFFFL) + "?";
    }
    long at = stringsStart + chunk.u4(chunk.headerSize() + 4L * index);
    return utf8 ? utf8(at) : utf16(at);
  }

  private String utf8(long at) throws FormatException {
    long position = at + (chunk.u1(at) < 0x80 ? 1 : 2);
    int length = chunk.u1(position++);
    if (length >= 0x80) {
      length = (length & 0x7F) << 8 | chunk.u1(position++);
    }
    chunk.check(position, length);
    return printable(new String(chunk.bytes(), chunk.start() + (int) position, length, StandardCharsets.UTF_8));
  }

  private String utf16(long at) throws FormatException {
    long position = at + 2;
    long length = chunk.u2(at);
    if (length >= 0x8000) {
      length = (length & 0x7FFF) << 16 | chunk.u2(position);
      position += 2;
    }
    chunk.check(position, length * 2);
    return printable(new String(chunk.bytes(), chunk.start() + (int) position, (int) length * 2,
        StandardCharsets.UTF_16LE));
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    LineText.appendPrintable(out, text);
    return out.toString();
  }
}
