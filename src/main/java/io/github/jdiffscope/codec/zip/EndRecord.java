package io.github.jdiffscope.codec.zip;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/**
 * The end of central directory record (APPNOTE 4.3.16), with the zip64 one (4.3.14) where there is one.
 *
 * @param offset of the record from the start of the bytes
 * @param end where it ends, comment included
 * @param disk number of this disk
 * @param entries entries the directory claims
 * @param directorySize claimed, in bytes
 * @param directoryOffset claimed, from the start of the archive
 * @param directoryStart where the directory really starts, from the start of the bytes
 * @param directoryEnd where the records after the directory start: the zip64 record if there is one, else this one
 * @param zip64 bytes of the zip64 record and its locator, empty if there are none
 */
public record EndRecord(long offset, long end, int disk, int directoryDisk, long entries, long directorySize,
    long directoryOffset, long directoryStart, long directoryEnd, byte[] comment, byte[] zip64) {
  static final int SIGNATURE = 0x06054b50;
  static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int SIZE = 22;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int ZIP64_SIGNATURE = 0x06064b50;
  private static final int ZIP64_SIZE = 56;
  private static final int ZIP64_LIMIT = 1 << 16;
  /** How far from the end the record is looked for: the longest comment, and as much foreign data after it. */
  private static final int SEARCHED = 1 << 20;
  private static final int FIRST_SEARCHED = 1 << 10;

  /** Returns what is to be added to claimed offsets: the length of data before the archive that its maker did not count. */
  public long shift() {
    return directoryStart - directoryOffset;
  }

  /** Returns the last end record whose directory can be found, or null if there is none. */
  static EndRecord find(Blob blob) throws IOException {
    EndRecord near = find(blob, FIRST_SEARCHED);
    return near != null || blob.size() <= FIRST_SEARCHED ? near : find(blob, SEARCHED);
  }

  private static EndRecord find(Blob blob, int searched) throws IOException {
    int length = (int) Math.min(searched, blob.size());
    long start = blob.size() - length;
    byte[] tail = blob.bytes(start, length);
    for (int at = length - SIZE; at >= 0; at--) {
      if (tail[at] == 'P' && Bytes.i32(tail, at) == SIGNATURE) {
        EndRecord record = parse(blob, start + at, tail, at);
        if (record != null) {
          return record;
        }
      }
    }
    return null;
  }

  private static EndRecord parse(Blob blob, long offset, byte[] tail, int at) throws IOException {
    int commentLength = Math.min(Bytes.u16(tail, at + 20), tail.length - at - SIZE);
    byte[] comment = java.util.Arrays.copyOfRange(tail, at + SIZE, at + SIZE + commentLength);
    EndRecord plain = new EndRecord(offset, offset + SIZE + commentLength, Bytes.u16(tail, at + 4),
        Bytes.u16(tail, at + 6), Bytes.u16(tail, at + 10), Bytes.u32(tail, at + 12), Bytes.u32(tail, at + 16), 0, offset,
        comment, new byte[0]);
    EndRecord large = plain.withZip64(blob);
    EndRecord placed = (large == null ? plain : large).placed(blob);
    return placed == null && large != null ? plain.placed(blob) : placed;
  }

  private EndRecord withZip64(Blob blob) throws IOException {
    if (offset < LOCATOR_SIZE + ZIP64_SIZE) {
      return null;
    }
    byte[] locator = blob.bytes(offset - LOCATOR_SIZE, LOCATOR_SIZE);
    if (Bytes.i32(locator, 0) != LOCATOR_SIGNATURE) {
      return null;
    }
    long claimed = Bytes.i64(locator, 8);
    long adjacent = offset - LOCATOR_SIZE - ZIP64_SIZE;
    for (long at : new long[] {adjacent, claimed}) {
      if (at >= 0 && at <= adjacent && offset - at <= ZIP64_LIMIT) {
        byte[] all = blob.bytes(at, (int) (offset - at));
        if (Bytes.i32(all, 0) == ZIP64_SIGNATURE) {
          return new EndRecord(offset, end, Bytes.i32(all, 16), Bytes.i32(all, 20), Bytes.i64(all, 32),
              Bytes.i64(all, 40), Bytes.i64(all, 48), 0, at, comment, all);
        }
      }
    }
    return null;
  }

  /** Returns this with the directory's real start: right before the records, or where it is claimed to be. */
  private EndRecord placed(Blob blob) throws IOException {
    if (directorySize >= 0 && directorySize <= directoryEnd) {
      long before = directoryEnd - directorySize;
      if (directorySize == 0 && entries == 0) {
        return startingAt(before);
      }
      if (isDirectory(blob, before)) {
        return startingAt(before);
      }
    }
    return directorySize >= 0 && directoryOffset >= 0 && directoryOffset < directoryEnd
        && isDirectory(blob, directoryOffset) ? startingAt(directoryOffset) : null;
  }

  private static boolean isDirectory(Blob blob, long at) throws IOException {
    return at + 4 <= blob.size() && Bytes.i32(blob.bytes(at, 4), 0) == CENTRAL_SIGNATURE;
  }

  private EndRecord startingAt(long start) {
    return new EndRecord(offset, end, disk, directoryDisk, entries, directorySize, directoryOffset, start, directoryEnd,
        comment, zip64);
  }

  /** Returns whether bytes end in an end record, without a comment, whose directory is where it says. */
  static boolean isAtEnd(Blob blob) throws IOException {
    if (blob.size() < SIZE) {
      return false;
    }
    byte[] last = blob.bytes(blob.size() - SIZE, SIZE);
    return Bytes.i32(last, 0) == SIGNATURE && parse(blob, blob.size() - SIZE, last, 0) != null;
  }

  /** Returns the directory's bytes as far as they are there. */
  byte[] directory(Blob blob, int limit) throws IOException {
    long length = Math.max(0, Math.min(directorySize, blob.size() - directoryStart));
    if (length > limit) {
      throw new FormatException("central directory of " + length + " bytes is larger than " + limit + " bytes");
    }
    return blob.bytes(directoryStart, (int) length);
  }
}
