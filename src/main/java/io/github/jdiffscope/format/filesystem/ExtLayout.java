package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Names what the blocks of an ext volume hold: files and folders, tables, bitmaps, copies of the superblock, the journal. */
final class ExtLayout {
  private static final int MOST_GROUPS = 1 << 16;

  private record Run(long end, String name) {}

  private final ExtVolume volume;
  private final TreeMap<Long, Run> runs = new TreeMap<>();

  private ExtLayout(ExtVolume volume) {
    this.volume = volume;
  }

  /** @param files where files and folders lie, by name */
  static ExtLayout of(ExtVolume volume, Map<String, Extents> files) throws IOException {
    ExtLayout layout = new ExtLayout(volume);
    for (Map.Entry<String, Extents> file : files.entrySet()) {
      layout.add(file.getValue(), "/" + file.getKey());
    }
    long journal = volume.superblock().journalInode();
    if (journal != 0) {
      layout.add(volume.blocks(volume.inode(journal)), "journal");
    }
    layout.groups();
    return layout;
  }

  private void add(Extents extents, String name) {
    for (Extent run : extents.list()) {
      if (!run.isHole()) {
        long first = run.offset() / volume.blockSize();
        add(first, (run.length() + volume.blockSize() - 1) / volume.blockSize(), name);
      }
    }
  }

  private void add(long first, long count, String name) {
    runs.put(first, new Run(first + count, name));
  }

  private void groups() throws IOException {
    ExtSuperblock superblock = volume.superblock();
    long blocks = superblock.blocks();
    long groups = Math.min(MOST_GROUPS, (blocks + superblock.blocksPerGroup() - 1) / superblock.blocksPerGroup());
    long descriptorBlocks = (groups * superblock.descriptorSize() + volume.blockSize() - 1) / volume.blockSize();
    for (long i = 0; i < groups; i++) {
      long first = superblock.firstBlock() + i * superblock.blocksPerGroup();
      if (superblock.hasCopy(i)) {
        add(first, 1, i == 0 ? "superblock" : "copy of the superblock");
        if (!superblock.hasMetaGroups()) {
          add(first + 1, descriptorBlocks, i == 0 ? "group descriptors" : "copy of the group descriptors");
        }
      }
      Struct group = volume.group(i);
      add(place(group, 0), 1, "block bitmap of group " + i);
      add(place(group, 4), 1, "inode bitmap of group " + i);
      add(place(group, 8), superblock.inodeBlocks(), "inode table of group " + i);
    }
  }

  /** Returns a block number that a group descriptor holds in two halves. */
  static long place(Struct descriptor, int at) throws FormatException {
    return descriptor.u32(at) | (descriptor.length() >= 64 ? descriptor.u32(at + 32) << 32 : 0);
  }

  /** Returns what a block holds, as {@code block 5 (journal)}, just the number if that is not known. */
  String named(long block) {
    Map.Entry<Long, Run> found = runs.floorEntry(block);
    return "block " + block + (found == null || found.getValue().end <= block ? ""
        : " (" + found.getValue().name + ")");
  }
}
