package io.github.jdiffscope.codec.lzma;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** The index of a stream, read from behind its first byte (.xz file format 1.2.1, section 4). */
final class XzIndex {
  private final InputStream coded;
  private final CRC32 crc = new CRC32();
  private long size = 1;

  /** Takes what the index says of one block. */
  @FunctionalInterface
  interface Records {
    void add(long unpadded, long size);
  }

  XzIndex(InputStream coded) {
    this.coded = coded;
    crc.update(0);
  }

  /** Returns how many blocks there are. */
  long read(Records records) throws IOException {
    long count = number();
    for (long i = 0; i < count; i++) {
      records.add(number(), number());
    }
    while (size % 4 != 0) {
      if (next() != 0) {
        throw new IOException("padding of the index is not zero");
      }
    }
    long sum = crc.getValue();
    byte[] stored = coded.readNBytes(4);
    if (stored.length < 4) {
      throw new EOFException();
    }
    if ((stored[0] & 0xFF | (stored[1] & 0xFF) << 8 | (stored[2] & 0xFF) << 16 | stored[3] << 24) != (int) sum) {
      throw new IOException("CRC-32 of the index does not match");
    }
    size += 4;
    return count;
  }

  /** Returns how many bytes it takes. */
  long size() {
    return size;
  }

  private int next() throws IOException {
    int value = coded.read();
    if (value < 0) {
      throw new EOFException();
    }
    crc.update(value);
    size++;
    return value;
  }

  private long number() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int part = next();
      value |= (part & 0x7FL) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw new IOException("a number of the index is too long");
  }
}
