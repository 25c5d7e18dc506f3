package io.github.jdiffscope.bytes;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads numbers and strings from a blob in sequence; every error names the field and its offset. */
public final class BinaryReader {
  private static final int BUFFER_SIZE = 1 << 13;

  private final Blob blob;
  private final boolean little;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private long bufferStart;
  private int bufferLength;
  private long position;

  public BinaryReader(Blob blob, ByteOrder order) {
    this.blob = blob;
    this.little = order == ByteOrder.LITTLE_ENDIAN;
  }

  /** Returns the offset of the next byte. */
  public long position() {
    return position;
  }

  public long size() {
    return blob.size();
  }

  public long remaining() {
    return blob.size() - position;
  }

  /** Moves to an absolute offset, which may be anywhere: the next read says if it is not inside. */
  public BinaryReader seek(long offset) {
    position = offset;
    return this;
  }

  public BinaryReader skip(long count) {
    return seek(position + count);
  }

  public int u8(String field) throws IOException {
    return buffer[fill(1, field)] & 0xFF;
  }

  public int u16(String field) throws IOException {
    int at = fill(2, field);
    int first = buffer[at] & 0xFF;
    int second = buffer[at + 1] & 0xFF;
    return little ? second << 8 | first : first << 8 | second;
  }

  public long u32(String field) throws IOException {
    return i32(field) & 0xFFFF_FFFFL;
  }

  public int i32(String field) throws IOException {
    int at = fill(4, field);
    int value = (buffer[at] & 0xFF) << 24 | (buffer[at + 1] & 0xFF) << 16 | (buffer[at + 2] & 0xFF) << 8
        | buffer[at + 3] & 0xFF;
    return little ? Integer.reverseBytes(value) : value;
  }

  public long i64(String field) throws IOException {
    long first = i32(field) & 0xFFFF_FFFFL;
    long second = i32(field) & 0xFFFF_FFFFL;
    return little ? second << 32 | first : first << 32 | second;
  }

  /** Returns an unsigned 64-bit value that must fit a signed one, as sizes and offsets do. */
  public long u64(String field) throws IOException {
    long value = i64(field);
    if (value < 0) {
      throw FormatException.at(position - 8, field + " " + Long.toUnsignedString(value) + " is too large");
    }
    return value;
  }

  /** Returns {@code count} bytes; refused before any memory is taken if the input is shorter. */
  public byte[] bytes(int count, String field) throws IOException {
    if (count < 0 || position < 0 || count > remaining()) {
      throw FormatException.at(position, field + " of " + count + " bytes is cut off");
    }
    byte[] result = blob.bytes(position, count);
    position += count;
    return result;
  }

  /** Returns {@code count} bytes as ISO 8859-1 text. */
  public String latin1(int count, String field) throws IOException {
    return new String(bytes(count, field), StandardCharsets.ISO_8859_1);
  }

  private int fill(int count, String field) throws IOException {
    long start = position - bufferStart;
    if (start < 0 || start + count > bufferLength) {
      if (position < 0 || count > remaining()) {
        throw FormatException.at(position, field + " is cut off");
      }
      bufferStart = position;
      bufferLength = blob.read(position, buffer, 0, BUFFER_SIZE);
      start = 0;
      if (bufferLength < count) {
        throw FormatException.at(position, field + " is cut off");
      }
    }
    position += count;
    return (int) start;
  }
}
