package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.AdcDecoder;
import io.github.jdiffscope.codec.compress.Lz4Block;
import io.github.jdiffscope.codec.compress.LzfseDecoder;
import io.github.jdiffscope.codec.compress.LzoDecoder;
import io.github.jdiffscope.codec.compress.LzvnDecoder;
import io.github.jdiffscope.codec.compress.RtimeDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tukaani.xz.LZMAInputStream;

/** Decodes the blocks of file systems that compress by block; the decoded size is known. */
enum BlockDecoder {
  STORED, ZLIB, DEFLATE, LZO, BTRFS_LZO, RTIME, LZ4, ZSTD, MICRO_LZMA, ADC, LZVN, LZFSE;

  private static final int LARGEST = 64 << 20;
  /** What a block of LZO of btrfs decodes to. */
  static final int BTRFS_SECTOR = 4096;
  private static final int SMALLEST_DICTIONARY = 4096;

  /** Returns the block, of {@code size} bytes or fewer. */
  byte[] decode(byte[] coded, int size) throws FormatException {
    if (size < 0 || size > LARGEST) {
      throw new FormatException("block of " + size + " bytes is larger than " + LARGEST);
    }
    try {
      byte[] out = new byte[size];
      int count = switch (this) {
        case STORED -> copy(coded, out);
        case ZLIB -> inflate(coded, out, false);
        case DEFLATE -> inflate(coded, out, true);
        case LZO -> LzoDecoder.decodeUpTo(coded, out);
        case BTRFS_LZO -> BtrfsFile.lzo(coded, out, BTRFS_SECTOR);
        case RTIME -> RtimeDecoder.decode(coded, out);
        case LZ4 -> Lz4Block.decodeUpTo(coded, out);
        case ZSTD -> zstd(coded, out);
        case MICRO_LZMA -> lzma(coded, out);
        case ADC -> AdcDecoder.decode(coded, out);
        case LZVN -> LzvnDecoder.decode(coded, out);
        case LZFSE -> LzfseDecoder.decode(coded, out);
      };
      return count == size ? out : Arrays.copyOf(out, count);
    } catch (IOException | DataFormatException | RuntimeException damaged) {
      throw new FormatException(name().toLowerCase(Locale.ROOT) + " block of " + coded.length + " bytes is damaged: "
          + damaged.getMessage(), damaged);
    }
  }

  private static int copy(byte[] coded, byte[] out) {
    int count = Math.min(coded.length, out.length);
    System.arraycopy(coded, 0, out, 0, count);
    return count;
  }

  private static int inflate(byte[] coded, byte[] out, boolean raw) throws DataFormatException {
    Inflater inflater = new Inflater(raw);
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

  private static int zstd(byte[] coded, byte[] out) throws IOException {
    // A stream, as zeros may follow the frame.
    try (var stream = new com.github.luben.zstd.ZstdInputStreamNoFinalizer(new ByteArrayInputStream(coded))) {
      return stream.readNBytes(out, 0, out.length);
    }
  }

  /** MicroLZMA (liblzma's lzma_microlzma_decoder): the first byte, else always 0, is the properties' complement. */
  private static int lzma(byte[] coded, byte[] out) throws IOException {
    byte[] plain = coded.clone();
    byte properties = (byte) ~plain[0];
    plain[0] = 0;
    try (var stream = new LZMAInputStream(new ByteArrayInputStream(plain), out.length, properties,
        Math.max(SMALLEST_DICTIONARY, out.length))) {
      return stream.readNBytes(out, 0, out.length);
    }
  }
}
