package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.LzoDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses single blocks, each of a size known up to a bound. */
enum SquashBlocks {
  GZIP, LZMA, LZO, XZ, LZ4, ZSTD;

  private static final int MEMORY_KIB = 256 << 10;

  /** Returns the compressor with a number of the superblock. */
  static SquashBlocks of(int number) throws FormatException {
    if (number < 1 || number > values().length) {
      throw new FormatException("unknown compressor " + number);
    }
    return values()[number - 1];
  }

  /** Returns the decompressed block. */
  byte[] decode(byte[] coded, int limit) throws IOException {
    try {
      byte[] out = new byte[limit];
      int size = switch (this) {
        case GZIP -> inflate(coded, out);
        case LZMA -> stream(new org.tukaani.xz.LZMAInputStream(new ByteArrayInputStream(coded), MEMORY_KIB), out);
        case LZO -> LzoDecoder.decodeUpTo(coded, out);
        case XZ -> stream(new org.tukaani.xz.XZInputStream(new ByteArrayInputStream(coded), MEMORY_KIB), out);
        case LZ4 -> net.jpountz.lz4.LZ4Factory.safeInstance().safeDecompressor().decompress(coded, out);
        case ZSTD -> zstd(coded, out);
      };
      return size == limit ? out : Arrays.copyOf(out, size);
    } catch (IOException | DataFormatException | RuntimeException damaged) {
      throw new FormatException(toString().toLowerCase(java.util.Locale.ROOT) + " block of " + coded.length
          + " bytes is damaged: " + damaged.getMessage(), damaged);
    }
  }

  private static int inflate(byte[] coded, byte[] out) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(coded);
      int done = 0;
      for (int count; done < out.length && (count = inflater.inflate(out, done, out.length - done)) > 0;) {
        done += count;
      }
      return done;
    } finally {
      inflater.end();
    }
  }

  private static int stream(InputStream decoded, byte[] out) throws IOException {
    try (decoded) {
      return decoded.readNBytes(out, 0, out.length);
    }
  }

  private static int zstd(byte[] coded, byte[] out) throws IOException {
    io.github.jdiffscope.codec.compress.ZstdLibrary.load();
    long size = com.github.luben.zstd.Zstd.decompress(out, coded);
    if (com.github.luben.zstd.Zstd.isError(size)) {
      throw new IllegalArgumentException(com.github.luben.zstd.Zstd.getErrorName(size));
    }
    return (int) size;
  }
}
