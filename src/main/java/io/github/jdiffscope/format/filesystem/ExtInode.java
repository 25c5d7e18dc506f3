package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;

/** An inode of ext2, ext3 or ext4 (Documentation/filesystems/ext4/inodes.rst). */
final class ExtInode {
  static final int BLOCK_AREA = 40;
  static final int BLOCK_AREA_SIZE = 60;
  private static final int EXTENTS = 0x80000;
  private static final int INLINE = 0x1000_0000;
  private static final int ENCRYPTED = 0x800;
  private static final int BASE_SIZE = 128;
  private static final String[] FLAGS = {"secure-deletion", "undelete", "compressed", "synchronous", "immutable",
      "append-only", "no-dump", "no-atime", "dirty", "compressed-blocks", "no-compress", "encrypted", "indexed-directory",
      "imagic", "journal-data", "no-tail", "dirsync", "top-of-hierarchy", "huge-file", null, "verity",
      "ea-inode", null, null, null, "dax", null, null, null, "project-inherit", "casefold"};
  /** Flags that say how contents are stored, not what the file is: extents and inline data, hash-indexed folders. */
  private static final long STORAGE_FLAGS = EXTENTS | INLINE | 0x1000 | 0x40000;

  private final Struct raw;
  private final long number;

  ExtInode(Struct raw, long number) {
    this.raw = raw;
    this.number = number;
  }

  Struct raw() {
    return raw;
  }

  long number() {
    return number;
  }

  int mode() throws FormatException {
    return raw.u16(0);
  }

  long size() throws FormatException {
    long high = (mode() & UnixMode.TYPE) == UnixMode.FILE || UnixMode.isDirectory(mode()) ? raw.u32(108) : 0;
    long size = raw.u32(4) | high << 32;
    if (size < 0) {
      throw new FormatException("size of inode " + number + " is too large");
    }
    return size;
  }

  long uid() throws FormatException {
    return raw.u16(2) | (long) raw.u16(120) << 16;
  }

  long gid() throws FormatException {
    return raw.u16(24) | (long) raw.u16(122) << 16;
  }

  int links() throws FormatException {
    return raw.u16(26);
  }

  long sectors() throws FormatException {
    return raw.u32(28) | (long) raw.u16(116) << 32;
  }

  boolean hasExtents() throws FormatException {
    return (raw.u32(32) & EXTENTS) != 0;
  }

  boolean isInline() throws FormatException {
    return (raw.u32(32) & INLINE) != 0;
  }

  /** Returns whether contents, or the names if it is a folder, are encrypted (fscrypt). */
  boolean isEncrypted() throws FormatException {
    return (raw.u32(32) & ENCRYPTED) != 0;
  }

  long attributeBlock() throws FormatException {
    return raw.u32(104) | (long) raw.u16(118) << 32;
  }

  String flags() throws FormatException {
    return Fields.bits(raw.u32(32) & ~STORAGE_FLAGS, FLAGS);
  }

  String storage() throws FormatException {
    return "inode " + number + " generation " + raw.u32(100) + " version " + raw.u32(36)
        + (isInline() ? " inline" : hasExtents() ? " extents" : " block map")
        + ((raw.u32(32) & 0x1000) != 0 ? " indexed" : "");
  }

  /** Returns where in-inode attributes start, or the inode's end if there can be none. */
  int attributesAt() throws FormatException {
    return raw.length() <= BASE_SIZE ? raw.length() : BASE_SIZE + raw.u16(BASE_SIZE);
  }

  String modified() throws FormatException {
    return time(16, 136);
  }

  String accessed() throws FormatException {
    return time(8, 140);
  }

  String changed() throws FormatException {
    return time(12, 132);
  }

  /** Returns when the inode was made, or null where inodes do not say. */
  String created() throws FormatException {
    return has(148) ? time(144, 148) : null;
  }

  long project() throws FormatException {
    return has(156) ? raw.u32(156) : 0;
  }

  /** The low two bits of the extra word extend the seconds, the others are nanoseconds. */
  private String time(int at, int extra) throws FormatException {
    long seconds = raw.i32(at);
    if (!has(extra)) {
      return Times.seconds(seconds);
    }
    long more = raw.u32(extra);
    return Times.nanos(seconds + ((more & 3) << 32), more >>> 2);
  }

  private boolean has(int field) throws FormatException {
    return raw.length() >= field + 4 && BASE_SIZE + raw.u16(BASE_SIZE) >= field + 4;
  }

  long device() throws FormatException {
    // The old encoding is 16 bits in the first word, the new one 32 bits in the second.
    long old = raw.u32(BLOCK_AREA);
    return old != 0 ? (old >>> 8 & 0xFF) << 8 | old & 0xFF : raw.u32(BLOCK_AREA + 4);
  }
}
