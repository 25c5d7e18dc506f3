package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/**
 * A record of the master file table.
 *
 * @param raw its bytes, fix-ups undone
 * @param place where it starts in the table
 */
record NtfsRecord(Struct raw, long number, long place) {
  private static final int END = -1;
  private static final int SMALLEST_ATTRIBUTE = 24;
  private static final long NUMBER_MASK = 0xFFFF_FFFF_FFFFL;

  boolean isUsed() throws FormatException {
    return (raw.u16(22) & 1) != 0;
  }

  boolean isFolder() throws FormatException {
    return (raw.u16(22) & 2) != 0;
  }

  /** Returns the reference to the record that this one continues, or 0: the number, above it the sequence number. */
  long base() throws FormatException {
    return raw.i64(32);
  }

  int sequence() throws FormatException {
    return raw.u16(16);
  }

  static long number(long reference) {
    return reference & NUMBER_MASK;
  }

  List<NtfsAttribute> attributes() throws FormatException {
    List<NtfsAttribute> all = new ArrayList<>();
    int at = raw.u16(20);
    while (at + 4 <= raw.length() && raw.i32(at) != END) {
      long length = raw.u32(at + 4);
      if (length < SMALLEST_ATTRIBUTE || length > raw.length() - at) {
        throw new FormatException("attribute of file record " + number + " has the impossible length " + length);
      }
      all.add(new NtfsAttribute(raw.part(at, (int) length, "attribute of file record " + number), place + at));
      at += (int) length;
    }
    return all;
  }
}
