package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.nio.charset.StandardCharsets;

/**
 * An attribute of a file record, or one piece of it where its runs fill several records.
 *
 * @param header the attribute, whole, as its record holds it
 * @param place of the header in the master file table
 */
record NtfsAttribute(Struct header, long place) {
  static final int STANDARD_INFORMATION = 0x10;
  static final int FILE_NAME = 0x30;
  static final int OBJECT_ID = 0x40;
  static final int SECURITY_DESCRIPTOR = 0x50;
  static final int VOLUME_NAME = 0x60;
  static final int VOLUME_INFORMATION = 0x70;
  static final int DATA = 0x80;
  static final int REPARSE_POINT = 0xC0;
  static final int EA = 0xE0;
  static final int COMPRESSED = 1;
  static final int ENCRYPTED = 0x4000;
  private static final int LARGEST_UNIT = 8;

  int type() throws FormatException {
    return header.i32(0);
  }

  String name() throws FormatException {
    return new String(header.bytes(header.u16(10), 2 * header.u8(9)), StandardCharsets.UTF_16LE);
  }

  boolean isResident() throws FormatException {
    return header.u8(8) == 0;
  }

  int flags() throws FormatException {
    return header.u16(12);
  }

  Struct value(String what) throws FormatException {
    if (!isResident()) {
      throw new FormatException(what + " does not lie in its record");
    }
    return header.part(header.u16(20), (int) Math.min(header.u32(16), Integer.MAX_VALUE), what);
  }

  long valuePlace() throws FormatException {
    return place + header.u16(20);
  }

  long firstCluster() throws FormatException {
    return header.i64(16);
  }

  long size() throws FormatException {
    return isResident() ? header.u32(16) : header.u64(48, "size");
  }

  long initialized() throws FormatException {
    return header.u64(56, "initialised size");
  }

  /** Returns how many clusters are compressed together. */
  int unitClusters() throws FormatException {
    int log = header.u8(34);
    if (log > LARGEST_UNIT) {
      throw new FormatException("impossible compression unit of 2^" + log + " clusters");
    }
    return 1 << log;
  }

  /** Receives runs of clusters. */
  @FunctionalInterface
  interface Runs {
    /** @param cluster the first one, or -1 for a hole */
    void run(long cluster, long count) throws FormatException;
  }

  /** Hands over the mapping pairs: a length, and a distance to the run before, of as many bytes as a nibble says. */
  void runs(Runs runs) throws FormatException {
    long cluster = 0;
    for (int at = header.u16(32); at < header.length() && header.u8(at) != 0;) {
      int lengthBytes = header.u8(at) & 15;
      int distanceBytes = header.u8(at) >> 4;
      if (lengthBytes == 0 || lengthBytes > 8 || distanceBytes > 8) {
        throw new FormatException("impossible run " + Times.format("0x%02x", header.u8(at)));
      }
      long count = number(at + 1, lengthBytes);
      cluster += distanceBytes == 0 ? 0 : number(at + 1 + lengthBytes, distanceBytes);
      if (count <= 0 || cluster < 0 || cluster > Long.MAX_VALUE >> 24 || count > Long.MAX_VALUE >> 24) {
        throw new FormatException("impossible run of " + count + " clusters at " + cluster);
      }
      runs.run(distanceBytes == 0 ? -1 : cluster, count);
      at += 1 + lengthBytes + distanceBytes;
    }
  }

  private long number(int at, int bytes) throws FormatException {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | header.u8(at + i);
    }
    int unused = 64 - 8 * bytes;
    return value << unused >> unused;
  }
}
