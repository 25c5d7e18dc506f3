package io.github.jdiffscope.codec.zip;

/**
 * What the central directory says of one member (APPNOTE 4.3.12); every value is a claim.
 *
 * @param name decoded, nothing lost: see {@link ZipNames}
 * @param rawName as stored
 * @param madeBy version made by: host system in the high byte
 * @param needs version needed to extract
 * @param time MS-DOS date (high 16 bits) and time (low 16 bits)
 * @param internal internal file attributes
 * @param external external file attributes
 * @param offset of the local header from the start of the bytes, prefix data included
 * @param headerOffset of this central header from the start of the bytes
 */
public record ZipMember(String name, byte[] rawName, int madeBy, int needs, int flags, int method, int time, int crc,
    long compressedSize, long size, int disk, int internal, int external, long offset, byte[] extra, byte[] comment,
    long headerOffset) {
  public static final int STORED = 0;
  public static final int DEFLATED = 8;
  public static final int AES = 99;

  static final int HOST_UNIX = 3;
  static final int HOST_OSX = 19;
  private static final int TYPE_MASK = 0xF000;
  private static final int SYMLINK = 0xA000;
  private static final int ENCRYPTED = 1;
  private static final int DESCRIPTOR = 1 << 3;
  private static final int UTF8 = 1 << 11;

  /** Returns the host system that made it, 3 = Unix. */
  public int host() {
    return madeBy >>> 8;
  }

  /** Returns whether the external attributes hold a Unix mode. */
  public boolean hasUnixMode() {
    return host() == HOST_UNIX || host() == HOST_OSX;
  }

  public int unixMode() {
    return external >>> 16;
  }

  public boolean isDirectory() {
    return name.endsWith("/");
  }

  public boolean isSymlink() {
    return hasUnixMode() && (unixMode() & TYPE_MASK) == SYMLINK;
  }

  public boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  /** Returns whether sizes and checksum follow the data instead of preceding it. */
  public boolean hasDescriptor() {
    return (flags & DESCRIPTOR) != 0;
  }

  public boolean isMarkedUtf8() {
    return (flags & UTF8) != 0;
  }
}
