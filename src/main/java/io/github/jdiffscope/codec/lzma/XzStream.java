package io.github.jdiffscope.codec.lzma;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The streams of an .xz file one after another (.xz file format 1.2.1). */
public final class XzStream extends BulkStream {
  private static final byte[] MAGIC = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0};
  private static final int HEADER = 12;
  private static final int FOOTER = 12;

  private final InputStream coded;
  private final byte[] flags = new byte[2];
  private final CRC32 records = new CRC32();
  private long blocks;
  private XzBlock block;
  private boolean ended;

  public XzStream(InputStream coded) throws IOException {
    this.coded = coded;
    byte[] header = coded.readNBytes(HEADER);
    if (header.length < HEADER) {
      throw new EOFException();
    }
    start(header);
  }

  private void start(byte[] header) throws IOException {
    if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IOException("foreign data after the last stream");
    }
    check(header, MAGIC.length, flags.length, header, MAGIC.length + flags.length, "stream header");
    flags[0] = header[6];
    flags[1] = header[7];
    if (flags[0] != 0 || (flags[1] & 0xF0) != 0) {
      throw new IOException("Unsupported: stream flags of a later version");
    }
    blocks = 0;
    records.reset();
  }

  static void check(byte[] bytes, int start, int length, byte[] in, int at, String what) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes, start, length);
    int stored = in[at] & 0xFF | (in[at + 1] & 0xFF) << 8 | (in[at + 2] & 0xFF) << 16 | in[at + 3] << 24;
    if (stored != (int) crc.getValue()) {
      throw new IOException("CRC-32 of the " + what + " does not match");
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (block == null) {
        nextBlock();
        continue;
      }
      int count = block.read(target, offset, length);
      if (count > 0) {
        return count;
      }
      record(block.unpadded(), block.size());
      blocks++;
      block = null;
    }
    return -1;
  }

  private void record(long unpadded, long size) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      records.update((int) (unpadded >>> shift));
      records.update((int) (size >>> shift));
    }
  }

  private void nextBlock() throws IOException {
    int size = coded.read();
    if (size < 0) {
      throw new EOFException();
    }
    if (size > 0) {
      block = new XzBlock(coded, size, flags[1] & 15);
      return;
    }
    XzIndex index = new XzIndex(coded);
    long found = records.getValue();
    records.reset();
    if (index.read(this::record) != blocks || records.getValue() != found) {
      throw new IOException("the index does not agree with the blocks");
    }
    footer(index.size());
    padding();
  }

  private void footer(long indexSize) throws IOException {
    byte[] footer = coded.readNBytes(FOOTER);
    if (footer.length < FOOTER) {
      throw new EOFException();
    }
    check(footer, 4, 6, footer, 0, "stream footer");
    long backward = (footer[4] & 0xFFL | (footer[5] & 0xFF) << 8 | (footer[6] & 0xFF) << 16 | (footer[7] & 0xFFL) << 24)
        * 4 + 4;
    if (footer[8] != flags[0] || footer[9] != flags[1] || footer[10] != 'Y' || footer[11] != 'Z'
        || backward != indexSize) {
      throw new IOException("the stream footer does not agree with the stream");
    }
  }

  /** Zero bytes, a multiple of four, may follow a stream, and then another one. */
  private void padding() throws IOException {
    byte[] four = coded.readNBytes(4);
    while (four.length == 4 && (four[0] | four[1] | four[2] | four[3]) == 0) {
      four = coded.readNBytes(4);
    }
    if (four.length == 0) {
      ended = true;
      return;
    }
    byte[] header = Arrays.copyOf(four, HEADER);
    int got = coded.readNBytes(header, four.length, HEADER - four.length);
    if (four.length + got < HEADER) {
      throw new IOException("foreign data after the last stream");
    }
    start(header);
  }

  @Override
  public void close() throws IOException {
    coded.close();
  }
}
