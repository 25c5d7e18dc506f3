package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Extended attributes of an inode: those inside it and those in its attribute block (ext4/attributes.rst). */
final class ExtAttributes {
  private static final int MAGIC = 0xEA02_0000;
  private static final int ENTRY_SIZE = 16;
  private static final int LARGEST_VALUE = 1 << 16;
  private static final String[] PREFIXES = {"", "user.", "system.posix_acl_access", "system.posix_acl_default",
      "trusted.", "lustre.", "security.", "system.", "system.richacl", "encryption."};

  private final ExtVolume volume;
  private final Map<String, byte[]> values = new TreeMap<>();

  private ExtAttributes(ExtVolume volume) {
    this.volume = volume;
  }

  /** Returns the values by full name. */
  static Map<String, byte[]> of(ExtVolume volume, ExtInode inode) throws IOException {
    ExtAttributes all = new ExtAttributes(volume);
    int at = inode.attributesAt();
    Struct raw = inode.raw();
    if (at + 4 <= raw.length() && raw.i32(at) == MAGIC) {
      all.entries(raw.part(at + 4, raw.length() - at - 4, "attributes of inode " + inode.number()), 0);
    }
    if (inode.attributeBlock() != 0) {
      Struct block = volume.block(inode.attributeBlock(), "attribute block");
      if (block.i32(0) != MAGIC) {
        throw new FormatException("attribute block " + inode.attributeBlock() + " without its magic number");
      }
      all.entries(block, 32);
    }
    return all.values;
  }

  private void entries(Struct area, int start) throws IOException {
    int at = start;
    while (at + ENTRY_SIZE <= area.length() && area.i32(at) != 0) {
      int nameLength = area.u8(at);
      int prefix = area.u8(at + 1);
      String name = (prefix < PREFIXES.length ? PREFIXES[prefix] : "index" + prefix + ".")
          + FileNames.decode(area.bytes(at + ENTRY_SIZE, nameLength));
      values.put(name, value(area, at));
      at += ENTRY_SIZE + (nameLength + 3 & ~3);
    }
  }

  private byte[] value(Struct area, int at) throws IOException {
    long size = area.u32(at + 8);
    if (size > LARGEST_VALUE) {
      throw new FormatException("attribute value of " + size + " bytes is too large");
    }
    long holder = area.u32(at + 4);
    if (holder != 0) {
      return volume.blocks(volume.inode(holder)).bytes(0, (int) size);
    }
    return area.bytes(area.u16(at + 2), (int) size);
  }
}
