package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.FormatException;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads a record of an SQLite database: "Record Format" of the file format. */
final class SqliteRecord {
  /** Longer blobs are shown by their digest. */
  private static final int SHOWN_BLOB_BYTES = 4096;

  private SqliteRecord() {}

  /** A place in a byte array. */
  static final class Cursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    Cursor(byte[] bytes, int at, int end) {
      this.bytes = bytes;
      this.at = at;
      this.end = end;
    }

    int at() {
      return at;
    }

    /** Returns a big-endian number of one to nine bytes, seven bits a byte but for the ninth. */
    long varint() throws FormatException {
      long value = 0;
      for (int i = 0; i < 9; i++) {
        if (at >= end) {
          throw new FormatException("number in a record is cut off");
        }
        byte b = bytes[at++];
        if (i == 8) {
          return value << 8 | b & 0xFF;
        }
        value = value << 7 | b & 0x7F;
        if (b >= 0) {
          return value;
        }
      }
      return value;
    }
  }

  /** Returns the values: null, Long, Double, String or byte array. */
  static List<Object> values(byte[] payload, Charset charset) throws FormatException {
    Cursor header = new Cursor(payload, 0, payload.length);
    long headerSize = header.varint();
    if (headerSize > payload.length) {
      throw new FormatException("record header of " + headerSize + " bytes is longer than the record");
    }
    int at = (int) headerSize;
    List<Object> values = new ArrayList<>();
    while (header.at() < headerSize) {
      long type = header.varint();
      long size = size(type);
      if (size < 0 || size > payload.length - at) {
        throw new FormatException("value of " + size + " bytes is longer than its record");
      }
      values.add(value(type, payload, at, (int) size, charset));
      at += (int) size;
    }
    return values;
  }

  private static long size(long type) throws FormatException {
    if (type >= 12) {
      return (type - 12) / 2;
    }
    if (type < 0 || type == 10 || type == 11) {
      throw new FormatException("value of unknown type " + type);
    }
    return type < 5 ? type : type == 5 ? 6 : type < 8 ? 8 : 0;
  }

  private static Object value(long type, byte[] payload, int at, int size, Charset charset) {
    if (type >= 12) {
      return type % 2 == 0 ? Arrays.copyOfRange(payload, at, at + size) : new String(payload, at, size, charset);
    }
    if (type == 0) {
      return null;
    }
    if (type >= 8) {
      return type - 8;
    }
    long number = size == 0 ? 0 : payload[at];
    for (int i = 1; i < size; i++) {
      number = number << 8 | payload[at + i] & 0xFF;
    }
    return type == 7 ? (Object) Double.longBitsToDouble(number) : (Object) number;
  }

  /** Returns a value as an SQL literal. */
  static String literal(Object value) {
    if (value instanceof String text) {
      String quoted = "'" + text.replace("'", "''") + "'";
      boolean lines = text.indexOf('\n') >= 0;
      // As the dump of the sqlite3 shell: one row stays one line.
      return lines ? "replace(" + quoted.replace("\n", "\\n") + ",'\\n',char(10))" : quoted;
    } else if (value instanceof byte[] blob) {
      return blob.length <= SHOWN_BLOB_BYTES ? "X'" + HexFormat.of().formatHex(blob) + "'"
          : "X'" + HexFormat.of().formatHex(blob, 0, 32) + "...' /* " + blob.length + " bytes, SHA-256 " + sha256(blob)
          + " */";
    }
    return value == null ? "NULL" : value.toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has it: MessageDigest's specification.
      throw new IllegalStateException(impossible);
    }
  }
}
