package io.github.jdiffscope.codec.compress;

import io.github.jdiffscope.bytes.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;

/**
 * The header of a gzip member (RFC 1952, section 2.3).
 *
 * @param modified seconds since 1970, 0 = none
 * @param extraFlags hint of the compressor: 2 = slowest, 4 = fastest
 * @param extra content of FEXTRA, or null
 * @param name bytes of FNAME, or null
 * @param comment bytes of FCOMMENT, or null
 * @param checked whether there is a checksum of the header
 */
public record GzipHeader(int flags, long modified, int extraFlags, int system, byte[] extra, byte[] name,
    byte[] comment, boolean checked) {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int TEXT_LIMIT = 1 << 16;

  /** Gives one byte after the other. */
  @FunctionalInterface
  interface Source {
    int next() throws IOException;
  }

  static GzipHeader read(Source source) throws IOException {
    CRC32 crc = new CRC32();
    Source counted = () -> {
      int value = source.next();
      crc.update(value);
      return value;
    };
    if (counted.next() != 0x1F || counted.next() != 0x8B) {
      throw new FormatException("there is no gzip signature");
    }
    int method = counted.next();
    if (method != 8) {
      throw new FormatException("gzip compression method " + method + " is not known");
    }
    int flags = counted.next();
    long modified = counted.next() | counted.next() << 8 | counted.next() << 16 | (long) counted.next() << 24;
    int extraFlags = counted.next();
    int system = counted.next();
    byte[] extra = (flags & EXTRA) == 0 ? null : bytes(counted, counted.next() | counted.next() << 8);
    byte[] name = (flags & NAME) == 0 ? null : text(counted);
    byte[] comment = (flags & COMMENT) == 0 ? null : text(counted);
    boolean checked = (flags & HEADER_CRC) != 0;
    if (checked) {
      int sum = (int) crc.getValue() & 0xFFFF;
      if ((source.next() | source.next() << 8) != sum) {
        throw new FormatException("checksum of the gzip header does not match");
      }
    }
    return new GzipHeader(flags, modified, extraFlags, system, extra, name, comment, checked);
  }

  private static byte[] bytes(Source source, int length) throws IOException {
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = (byte) source.next();
    }
    return result;
  }

  private static byte[] text(Source source) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int value; (value = source.next()) != 0; ) {
      if (text.size() >= TEXT_LIMIT) {
        throw new FormatException("name or comment in the gzip header has no end");
      }
      text.write(value);
    }
    return text.toByteArray();
  }
}
