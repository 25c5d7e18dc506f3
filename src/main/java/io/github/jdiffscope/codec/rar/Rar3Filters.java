package io.github.jdiffscope.codec.rar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The filters of RAR 3. Each is a program for a virtual machine, but its maker only ever wrote a few: these are known by
 * their checksum, others are refused.
 */
final class Rar3Filters {
  private static final int PROGRAM_LIMIT = 1 << 16;
  private static final int FILTERS_LIMIT = 1024;

  private final List<RarFilter.Kind> kinds = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();
  private int last;

  /** Takes one record and adds the filter that it asks for. */
  void take(int flags, byte[] record, RarStream stream) throws IOException {
    RarBits bits = new RarBits(new ByteArrayInputStream(record));
    int index = last;
    if ((flags & 0x80) != 0) {
      index = (int) number(bits) - 1;
      if (index < 0) {
        kinds.clear();
        lengths.clear();
        index = 0;
      }
    }
    boolean fresh = index == kinds.size();
    if (index > kinds.size() || index >= FILTERS_LIMIT) {
      throw new IOException("filter " + index + " is not there");
    }
    last = index;
    long from = number(bits) + ((flags & 0x40) != 0 ? 258 : 0);
    if (fresh) {
      kinds.add(null);
      lengths.add(0L);
    }
    if ((flags & 0x20) != 0) {
      lengths.set(index, number(bits));
    }
    long channels = 0;
    if ((flags & 0x10) != 0) {
      int mask = bits.read(7);
      for (int i = 0; i < 7; i++) {
        long value = (mask & 1 << i) != 0 ? number(bits) : 0;
        channels = i == 0 ? value : channels;
      }
    }
    if (fresh) {
      kinds.set(index, kind(bits));
    }
    RarFilter.Kind kind = kinds.get(index);
    if (kind == null || kind == RarFilter.Kind.DELTA && (channels < 1 || channels > 1024)) {
      throw new IOException("Unsupported filter program");
    }
    stream.add(kind, from, lengths.get(index), (int) channels);
  }

  private static RarFilter.Kind kind(RarBits bits) throws IOException {
    long size = number(bits);
    if (size <= 0 || size >= PROGRAM_LIMIT) {
      throw new IOException("filter program of " + size + " bytes");
    }
    CRC32 crc = new CRC32();
    for (long i = 0; i < size; i++) {
      crc.update(bits.read(8));
    }
    return switch ((int) crc.getValue()) {
      case 0xAD576887 -> RarFilter.Kind.E8;
      case 0x3CD7E57E -> RarFilter.Kind.E8E9;
      case 0x0E06077D -> RarFilter.Kind.DELTA;
      default -> null;
    };
  }

  /** Returns a number of 4, 8, 16 or 32 bits, as two bits before it say; small negative ones have a form of their own. */
  private static long number(RarBits bits) throws IOException {
    switch (bits.read(2)) {
      case 0:
        return bits.read(4);
      case 1:
        int high = bits.read(4);
        return high == 0 ? 0xFFFFFF00L | bits.read(8) : high << 4 | bits.read(4);
      case 2:
        return bits.read(16);
      default:
        return (long) bits.read(16) << 16 | bits.read(16);
    }
  }
}
