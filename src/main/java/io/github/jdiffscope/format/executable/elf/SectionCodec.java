package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.codec.compress.ZstdLibrary;
import io.github.jdiffscope.format.executable.code.ByteView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the compression of sections: gABI, "Section Compression", and the older one of GNU for {@code .zdebug}. */
final class SectionCodec {
  private static final int LIMIT = 1 << 30;
  private static final int ZLIB = 1;
  private static final int ZSTD = 2;
  /** DEFLATE shrinks at most 1,032 times; zstd more, but nobody's debug information does. */
  private static final long SHRINKS = 1032;
  private static final int GNU_HEADER = 12;

  private SectionCodec() {}

  /** Returns the content of a section that says it is compressed, or null if it cannot be undone. */
  static byte[] standard(byte[] raw, boolean wide, boolean little) {
    // Elf64_Chdr: type, reserved, size, alignment.
    ByteView header = new ByteView(raw, little);
    int start = wide ? 24 : 12;
    if (raw.length < start) {
      return null;
    }
    long size = header.word(wide ? 8 : 4, wide);
    return switch (header.i32(0)) {
      case ZLIB -> inflate(raw, start, size);
      case ZSTD -> zstd(raw, start, size);
      default -> null;
    };
  }

  /** Returns the content of a section whose name starts with {@code .zdebug}: "ZLIB", the size big-endian, a stream. */
  static byte[] gnu(byte[] raw) {
    boolean marked = raw.length > GNU_HEADER && raw[0] == 'Z' && raw[1] == 'L' && raw[2] == 'I' && raw[3] == 'B';
    return marked ? inflate(raw, GNU_HEADER, new ByteView(raw, false).i64(4)) : null;
  }

  /** Returns what a bare zstd frame or zlib stream holds, as sections of link-time bytecode are; null if it is neither. */
  static byte[] bare(byte[] raw) {
    boolean frame = raw.length > 8 && new ByteView(raw, true).i32(0) == 0xFD2FB528;
    return frame ? zstd(raw, 0, -1) : null;
  }

  private static byte[] zstd(byte[] raw, int start, long size) {
    if (size > LIMIT || size > raw.length * SHRINKS) {
      return null;
    }
    try (InputStream in = ZstdLibrary.open(new ByteArrayInputStream(raw, start, raw.length - start))) {
      byte[] content = in.readNBytes(size < 0 ? (int) Math.min(LIMIT, raw.length * SHRINKS) : (int) size);
      return size >= 0 && content.length != size ? null : content;
    } catch (IOException damaged) {
      return null;
    }
  }

  private static byte[] inflate(byte[] raw, int start, long size) {
    if (size < 0 || size > LIMIT || size > raw.length * SHRINKS) {
      return null;
    }
    Inflater inflater = new Inflater();
    try {
      byte[] result = new byte[(int) size];
      inflater.setInput(raw, start, raw.length - start);
      int done = 0;
      while (done < result.length) {
        int count = inflater.inflate(result, done, result.length - done);
        if (count == 0) {
          return null;
        }
        done += count;
      }
      return result;
    } catch (DataFormatException damaged) {
      return null;
    } finally {
      inflater.end();
    }
  }
}
