package io.github.jdiffscope.format.executable.dotnet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the small numbers and texts of a blob (ECMA-335, II.23.2 and II.23.3). */
final class BlobReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  BlobReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  BlobReader(byte[] bytes, long from, long to) {
    this.bytes = bytes;
    this.at = (int) from;
    this.end = (int) Math.min(to, bytes.length);
  }

  boolean more() {
    return at < end;
  }

  int position() {
    return at;
  }

  void seek(int position) {
    at = position;
  }

  int remaining() {
    return end - at;
  }

  int peek() {
    return more() ? bytes[at] & 0xFF : -1;
  }

  int u8() {
    if (at >= end) {
      throw new IndexOutOfBoundsException("a blob ends at byte " + at);
    }
    return bytes[at++] & 0xFF;
  }

  /** Returns a little-endian number of up to 8 bytes, sign not extended. */
  long fixed(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) u8() << 8 * i;
    }
    return value;
  }

  /** Returns a compressed unsigned number. */
  int number() {
    int first = u8();
    if (first < 0x80) {
      return first;
    } else if (first < 0xC0) {
      return (first & 0x3F) << 8 | u8();
    }
    return (first & 0x1F) << 24 | u8() << 16 | u8() << 8 | u8();
  }

  /** Returns a compressed signed number: rotated left by one, so that the sign is the lowest bit. */
  int signed() {
    int start = at;
    int value = number();
    int bits = at - start == 1 ? 6 : at - start == 2 ? 13 : 28;
    return (value & 1) == 0 ? value >> 1 : value >> 1 | -1 << bits;
  }

  /** Returns a TypeDefOrRef that is written as a compressed number, as a token. */
  int typeToken() {
    int value = number();
    return switch (value & 3) {
      case 0 -> 0x02000000;
      case 1 -> 0x01000000;
      default -> 0x1B000000;
    } | value >>> 2;
  }

  byte[] bytes(int count) {
    if (count < 0 || count > end - at) {
      throw new IndexOutOfBoundsException(count + " bytes of a blob at byte " + at);
    }
    at += count;
    return Arrays.copyOfRange(bytes, at - count, at);
  }

  /** Returns a text behind its length, null for the null text. */
  String text() {
    if (peek() == 0xFF) {
      at++;
      return null;
    }
    return new String(bytes(number()), StandardCharsets.UTF_8);
  }
}
