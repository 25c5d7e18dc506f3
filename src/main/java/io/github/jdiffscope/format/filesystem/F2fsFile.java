package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a file of F2FS: addresses in the inode, then in nodes up to three levels away. */
final class F2fsFile {
  private static final int IN_NODE = 1018;
  private static final int NODES = 4052;
  private static final long SET_ASIDE = 0xFFFF_FFFFL;
  private static final long CLUSTER = 0xFFFF_FFFEL;
  private static final int CLUSTER_HEADER = 24;
  private static final BlockDecoder[] DECODERS = {BlockDecoder.LZO, BlockDecoder.LZ4, BlockDecoder.ZSTD};

  private final F2fsVolume volume;
  private final F2fsInode inode;
  private final long size;
  private final CodedBlocks blocks;
  private final int cluster;
  private final List<Long> pending = new ArrayList<>();
  private final StringBuilder holes = new StringBuilder();
  private final StringBuilder runs = new StringBuilder();
  private long position;
  private long holeStart = -1;
  private long next = -1;

  F2fsFile(F2fsVolume volume, F2fsInode inode, long size) throws IOException {
    this.volume = volume;
    this.inode = inode;
    this.size = size;
    this.blocks = new CodedBlocks(volume.blob(), size);
    this.cluster = inode.isCompressed() ? 1 << inode.raw().u8(393) : 1;
    if (inode.isCompressed() && (inode.raw().u8(393) < 2 || inode.raw().u8(393) > 8)) {
      throw new FormatException("compressed in clusters of " + cluster + " blocks");
    }
    addresses(inode.raw(), inode.firstAddress(), inode.addressCount() / cluster * cluster);
    int[] depths = {0, 0, 1, 1, 2};
    for (int i = 0; i < depths.length && position < size; i++) {
      node(inode.raw().u32(NODES + 4 * i), depths[i]);
    }
    skip(Math.max(0, size - position));
    endHole();
  }

  private void addresses(Struct raw, int at, int count) throws IOException {
    for (int i = 0; i < count && position < size; i++) {
      block(raw.u32(at + 4 * i));
    }
  }

  /** Follows a node to those below it; a number of 0 is a hole as large as they would be. */
  private void node(long number, int depth) throws IOException {
    int inLeaf = IN_NODE / cluster * cluster;
    if (number == 0) {
      skip(F2fsVolume.BLOCK * (long) inLeaf * (depth == 0 ? 1 : depth == 1 ? IN_NODE : IN_NODE * IN_NODE));
      return;
    }
    Struct raw = volume.node(number, inode.number());
    if (depth == 0) {
      addresses(raw, 0, inLeaf);
      return;
    }
    for (int i = 0; i < IN_NODE && position < size; i++) {
      node(raw.u32(4 * i), depth - 1);
    }
  }

  private void skip(long length) throws IOException {
    long shown = Math.min(length, Math.max(0, size - position));
    if (shown > 0) {
      holeStart = holeStart < 0 ? position : holeStart;
      blocks.hole(shown);
    }
    position += length;
  }

  private void endHole() {
    if (holeStart >= 0) {
      holes.append(holes.isEmpty() ? "" : ", ").append(holeStart).append('-').append(Math.min(size, position) - 1);
      holeStart = -1;
    }
  }

  private void block(long address) throws IOException {
    if (cluster > 1 && (address == CLUSTER || !pending.isEmpty())) {
      pending.add(address);
      if (pending.size() == cluster) {
        cluster();
      }
    } else if (address == 0 || address == SET_ASIDE) {
      skip(F2fsVolume.BLOCK);
    } else {
      endHole();
      place(address, "");
      blocks.run(address * F2fsVolume.BLOCK, Math.min(F2fsVolume.BLOCK, size - position));
      position += F2fsVolume.BLOCK;
    }
  }

  private void place(long address, String word) {
    if (address != next) {
      runs.append(' ').append(address).append(word);
    }
    next = address + 1;
    volume.leftovers().use(address * F2fsVolume.BLOCK, F2fsVolume.BLOCK);
  }

  /** Adds a cluster: a mark, then blocks that hold a header and the compressed bytes. */
  private void cluster() throws IOException {
    endHole();
    int count = 0;
    for (int i = 1; i < cluster; i++) {
      long address = pending.get(i);
      if (address == 0 || address == SET_ASIDE) {
        break;
      } else if (address != pending.get(1) + i - 1) {
        throw new FormatException("compressed cluster at byte " + position + " lies in pieces");
      }
      place(address, " compressed");
      count++;
    }
    long start = count == 0 ? 0 : pending.get(1) * F2fsVolume.BLOCK;
    pending.clear();
    int algorithm = inode.raw().u8(392);
    if (count == 0 || algorithm >= DECODERS.length) {
      throw new FormatException(count == 0 ? "compressed cluster without a block" : "compression " + algorithm
          + " is not read");
    }
    Struct head = Struct.little(volume.blob(), start, CLUSTER_HEADER, "header of a cluster");
    long coded = head.u32(0);
    if (coded > (long) count * F2fsVolume.BLOCK - CLUSTER_HEADER) {
      throw FormatException.at(start, "compressed cluster of " + coded + " bytes in " + count + " blocks");
    }
    blocks.add(start + CLUSTER_HEADER, coded, Math.min((long) cluster * F2fsVolume.BLOCK, size - position),
        DECODERS[algorithm]);
    position += (long) cluster * F2fsVolume.BLOCK;
  }

  /** Returns the runs of what is not compressed. */
  Extents stored() throws IOException {
    Extents stored = blocks.stored();
    if (stored == null) {
      throw new FormatException("is compressed");
    }
    return stored;
  }

  TreeEntry.Contents contents() throws IOException {
    Extents stored = blocks.stored();
    if (stored == null) {
      return TreeEntry.unpacked(blocks::stream);
    }
    volume.leftovers().file("inode " + inode.number(), stored);
    return stored.size() == 0 ? TreeEntry.empty() : TreeEntry.at(stored);
  }

  /** Returns the first bytes, as many as there are. */
  byte[] head(int most) throws IOException {
    try (InputStream stream = blocks.stream()) {
      return stream.readNBytes((int) Math.min(most, size));
    }
  }

  String holes() {
    return holes.isEmpty() ? "no holes" : "holes " + holes;
  }

  String placement() {
    return runs.toString();
  }
}
