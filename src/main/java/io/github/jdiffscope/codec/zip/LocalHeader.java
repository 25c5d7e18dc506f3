package io.github.jdiffscope.codec.zip;

/**
 * What stands before the data of a member (APPNOTE 4.3.7).
 *
 * @param offset of this header from the start of the bytes
 * @param dataOffset of the member's data from the start of the bytes
 */
public record LocalHeader(int needs, int flags, int method, int time, int crc, long compressedSize, long size,
    byte[] rawName, byte[] extra, long offset, long dataOffset) {
  static final int SIGNATURE = 0x04034b50;
  static final int SIZE = 30;

  /** Returns its bytes up to the data. */
  public long length() {
    return dataOffset - offset;
  }

  /** Returns the same header with an equal name that is in memory anyway. */
  LocalHeader named(byte[] name) {
    return new LocalHeader(needs, flags, method, time, crc, compressedSize, size, name, extra, offset, dataOffset);
  }
}
