package io.github.jdiffscope.codec.compress;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.codec.lzma.LzmaStream;
import io.github.jdiffscope.codec.lzma.XzStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Streams that undo a compression; whatever is wrong with the input comes out as a {@link FormatException}. */
public final class Decompressors {
  /** Memory a dictionary may take, in KiB: what {@code xz -9} needs, several times over. */
  private static final int MEMORY_KIB = 256 << 10;

  private Decompressors() {}

  /**
   * Returns the decompressed bytes of a stream: of all members, where several may follow one another. Nothing is read
   * ahead but by the decompressor. Libraries are loaded only when their format is met.
   */
  public static InputStream open(Compression compression, InputStream coded) throws IOException {
    return new Guarded(compression.word(), () -> raw(compression, coded));
  }

  /** Returns a stream in which whatever a library throws on damaged input is a {@link FormatException}. */
  public static InputStream guarded(String word, Opener opener) throws IOException {
    return new Guarded(word, opener);
  }

  private static InputStream raw(Compression compression, InputStream coded) throws IOException {
    return switch (compression) {
      case GZIP -> new GzipStream(coded);
      case BZIP2 -> new org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream(coded, true);
      case XZ -> new XzStream(coded);
      case LZMA -> LzmaStream.file(coded);
      case LZIP -> new LzipStream(coded);
      case ZSTD -> ZstdLibrary.open(coded);
      case LZ4 -> new Lz4Stream(coded);
      case LZOP -> new LzopStream(coded);
      case BROTLI -> brotli(coded);
      case COMPRESS -> new org.apache.commons.compress.compressors.z.ZCompressorInputStream(coded, MEMORY_KIB);
      case SNAPPY -> new org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorInputStream(coded);
      case ZLIB -> inflated(coded);
    };
  }

  /** The window bits 0010001 stand for a large window, an extension of RFC 7932 that its decoders do not know. */
  private static InputStream brotli(InputStream coded) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(coded, 1);
    int first = peeked.read();
    if ((first & 0x7F) == 0x11 && first >= 0) {
      throw new IOException("Unsupported: a large window, which is no part of RFC 7932");
    } else if (first >= 0) {
      peeked.unread(first);
    }
    return new org.brotli.dec.BrotliInputStream(peeked);
  }

  private static InputStream inflated(InputStream coded) {
    return new InflaterInputStream(coded, new Inflater()) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }

  /** Makes a stream. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  private static final class Guarded extends FilterInputStream {
    private final String word;
    private long position;

    Guarded(String word, Opener opener) throws IOException {
      super(null);
      this.word = word;
      try {
        in = opener.open();
      } catch (IOException | RuntimeException | LinkageError e) {
        throw translated(e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int count = in.read(target, offset, length);
        position += Math.max(0, count);
        return count;
      } catch (IOException | RuntimeException e) {
        throw translated(e);
      }
    }

    @Override
    public long skip(long count) throws IOException {
      long done = 0;
      byte[] buffer = new byte[1 << 13];
      for (int got = 0; done < count && got >= 0; done += Math.max(0, got)) {
        got = read(buffer, 0, (int) Math.min(buffer.length, count - done));
      }
      return done;
    }

    private IOException translated(Throwable e) {
      if (e instanceof LimitException || e instanceof FormatException) {
        return (IOException) e;
      }
      String where = String.format(java.util.Locale.ROOT, " after %,d bytes of output", position);
      if (e instanceof EOFException) {
        return new FormatException(word + " stream is cut off" + where, e);
      }
      if (e instanceof IOException && e.getMessage() != null && e.getMessage().contains("upported")) {
        return new FormatException(word + ": " + e.getMessage(), e);
      }
      String why = e.getMessage() == null || e instanceof RuntimeException ? e.toString() : e.getMessage();
      return new FormatException(word + " stream is damaged" + where + ": " + why, e);
    }
  }
}
