package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Inodes, folders and attributes of an EROFS image (Linux' Documentation/filesystems/erofs.rst). */
final class ErofsVolume implements UnixTree.Volume {
  static final int OFFSET = 1024;
  static final int MAGIC = 0xE0F5E1E2;
  private static final int SUPERBLOCK_SIZE = 128;
  private static final int INODE_UNIT = 32;
  private static final int ATTRIBUTES_HEADER = 12;
  private static final int LARGEST_FOLDER = 1 << 28;
  private static final int LONGEST_TARGET = 1 << 16;
  private static final String[] PREFIXES = {"", "user.", "system.posix_acl_access", "system.posix_acl_default",
      "trusted.", "lustre.", "security."};

  private final Blob blob;
  private final Struct superblock;
  private final int blockBits;

  ErofsVolume(Blob blob) throws IOException {
    this.blob = blob;
    this.superblock = Struct.little(blob, OFFSET, SUPERBLOCK_SIZE, "superblock");
    if (superblock.i32(0) != MAGIC) {
      throw FormatException.at(OFFSET, "superblock without its magic number");
    }
    this.blockBits = superblock.u8(12);
    if (blockBits < 9 || blockBits > 16) {
      throw FormatException.at(OFFSET + 12, "impossible block size 2^" + blockBits);
    }
  }

  Blob blob() {
    return blob;
  }

  Struct superblock() {
    return superblock;
  }

  int blockBits() {
    return blockBits;
  }

  int blockSize() {
    return 1 << blockBits;
  }

  @Override
  public long root() throws IOException {
    return superblock.u16(14);
  }

  /** Returns an inode by its number, which counts units of 32 bytes of the metadata area. */
  ErofsInode inode(long number) throws IOException {
    long place = (superblock.u32(40) << blockBits) + number * INODE_UNIT;
    if (number < 0 || number > blob.size() / INODE_UNIT) {
      throw new FormatException("inode " + number + " is not inside the image");
    }
    return new ErofsInode(this, number, place);
  }

  @Override
  public UnixNode node(long id) throws IOException {
    ErofsInode inode = inode(id);
    int kind = inode.mode() & UnixMode.TYPE;
    String target = null;
    TreeEntry.Contents contents = null;
    String placement = "nid " + id + ' ' + inode.form();
    List<Detail> details = new ArrayList<>();
    if (kind == UnixMode.FILE) {
      CodedBlocks blocks = inode.blocks();
      Extents stored = blocks.stored();
      contents = stored == null ? TreeEntry.unpacked(blocks::stream) : TreeEntry.at(stored);
      placement += blocks.placement();
      String holes = stored == null ? "" : stored.holeRanges();
      details.add(new Detail("", holes.isEmpty() ? "no holes" : "holes " + holes));
    } else if (kind == UnixMode.LINK) {
      if (inode.size() > LONGEST_TARGET) {
        throw new FormatException("link target of " + inode.size() + " bytes is too long");
      }
      target = FileNames.decode(bytes(inode));
    }
    Attributes.addTo(details, attributes(inode));
    boolean dated = inode.isExtended();
    return new UnixNode(id, inode.mode(), inode.links(), inode.uid(), inode.gid(), inode.size(),
        UnixMode.isDevice(inode.mode()) ? inode.word() : 0,
        Times.nanos(dated ? inode.seconds() : superblock.i64(24), dated ? inode.nanos() : superblock.u32(32)), Map.of(),
        target, details, placement, contents);
  }

  private static byte[] bytes(ErofsInode inode) throws IOException {
    try (InputStream stream = inode.blocks().stream()) {
      return stream.readNBytes((int) inode.size());
    }
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names names) throws IOException {
    if (folder.size() > LARGEST_FOLDER) {
      throw new FormatException("folder of " + folder.size() + " bytes is too large");
    }
    int folderBlock = blockSize() << superblock.u8(90);
    try (InputStream stream = inode(folder.id()).blocks().stream()) {
      for (long at = 0; at < folder.size(); at += folderBlock) {
        names(Struct.little(stream.readNBytes((int) Math.min(folderBlock, folder.size() - at)), "folder block"), names);
      }
    }
  }

  private static void names(Struct block, UnixTree.Names names) throws IOException {
    int count = block.u16(8) / 12;
    for (int i = 0; i < count; i++) {
      int start = block.u16(12 * i + 8);
      int end = i + 1 < count ? block.u16(12 * i + 20) : block.length();
      if (start > end) {
        throw new FormatException("folder entry of impossible length " + (end - start));
      }
      names.name(block.text(start, end - start), block.u64(12 * i, "inode number"));
    }
  }

  private Map<String, byte[]> attributes(ErofsInode inode) throws IOException {
    Map<String, byte[]> values = new TreeMap<>();
    int size = inode.attributesSize();
    if (size == 0) {
      return values;
    }
    Struct area = Struct.little(blob, inode.attributesAt(), size, "attributes");
    int shared = area.u8(4);
    for (int i = 0; i < shared; i++) {
      long at = (superblock.u32(44) << blockBits) + 4 * area.u32(ATTRIBUTES_HEADER + 4 * i);
      Struct head = Struct.little(blob, at, 4, "shared attribute");
      attribute(Struct.little(blob, at, 4 + head.u8(0) + head.u16(2), "shared attribute"), 0, values);
    }
    int at = ATTRIBUTES_HEADER + 4 * shared;
    while (at + 4 <= size && !area.isZero(at, 4)) {
      attribute(area, at, values);
      at += 4 + area.u8(at) + area.u16(at + 2) + 3 & ~3;
    }
    return values;
  }

  private void attribute(Struct area, int at, Map<String, byte[]> values) throws IOException {
    int length = area.u8(at);
    int index = area.u8(at + 1);
    String prefix = index < PREFIXES.length ? PREFIXES[index] : "index" + index + ".";
    values.put(prefix + FileNames.decode(area.bytes(at + 4, length)),
        area.bytes(at + 4 + length, area.u16(at + 2)));
  }
}
