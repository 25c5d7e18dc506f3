package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A structure of the input, read whole: numbers by their offset; reading past its end is an error that names it. */
final class Struct {
  private final byte[] bytes;
  private final boolean little;
  private final String what;

  Struct(byte[] bytes, ByteOrder order, String what) {
    this.bytes = bytes;
    this.little = order == ByteOrder.LITTLE_ENDIAN;
    this.what = what;
  }

  /** Returns the structure at a position of a blob, whole. */
  static Struct read(Blob blob, long position, int length, ByteOrder order, String what) throws IOException {
    if (position < 0 || length < 0 || position > blob.size() - length) {
      throw FormatException.at(Math.max(0, position), what + " of " + length + " bytes is cut off");
    }
    return new Struct(blob.bytes(position, length), order, what);
  }

  static Struct little(Blob blob, long position, int length, String what) throws IOException {
    return read(blob, position, length, ByteOrder.LITTLE_ENDIAN, what);
  }

  static Struct big(Blob blob, long position, int length, String what) throws IOException {
    return read(blob, position, length, ByteOrder.BIG_ENDIAN, what);
  }

  static Struct little(byte[] bytes, String what) {
    return new Struct(bytes, ByteOrder.LITTLE_ENDIAN, what);
  }

  static Struct big(byte[] bytes, String what) {
    return new Struct(bytes, ByteOrder.BIG_ENDIAN, what);
  }

  int length() {
    return bytes.length;
  }

  byte[] all() {
    return bytes;
  }

  int u8(int at) throws FormatException {
    check(at, 1);
    return bytes[at] & 0xFF;
  }

  int u16(int at) throws FormatException {
    check(at, 2);
    int first = bytes[at] & 0xFF;
    int second = bytes[at + 1] & 0xFF;
    return little ? second << 8 | first : first << 8 | second;
  }

  int i32(int at) throws FormatException {
    check(at, 4);
    int value = (bytes[at] & 0xFF) << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8
        | bytes[at + 3] & 0xFF;
    return little ? Integer.reverseBytes(value) : value;
  }

  long u32(int at) throws FormatException {
    return i32(at) & 0xFFFF_FFFFL;
  }

  long i64(int at) throws FormatException {
    long first = u32(at);
    long second = u32(at + 4);
    return little ? second << 32 | first : first << 32 | second;
  }

  /** Returns a 64-bit value that must fit a signed one, as sizes and offsets do. */
  long u64(int at, String field) throws FormatException {
    long value = i64(at);
    if (value < 0) {
      throw new FormatException(field + " " + Long.toUnsignedString(value) + " of " + what + " is too large");
    }
    return value;
  }

  byte[] bytes(int at, int length) throws FormatException {
    check(at, length);
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  /** Returns a part as a structure of its own. */
  Struct part(int at, int length, String partName) throws FormatException {
    return new Struct(bytes(at, length), little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, partName);
  }

  /** Returns text up to the first NUL, at most {@code length} bytes of it. */
  String text(int at, int length) throws FormatException {
    check(at, length);
    int end = at;
    while (end < at + length && bytes[end] != 0) {
      end++;
    }
    return FileNames.decode(Arrays.copyOfRange(bytes, at, end));
  }

  /** Returns text without the blanks behind it, as fields of fixed width are filled. */
  String padded(int at, int length) throws FormatException {
    return text(at, length).stripTrailing();
  }

  /** Returns bytes in hexadecimal. */
  String hex(int at, int length) throws FormatException {
    return java.util.HexFormat.of().formatHex(bytes(at, length));
  }

  /** Returns 16 bytes as a UUID whose parts are stored in order of significance. */
  String uuid(int at) throws FormatException {
    String digits = hex(at, 16);
    return digits.substring(0, 8) + '-' + digits.substring(8, 12) + '-' + digits.substring(12, 16) + '-'
        + digits.substring(16, 20) + '-' + digits.substring(20);
  }

  /** Returns 16 bytes as a GUID, whose first three parts are little-endian (UEFI specification, appendix A). */
  String guid(int at) throws FormatException {
    byte[] raw = bytes(at, 16);
    byte[] turned = raw.clone();
    int[] order = {3, 2, 1, 0, 5, 4, 7, 6};
    for (int i = 0; i < order.length; i++) {
      turned[i] = raw[order[i]];
    }
    return new Struct(turned, ByteOrder.BIG_ENDIAN, what).uuid(0);
  }

  boolean isZero(int at, int length) throws FormatException {
    for (byte b : bytes(at, length)) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void check(int at, int length) throws FormatException {
    if (at < 0 || length < 0 || at > bytes.length - length) {
      throw new FormatException(what + " ends at its byte " + bytes.length + ", before byte " + ((long) at + length));
    }
  }
}
