package io.github.jdiffscope.codec.dump;

import io.github.jdiffscope.bytes.FileNames;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A header record of a dump: {@code struct s_spcl} of {@code protocols/dumprestore.h}. */
public final class DumpHeader {
  public static final int SIZE = 1024;
  static final int TAPE = 1;
  static final int INODE = 2;
  static final int BITS = 3;
  static final int ADDRESSES = 4;
  static final int END = 5;
  static final int CLEARED = 6;
  static final int COMPRESSED = 0x80;
  static final int ATTRIBUTES = 0x8000;
  static final int FLAGS = 888;
  static final int CHECKSUM = 28;
  static final int ADDRESS_LIMIT = 512;
  private static final int ADDRESS = 164;
  private static final int MAGIC = 60012;
  private static final int SUM = 84446;

  private final ByteBuffer bytes;

  private DumpHeader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Returns a header, or null if the bytes are none in either byte order. */
  public static DumpHeader of(byte[] record) {
    if (record.length < SIZE) {
      return null;
    }
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      DumpHeader header = new DumpHeader(ByteBuffer.wrap(record).order(order));
      if (header.i32(24) == MAGIC && header.type() >= TAPE && header.type() <= CLEARED) {
        return header;
      }
    }
    return null;
  }

  /** Returns whether bytes are the first record of a dump. */
  public static boolean isStart(byte[] record) {
    DumpHeader header = of(record);
    return header != null && header.type() == TAPE && header.isSound();
  }

  public ByteOrder order() {
    return bytes.order();
  }

  int type() {
    return i32(0);
  }

  /** Returns whether all words add up to what they should. */
  boolean isSound() {
    int sum = 0;
    for (int at = 0; at < SIZE; at += 4) {
      sum += i32(at);
    }
    return sum == SUM;
  }

  public int date() {
    return i32(4);
  }

  /** Returns when the dump was made that this one builds on, 0 if none. */
  public int since() {
    return i32(8);
  }

  public int volume() {
    return i32(12);
  }

  int inode() {
    return i32(20);
  }

  int count() {
    return i32(160);
  }

  boolean isHole(int index) {
    return bytes.get(ADDRESS + index) == 0;
  }

  public String label() {
    return text(676, 16);
  }

  public int level() {
    return i32(692);
  }

  public String fileSystem() {
    return text(696, 64);
  }

  public String device() {
    return text(760, 64);
  }

  public String host() {
    return text(824, 64);
  }

  public int flags() {
    return i32(FLAGS);
  }

  /** Returns how many records of {@link #SIZE} bytes are written at once. */
  public int recordsPerBlock() {
    return i32(896);
  }

  /** Returns whether all blocks but the first are compressed. */
  public boolean isCompressed() {
    return (flags() & COMPRESSED) != 0;
  }

  int i32(int at) {
    return bytes.getInt(at);
  }

  int u16(int at) {
    return bytes.getShort(at) & 0xFFFF;
  }

  long i64(int at) {
    return bytes.getLong(at);
  }

  private String text(int at, int length) {
    byte[] all = Arrays.copyOfRange(bytes.array(), at, at + length);
    int end = 0;
    while (end < length && all[end] != 0) {
      end++;
    }
    return FileNames.decode(Arrays.copyOf(all, end));
  }
}
