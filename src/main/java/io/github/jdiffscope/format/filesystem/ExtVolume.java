package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** Finds inodes and their blocks on a volume of ext2, ext3 or ext4. */
final class ExtVolume {
  private static final int EXTENT_MAGIC = 0xF30A;
  private static final int DEEPEST_EXTENTS = 5;
  private static final int LONGEST_WRITTEN = 32768;
  private static final int DIRECT_BLOCKS = 12;

  private final Blob blob;
  private final ExtSuperblock superblock;
  private final int blockSize;

  ExtVolume(Blob blob) throws IOException {
    this.blob = blob;
    this.superblock = new ExtSuperblock(blob);
    this.blockSize = superblock.blockSize();
  }

  ExtSuperblock superblock() {
    return superblock;
  }

  int blockSize() {
    return blockSize;
  }

  Struct block(long number, String what) throws IOException {
    return Struct.little(blob, offset(number), blockSize, what);
  }

  private long offset(long block) throws FormatException {
    if (block < 0 || block > blob.size() / blockSize) {
      throw new FormatException("block " + block + " is not inside the volume of " + blob.size() / blockSize
          + " blocks");
    }
    return block * blockSize;
  }

  /** Returns a group descriptor. */
  Struct group(long group) throws IOException {
    int size = superblock.descriptorSize();
    int perBlock = blockSize / size;
    long meta = group / perBlock;
    // With clusters the first block is 0 even where the superblock lies in block 1.
    long block = ExtSuperblock.OFFSET / blockSize + 1 + meta;
    if (superblock.hasMetaGroups() && meta >= superblock.firstMetaGroup()) {
      long first = meta * perBlock;
      block = superblock.firstBlock() + first * superblock.blocksPerGroup() + (superblock.hasCopy(first) ? 1 : 0);
    }
    return Struct.little(blob, offset(block) + group % perBlock * size, size, "descriptor of group " + group);
  }

  ExtInode inode(long number) throws IOException {
    if (number < 1 || number > superblock.inodes()) {
      throw new FormatException("inode " + number + " is not one of " + superblock.inodes());
    }
    Struct group = group((number - 1) / superblock.inodesPerGroup());
    long table = group.u32(8) | (group.length() >= 64 ? group.u32(40) << 32 : 0);
    long index = (number - 1) % superblock.inodesPerGroup();
    return new ExtInode(Struct.little(blob, offset(table) + index * superblock.inodeSize(), superblock.inodeSize(),
        "inode " + number), number);
  }

  /** Returns where the blocks of a file lie, cut to its size. */
  Extents blocks(ExtInode inode) throws IOException {
    Extents found = new Extents(blob);
    long blocks = inode.size() / blockSize + (inode.size() % blockSize == 0 ? 0 : 1);
    Struct area = inode.raw().part(ExtInode.BLOCK_AREA, ExtInode.BLOCK_AREA_SIZE, "block map of inode "
        + inode.number());
    if (inode.hasExtents()) {
      extents(area, DEEPEST_EXTENTS, blocks, found, new long[] {blob.size() / blockSize + 1});
    } else {
      blockMap(area, blocks, found);
    }
    return found.end(inode.size());
  }

  private void extents(Struct node, int depthLeft, long blocks, Extents found, long[] nodesLeft) throws IOException {
    if (node.u16(0) != EXTENT_MAGIC) {
      throw new FormatException("extent header without its magic number");
    }
    int entries = node.u16(2);
    int depth = node.u16(6);
    if (depth > depthLeft || nodesLeft[0]-- <= 0) {
      throw new FormatException("extent tree is too deep");
    }
    for (int i = 0; i < entries; i++) {
      int at = 12 + 12 * i;
      if (depth > 0) {
        Struct below = block(node.u32(at + 4) | (long) node.u16(at + 8) << 32, "extent block");
        extents(below, depth - 1, blocks, found, nodesLeft);
      } else {
        leaf(node, at, blocks, found);
      }
    }
  }

  private void leaf(Struct node, int at, long blocks, Extents found) throws IOException {
    long logical = node.u32(at);
    long start = found.size() / blockSize;
    if (logical < start) {
      throw new FormatException("extents overlap at block " + logical);
    }
    int length = node.u16(at + 4);
    boolean unwritten = length > LONGEST_WRITTEN;
    long count = Math.min(unwritten ? length - LONGEST_WRITTEN : length, blocks - logical);
    if (count <= 0) {
      return;
    }
    found.addHole((logical - start) * blockSize);
    if (unwritten) {
      found.addHole(count * blockSize);
    } else {
      long physical = node.u32(at + 8) | (long) node.u16(at + 6) << 32;
      found.add(offset(physical), count * blockSize);
    }
  }

  private void blockMap(Struct area, long blocks, Extents found) throws IOException {
    long[] left = {blocks};
    for (int i = 0; i < DIRECT_BLOCKS && left[0] > 0; i++) {
      data(area.u32(4 * i), 0, left, found);
    }
    for (int level = 1; level <= 3 && left[0] > 0; level++) {
      data(area.u32(4 * (DIRECT_BLOCKS + level - 1)), level, left, found);
    }
  }

  private void data(long block, int level, long[] left, Extents found) throws IOException {
    long spanned = 1;
    for (int i = 0; i < level; i++) {
      spanned *= blockSize / 4;
    }
    if (level == 0 || block == 0) {
      long count = Math.min(spanned, left[0]);
      left[0] -= count;
      if (block == 0) {
        found.addHole(count * blockSize);
      } else {
        found.add(offset(block), blockSize);
      }
      return;
    }
    Struct table = block(block, "indirect block");
    for (int i = 0; i < blockSize / 4 && left[0] > 0; i++) {
      data(table.u32(4 * i), level - 1, left, found);
    }
  }
}
