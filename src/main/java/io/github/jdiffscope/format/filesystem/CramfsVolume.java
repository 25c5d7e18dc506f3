package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** Inodes, folders and file blocks of a cramfs image, in either byte order (Linux' fs/cramfs/README). */
final class CramfsVolume implements UnixTree.Volume {
  static final int MAGIC = 0x28CD3D45;
  private static final int BLOCK = 4096;
  private static final int INODE_SIZE = 12;
  private static final int ROOT = 64;
  private static final int EXTENDED_POINTERS = 0x800;
  private static final int STORED = 1 << 31;
  private static final int DIRECT = 1 << 30;

  private final Blob blob;
  private final long start;
  private final ByteOrder order;
  private final Struct superblock;

  CramfsVolume(Blob blob, long start) throws IOException {
    this.blob = blob;
    this.start = start;
    Struct little = Struct.little(blob, start, ROOT + INODE_SIZE, "superblock");
    this.order = little.i32(0) == MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.superblock = new Struct(little.all(), order, "superblock");
    if (superblock.i32(0) != MAGIC) {
      throw FormatException.at(start, "superblock without its magic number");
    }
  }

  Struct superblock() {
    return superblock;
  }

  ByteOrder order() {
    return order;
  }

  @Override
  public long root() {
    return start + ROOT;
  }

  /** Returns a bit field of a word: fields fill it from the low end on little-endian machines, else from the high end. */
  private int bits(int word, int from, int count) {
    int shift = order == ByteOrder.LITTLE_ENDIAN ? from : 32 - from - count;
    return word >>> shift & (int) ((1L << count) - 1);
  }

  @Override
  public UnixNode node(long id) throws IOException {
    Struct raw = Struct.read(blob, id, INODE_SIZE, order, "inode");
    int mode = bits(raw.i32(0), 0, 16);
    int size = bits(raw.i32(4), 0, 24);
    long place = bits(raw.i32(8), 6, 26) * 4L;
    boolean device = UnixMode.isDevice(mode);
    TreeEntry.Contents contents = null;
    String target = null;
    List<Detail> details = List.of();
    if ((mode & UnixMode.TYPE) == UnixMode.FILE) {
      contents = size == 0 ? TreeEntry.empty() : contents(blocks(place, size));
    } else if ((mode & UnixMode.TYPE) == UnixMode.LINK) {
      try (InputStream stream = blocks(place, size).stream()) {
        byte[] bytes = stream.readNBytes(Math.min(size, BLOCK));
        target = Struct.little(bytes, "link target").text(0, bytes.length);
      }
    }
    // Device numbers are 16 bits: the major one in the high byte.
    long number = device ? (size & 0xFF00L) | size & 0xFF : 0;
    return new UnixNode(id, mode, UnixNode.UNKNOWN, bits(raw.i32(0), 16, 16), bits(raw.i32(4), 24, 8), size, number,
        "", Map.of(), target, details, "at " + place, contents);
  }

  private static TreeEntry.Contents contents(CodedBlocks blocks) throws IOException {
    Extents stored = blocks.stored();
    return stored == null ? TreeEntry.unpacked(blocks::stream) : TreeEntry.at(stored);
  }

  private CodedBlocks blocks(long place, int size) throws IOException {
    int count = (size + BLOCK - 1) / BLOCK;
    Struct pointers = Struct.read(blob, start + place, 4 * count, order, "block pointers");
    boolean extended = (superblock.i32(8) & EXTENDED_POINTERS) != 0;
    CodedBlocks blocks = new CodedBlocks(blob, size);
    long at = start + place + 4L * count;
    for (int i = 0; i < count; i++) {
      int pointer = pointers.i32(4 * i);
      int decoded = Math.min(BLOCK, size - i * BLOCK);
      long from = at;
      long length;
      if (extended && (pointer & DIRECT) != 0) {
        from = start + (pointer & 0x3FFF_FFFFL) * 4;
        length = (pointer & STORED) != 0 ? decoded : Struct.read(blob, from, 2, order, "block length").u16(0);
        from += (pointer & STORED) != 0 ? 0 : 2;
        at = from + length;
      } else {
        at = start + (pointer & (extended ? 0x3FFF_FFFFL : 0xFFFF_FFFFL));
        length = at - from;
      }
      if (length < 0 || length > 2 * BLOCK) {
        throw FormatException.at(start + place + 4L * i, "block " + i + " of impossible length " + length);
      }
      blocks.add(from, (int) length, decoded, extended && (pointer & STORED) != 0 ? BlockDecoder.STORED
          : BlockDecoder.ZLIB);
    }
    return blocks;
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names names) throws IOException {
    Struct raw = Struct.read(blob, folder.id(), INODE_SIZE, order, "inode");
    long at = start + bits(raw.i32(8), 6, 26) * 4L;
    long end = at + folder.size();
    while (at + INODE_SIZE <= end) {
      int length = 4 * bits(Struct.read(blob, at, INODE_SIZE, order, "folder entry").i32(8), 0, 6);
      if (length == 0) {
        throw FormatException.at(at, "folder entry without a name");
      }
      names.name(Struct.read(blob, at + INODE_SIZE, length, order, "name").text(0, length), at);
      at += INODE_SIZE + length;
    }
  }
}
