package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;

/** What the trees of btrfs are sorted by: three unsigned numbers. */
record BtrfsKey(long object, int type, long offset) implements Comparable<BtrfsKey> {
  static final int SIZE = 17;
  static final int INODE = 1;
  static final int INODE_REF = 12;
  static final int ATTRIBUTE = 24;
  static final int NAME = 96;
  static final int EXTENT = 108;
  static final int ROOT = 132;
  static final int ROOT_BACKREF = 144;
  static final int CHUNK = 228;
  static final int LAST_TYPE = 255;

  static BtrfsKey of(Struct raw, int at) throws FormatException {
    return new BtrfsKey(raw.i64(at), raw.u8(at + 8), raw.i64(at + 9));
  }

  /** Returns the smallest key of an object and a type. */
  static BtrfsKey first(long object, int type) {
    return new BtrfsKey(object, type, 0);
  }

  /** Returns the largest key of an object and a type. */
  static BtrfsKey last(long object, int type) {
    return new BtrfsKey(object, type, -1);
  }

  @Override
  public int compareTo(BtrfsKey other) {
    int order = Long.compareUnsigned(object, other.object);
    order = order != 0 ? order : Integer.compare(type, other.type);
    return order != 0 ? order : Long.compareUnsigned(offset, other.offset);
  }

  @Override
  public String toString() {
    return "(" + Long.toUnsignedString(object) + ' ' + type + ' ' + Long.toUnsignedString(offset) + ')';
  }
}
