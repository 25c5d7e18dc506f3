package io.github.jdiffscope.codec.lzma;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A block of an .xz stream: a header with its filters, data, a check (.xz file format 1.2.1, section 3). */
final class XzBlock {
  private static final int LZMA2 = 0x21;
  private static final int HAS_COMPRESSED_SIZE = 0x40;
  private static final int HAS_SIZE = 0x80;
  private static final int RESERVED = 0x3C;

  private final Counting data;
  private final int headerSize;
  private final int checkSize;
  private final XzCheck check;
  private final byte[] header;
  private final InputStream content;
  private int at = 2;
  private long claimedCompressed = -1;
  private long claimedSize = -1;
  private long size;

  /**
   * @param headerWords the header's first byte, already read: its size in words of four bytes, less one
   */
  XzBlock(InputStream coded, int headerWords, int checkType) throws IOException {
    headerSize = (headerWords + 1) * 4;
    header = new byte[headerSize];
    header[0] = (byte) headerWords;
    if (coded.readNBytes(header, 1, headerSize - 1) < headerSize - 1) {
      throw new EOFException();
    }
    XzStream.check(header, 0, headerSize - 4, header, headerSize - 4, "block header");
    data = new Counting(coded);
    checkSize = XzCheck.size(checkType);
    check = XzCheck.of(checkType);
    content = filters();
  }

  private InputStream filters() throws IOException {
    int flags = header[1];
    if ((flags & RESERVED) != 0) {
      throw new IOException("Unsupported: block flags of a later version");
    }
    claimedCompressed = (flags & HAS_COMPRESSED_SIZE) != 0 ? number() : -1;
    claimedSize = (flags & HAS_SIZE) != 0 ? number() : -1;
    int count = (flags & 3) + 1;
    int[] ids = new int[count];
    byte[][] properties = new byte[count][];
    for (int i = 0; i < count; i++) {
      ids[i] = (int) Math.min(Integer.MAX_VALUE, number());
      int length = (int) Math.min(headerSize, number());
      if (length > headerSize - 4 - at) {
        throw new IOException("filters do not fit into the block header");
      }
      properties[i] = java.util.Arrays.copyOfRange(header, at, at + length);
      at += length;
    }
    if (ids[count - 1] != LZMA2 || properties[count - 1].length != 1) {
      throw new IOException("Unsupported filter " + ids[count - 1]);
    }
    InputStream stream = new Lzma2Stream(data, Lzma2Stream.dictionary(properties[count - 1][0]), claimedSize);
    for (int i = count - 2; i >= 0; i--) {
      stream = Filters.open(stream, ids[i], properties[i]);
    }
    return stream;
  }

  private long number() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 63 && at < headerSize - 4; shift += 7) {
      int part = header[at++];
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IOException("a number of the block header is too long");
  }

  /** Returns how many bytes of the content were read, or -1 at its end, where all that was claimed of it was checked. */
  int read(byte[] target, int offset, int length) throws IOException {
    int count = content.read(target, offset, length);
    if (count > 0) {
      size += count;
      check.update(target, offset, count);
      return count;
    }
    finish();
    return -1;
  }

  private void finish() throws IOException {
    long compressed = data.count;
    if (claimedSize >= 0 && claimedSize != size || claimedCompressed >= 0 && claimedCompressed != compressed) {
      throw new IOException("sizes in the block header do not match");
    }
    for (long i = compressed; i % 4 != 0; i++) {
      if (data.read() != 0) {
        throw new IOException("padding of the block is not zero");
      }
    }
    data.count = compressed;
    byte[] stored = data.in().readNBytes(checkSize);
    if (stored.length < checkSize) {
      throw new EOFException();
    }
    if (!check.matches(stored)) {
      throw new IOException("check of the content does not match");
    }
  }

  /** Returns the size of header, data and check. */
  long unpadded() {
    return headerSize + data.count + checkSize;
  }

  long size() {
    return size;
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    InputStream in() {
      return in;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int got = in.read(target, offset, length);
      count += Math.max(0, got);
      return got;
    }
  }
}
