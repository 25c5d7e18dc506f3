package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;

/** A block of a tree of btrfs: a leaf with items, or a node with pointers; its keys ascend. */
final class BtrfsBlock {
  private static final int HEADER = 101;
  private static final int ITEM = BtrfsKey.SIZE + 8;
  private static final int POINTER = BtrfsKey.SIZE + 16;
  private static final int DEEPEST = 7;

  private final Struct raw;
  private final long place;
  private final int level;
  private final int count;

  /** @param place where it lies on the device */
  BtrfsBlock(Struct raw, long logical, long place) throws FormatException {
    this.raw = raw;
    this.place = place;
    this.level = raw.u8(100);
    long items = raw.u32(96);
    if (raw.i64(48) != logical || level > DEEPEST
        || items > (raw.length() - HEADER) / (level == 0 ? ITEM : POINTER)) {
      throw FormatException.at(place, "tree block " + Long.toUnsignedString(logical) + " is damaged");
    }
    this.count = (int) items;
    for (int i = 1; i < count; i++) {
      if (key(i - 1).compareTo(key(i)) >= 0) {
        throw FormatException.at(place, "keys of tree block " + logical + " do not ascend");
      }
    }
  }

  int level() {
    return level;
  }

  int count() {
    return count;
  }

  BtrfsKey key(int index) throws FormatException {
    return BtrfsKey.of(raw, at(index));
  }

  private int at(int index) {
    return HEADER + (level == 0 ? ITEM : POINTER) * index;
  }

  /** Returns the address of a child of a node. */
  long child(int index) throws FormatException {
    return raw.i64(at(index) + BtrfsKey.SIZE);
  }

  /** Returns an item of a leaf. */
  BtrfsItem item(int index) throws FormatException {
    long start = HEADER + raw.u32(at(index) + BtrfsKey.SIZE);
    long size = raw.u32(at(index) + BtrfsKey.SIZE + 4);
    if (start + size > raw.length()) {
      throw FormatException.at(place, "item " + key(index) + " is not inside its tree block");
    }
    return new BtrfsItem(key(index), raw.part((int) start, (int) size, "item " + key(index)), place + start);
  }

  /** Returns the index of the first item that is not before a key; of a node, of the child that would have it. */
  int find(BtrfsKey key) throws FormatException {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = low + high >>> 1;
      if (key(middle).compareTo(key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean between = level > 0 && low > 0 && (low == count || key(low).compareTo(key) > 0);
    return between ? low - 1 : low;
  }
}
