package io.github.jdiffscope.codec.dump;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.compress.LzoDecoder;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A compressed dump as it would be uncompressed; its first block is stored as it is, the others behind their lengths. */
public final class DumpStream extends BulkStream {
  private static final int LARGEST_BLOCK = 1024 * DumpHeader.SIZE;
  private static final int PREFIX = 4;

  private final InputStream coded;
  private final DumpHeader header;
  private final int blockSize;
  private byte[] block;
  private int at;

  /** @throws IOException if the dump is cut off in its first block */
  public DumpStream(Blob blob) throws IOException {
    header = DumpHeader.of(blob.bytes(0, DumpHeader.SIZE));
    coded = blob.stream();
    blockSize = header.recordsPerBlock() > 0 && header.recordsPerBlock() <= LARGEST_BLOCK / DumpHeader.SIZE
        ? header.recordsPerBlock() * DumpHeader.SIZE : 10 * DumpHeader.SIZE;
    block = coded.readNBytes(blockSize);
    if (block.length < blockSize) {
      throw new EOFException();
    }
    ByteBuffer first = ByteBuffer.wrap(block).order(header.order());
    first.putInt(DumpHeader.FLAGS, header.flags() - DumpHeader.COMPRESSED);
    first.putInt(DumpHeader.CHECKSUM, first.getInt(DumpHeader.CHECKSUM) + DumpHeader.COMPRESSED);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == block.length) {
      if (!nextBlock()) {
        return -1;
      }
    }
    int count = Math.min(length, block.length - at);
    System.arraycopy(block, at, target, offset, count);
    at += count;
    return count;
  }

  private boolean nextBlock() throws IOException {
    byte[] prefix = coded.readNBytes(PREFIX);
    if (prefix.length == 0) {
      return false;
    }
    if (prefix.length < PREFIX) {
      throw new EOFException();
    }
    int word = ByteBuffer.wrap(prefix).order(header.order()).getInt();
    if (header.order() == ByteOrder.BIG_ENDIAN) {
      // The fields of one, three and 28 bits then begin at the other end.
      word = word << 4 | (word >>> 28 & 7) << 1 | word >>> 31;
    }
    int length = word >>> 4;
    if (length > 2 * LARGEST_BLOCK) {
      throw new IOException("a block of " + length + " bytes");
    }
    byte[] stored = coded.readNBytes(length);
    if (stored.length < length) {
      throw new EOFException();
    }
    block = (word & 1) == 0 ? stored : unpacked(stored, word >>> 1 & 7);
    at = 0;
    return true;
  }

  private byte[] unpacked(byte[] stored, int method) throws IOException {
    if (method == 2) {
      byte[] out = new byte[LARGEST_BLOCK];
      return java.util.Arrays.copyOf(out, LzoDecoder.decodeUpTo(stored, out));
    }
    Compression compression = method == 0 ? Compression.ZLIB : method == 1 ? Compression.BZIP2 : null;
    if (compression == null) {
      throw new IOException("Unsupported compression " + method);
    }
    try (InputStream in = Decompressors.open(compression, new ByteArrayInputStream(stored))) {
      return in.readNBytes(LARGEST_BLOCK);
    }
  }

  @Override
  public void close() throws IOException {
    coded.close();
  }
}
