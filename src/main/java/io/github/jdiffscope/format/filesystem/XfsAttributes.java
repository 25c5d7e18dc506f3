package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Extended attributes of an inode of XFS: inside it, or in leaf blocks of its attribute fork. */
final class XfsAttributes {
  private static final int LEAF = 0xFBEE;
  private static final int CHECKED_LEAF = 0x3BEE;
  private static final int LOCAL = 1;
  private static final int INCOMPLETE = 0x80;
  private static final int VALUE_HEADER = 56;
  private static final int LARGEST_VALUE = 1 << 16;
  private static final long MOST_BLOCKS = 1 << 14;

  private final XfsVolume volume;
  private final XfsInode inode;
  private final Map<String, byte[]> values = new TreeMap<>();
  private List<XfsExtent> extents = List.of();

  XfsAttributes(XfsVolume volume, XfsInode inode) {
    this.volume = volume;
    this.inode = inode;
  }

  /** Returns the values by full name. */
  Map<String, byte[]> values() throws IOException {
    Struct fork = inode.attributeFork();
    if (fork == null) {
      return values;
    } else if (inode.hasLocalAttributes()) {
      inside(fork);
      return values;
    }
    extents = inode.attributeExtents();
    long blocks = 0;
    for (XfsExtent extent : extents) {
      volume.leftovers().use(volume.place(extent.block()), extent.count() * volume.blockSize());
      for (long i = 0; i < extent.count() && blocks < MOST_BLOCKS; i++, blocks++) {
        Struct block = Struct.big(volume.blob(), volume.place(extent.block() + i), volume.blockSize(), "attributes");
        int magic = block.u16(8);
        if (magic == LEAF && !volume.isChecked() || magic == CHECKED_LEAF && volume.isChecked()) {
          leaf(block);
        }
      }
    }
    return values;
  }

  private static String prefix(int flags) {
    return (flags & 2) != 0 ? "trusted." : (flags & 4) != 0 ? "security." : (flags & 8) != 0 ? "parent." : "user.";
  }

  private void inside(Struct fork) throws FormatException {
    int at = 4;
    for (int i = 0; i < fork.u8(2); i++) {
      int name = fork.u8(at);
      int value = fork.u8(at + 1);
      values.put(prefix(fork.u8(at + 2)) + FileNames.decode(fork.bytes(at + 3, name)),
          fork.bytes(at + 3 + name, value));
      at += 3 + name + value;
    }
  }

  private void leaf(Struct block) throws IOException {
    int header = volume.isChecked() ? 80 : 32;
    int count = block.u16(volume.isChecked() ? 56 : 12);
    for (int i = 0; i < count; i++) {
      int entry = header + 8 * i;
      int at = block.u16(entry + 4);
      int flags = block.u8(entry + 6);
      if ((flags & INCOMPLETE) != 0) {
        continue;
      }
      boolean local = (flags & LOCAL) != 0;
      int name = block.u8(at + (local ? 2 : 8));
      String text = prefix(flags) + FileNames.decode(block.bytes(at + (local ? 3 : 9), name));
      values.put(text, local ? block.bytes(at + 3 + name, block.u16(at)) : remote(block.u32(at), block.u32(at + 4)));
    }
  }

  /** Returns a value in blocks of its own, each of which has a header in version 5. */
  private byte[] remote(long first, long size) throws IOException {
    if (size > LARGEST_VALUE) {
      throw new FormatException("attribute value of " + size + " bytes is too large");
    }
    int header = volume.isChecked() ? VALUE_HEADER : 0;
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (long block = first; value.size() < size; block++) {
      int part = (int) Math.min(size - value.size(), volume.blockSize() - header);
      value.write(volume.blob().bytes(place(block) + header, part));
    }
    return value.toByteArray();
  }

  private long place(long offset) throws FormatException {
    for (XfsExtent extent : extents) {
      if (offset >= extent.offset() && offset - extent.offset() < extent.count()) {
        return volume.place(extent.block() + offset - extent.offset());
      }
    }
    throw new FormatException("block " + offset + " of the attributes is missing");
  }
}
