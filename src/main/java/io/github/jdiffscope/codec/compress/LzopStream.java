package io.github.jdiffscope.codec.compress;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The members of a lzop file one after another, as lzop 1.04's {@code src/lzop.c} and {@code conf.h} lay them out. */
final class LzopStream extends BulkStream {
  private static final int LARGEST_BLOCK = 64 << 20;

  private final DataInputStream coded;
  private LzopHeader header;
  private byte[] block = {};
  private int position;

  LzopStream(InputStream coded) throws IOException {
    this.coded = new DataInputStream(coded);
    this.header = LzopHeader.read(this.coded);
    if (header == null) {
      throw new EOFException();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == block.length) {
      if (header == null || !fill()) {
        return -1;
      }
    }
    int count = Math.min(length, block.length - position);
    System.arraycopy(block, position, target, offset, count);
    position += count;
    return count;
  }

  /** Reads a block, or the next member's header; returns whether there was one. */
  private boolean fill() throws IOException {
    position = 0;
    int size = coded.readInt();
    if (size == 0) {
      block = new byte[0];
      header = LzopHeader.read(coded);
      return header != null;
    }
    int compressed = coded.readInt();
    if (size < 0 || size > LARGEST_BLOCK || compressed <= 0 || compressed > size) {
      throw new IOException("block sizes " + Integer.toUnsignedString(size) + " and "
          + Integer.toUnsignedString(compressed) + " are wrong");
    }
    coded.readNBytes(4 * header.checksums(compressed < size));
    byte[] data = coded.readNBytes(compressed);
    if (data.length < compressed) {
      throw new EOFException();
    }
    if (compressed == size) {
      block = data;
    } else {
      block = new byte[size];
      LzoDecoder.decode(data, block);
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    coded.close();
  }
}
