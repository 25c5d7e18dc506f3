package io.github.jdiffscope.format.executable.wasm;

import java.nio.charset.StandardCharsets;

/** Numbers, names and vectors of the WebAssembly binary format (core specification, chapter 5). */
final class WasmReader {
  final byte[] bytes;
  int at;
  final int end;
  private int kind;

  WasmReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Returns the same reader, of a section of that number. */
  WasmReader ofKind(int number) {
    kind = number;
    return this;
  }

  int kind() {
    return kind;
  }

  /** Returns a little-endian number of a fixed size. */
  long fixed(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) u8() << 8 * i;
    }
    return value;
  }

  int u8() {
    if (at >= end) {
      throw new IndexOutOfBoundsException("byte " + at);
    }
    return bytes[at++] & 0xFF;
  }

  /** Returns an unsigned number as a long. */
  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        break;
      }
    }
    return value;
  }

  long signed() {
    long value = 0;
    int shift = 0;
    int b;
    do {
      b = u8();
      value |= (long) (b & 0x7F) << shift;
      shift += 7;
    } while (b >= 0x80 && shift < 64);
    return shift < 64 && (b & 0x40) != 0 ? value | -1L << shift : value;
  }

  /** Returns a count of things that take a byte each at least. */
  int count() {
    long value = number();
    if (value < 0 || value > end - at) {
      throw new IndexOutOfBoundsException("count " + value + " at byte " + at);
    }
    return (int) value;
  }

  String name() {
    int length = count();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  /** Returns a reader of the next part, and moves behind it. */
  WasmReader part() {
    int length = count();
    at += length;
    return new WasmReader(bytes, at - length, at);
  }

  boolean more() {
    return at < end;
  }

  int peek() {
    return at < end ? bytes[at] & 0xFF : 0;
  }

  /** Moves over bytes and returns where they end. */
  int skip(int count) {
    if (count > end - at) {
      throw new IndexOutOfBoundsException(count + " bytes at byte " + at);
    }
    at += count;
    return at;
  }

  String valueType() {
    int code = u8();
    return switch (code) {
      case 0x7F -> "i32";
      case 0x7E -> "i64";
      case 0x7D -> "f32";
      case 0x7C -> "f64";
      case 0x7B -> "v128";
      case 0x78 -> "i8";
      case 0x77 -> "i16";
      case 0x63, 0x64 -> (code == 0x63 ? "(ref null " : "(ref ") + heapType() + ")";
      default -> abstractType(code) + "ref";
    };
  }

  /** Returns the name of a kind of reference, or the number of a type. */
  String heapType() {
    int code = peek();
    if ((code & 0xC0) == 0x40) {
      u8();
      return abstractType(code);
    }
    return Long.toString(signed());
  }

  private static String abstractType(int code) {
    return switch (code) {
      case 0x74 -> "noexn";
      case 0x73 -> "nofunc";
      case 0x72 -> "noextern";
      case 0x71 -> "none";
      case 0x70 -> "func";
      case 0x6F -> "extern";
      case 0x6E -> "any";
      case 0x6D -> "eq";
      case 0x6C -> "i31";
      case 0x6B -> "struct";
      case 0x6A -> "array";
      case 0x69 -> "exn";
      default -> "type-" + Integer.toHexString(code);
    };
  }

  String limits() {
    int flags = u8();
    String sizes = Long.toUnsignedString(number()) + ((flags & 1) != 0 ? " " + Long.toUnsignedString(number()) : "");
    String page = (flags & 8) != 0 ? " page 2^" + number() : "";
    return sizes + ((flags & 2) != 0 ? " shared" : "") + ((flags & 4) != 0 ? " i64" : "") + page;
  }
}
