package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells what no file shows of an ext volume: free blocks, unused inodes, bytes behind the ends of files, and the other
 * blocks by number. Each is told by check sum, and only where nothing nearer to the files differs.
 */
final class ExtUnused {
  private static final int MOST_BLOCKS = 1 << 26;
  private static final int READ_AT_ONCE = 64;
  private static final int BLOCKS_UNSET = 2;
  private static final int INODES_UNSET = 1;

  private final ExtVolume volume;
  private final Blob blob;

  ExtUnused(ExtVolume volume, Blob blob) {
    this.volume = volume;
    this.blob = blob;
  }

  /** @param files where their contents lie, by name; {@code folders} likewise */
  void tell(Map<String, Extents> files, Map<String, Extents> folders, Sections sections) {
    sections.add(Section.text("journal", () -> ExtJournal.text(volume)).atLevel(2));
    sections.add(Section.text("slack of files", () -> tails(files)).atLevel(2));
    sections.add(Section.text("unused inodes", () -> inodes(false)).atLevel(2));
    sections.add(Section.text("inodes in use", () -> inodes(true)).atLevel(2));
    sections.add(Section.text("free space", () -> blocks(true, Map.of())).atLevel(2));
    sections.add(Section.text("blocks in use", () -> {
      Map<String, Extents> all = new TreeMap<>(files);
      all.putAll(folders);
      return blocks(false, all);
    }).atLevel(3));
  }

  private String blocks(boolean free, Map<String, Extents> named) throws IOException {
    BitSet isFree = freeBlocks();
    ExtLayout layout = ExtLayout.of(volume, named);
    StringBuilder text = new StringBuilder();
    int size = volume.blockSize();
    int count = (int) Math.min(MOST_BLOCKS, blob.size() / size);
    for (int first = 0; first < count; first += READ_AT_ONCE) {
      int end = Math.min(count, first + READ_AT_ONCE);
      byte[] chunk = blob.bytes((long) first * size, (end - first) * size);
      boolean empty = Slack.isZero(chunk);
      for (int i = first; i < end && !empty; i++) {
        byte[] bytes = Arrays.copyOfRange(chunk, (i - first) * size, (i - first + 1) * size);
        if (isFree.get(i) == free && !Slack.isZero(bytes)) {
          text.append(layout.named(i)).append(": ").append(Slack.sum(bytes)).append('\n');
        }
      }
    }
    return text.toString();
  }

  /** Returns the blocks that are free by the bitmaps; a bitmap that was never written says nothing. */
  private BitSet freeBlocks() throws IOException {
    ExtSuperblock superblock = volume.superblock();
    BitSet free = new BitSet();
    int cluster = superblock.clusterRatio();
    long count = Math.min(MOST_BLOCKS, superblock.blocks());
    for (long group = 0; group * superblock.blocksPerGroup() < count; group++) {
      Struct descriptor = volume.group(group);
      if ((descriptor.u16(18) & BLOCKS_UNSET) != 0) {
        continue;
      }
      long first = superblock.firstBlock() + group * superblock.blocksPerGroup();
      byte[] bits = volume.block(ExtLayout.place(descriptor, 0), "block bitmap").all();
      long clusters = Math.min(superblock.blocksPerGroup(), count - first) / cluster;
      for (int i = 0; i < Math.min(clusters, 8L * bits.length); i++) {
        if ((bits[i / 8] >>> i % 8 & 1) == 0) {
          free.set((int) (first + (long) i * cluster), (int) (first + (i + 1L) * cluster));
        }
      }
    }
    return free;
  }

  private String inodes(boolean inUse) throws IOException {
    ExtSuperblock superblock = volume.superblock();
    StringBuilder text = new StringBuilder();
    int size = superblock.inodeSize();
    for (long group = 0; group * superblock.inodesPerGroup() < superblock.inodes(); group++) {
      Struct descriptor = volume.group(group);
      byte[] bits = (descriptor.u16(18) & INODES_UNSET) != 0 ? new byte[0]
          : volume.block(ExtLayout.place(descriptor, 4), "inode bitmap").all();
      long table = ExtLayout.place(descriptor, 8) * volume.blockSize();
      for (int i = 0; i < superblock.inodesPerGroup(); i++) {
        boolean used = i / 8 < bits.length && (bits[i / 8] >>> i % 8 & 1) != 0;
        long at = table + (long) i * size;
        if (used == inUse && at >= 0 && at + size <= blob.size()) {
          byte[] bytes = blob.bytes(at, size);
          if (!Slack.isZero(bytes)) {
            text.append("inode ").append(group * superblock.inodesPerGroup() + i + 1).append(": ").append(Slack.sum(bytes))
                .append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  private String tails(Map<String, Extents> files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Extents> file : files.entrySet()) {
      text.append(Slack.tail(blob, file.getKey(), file.getValue(), volume.blockSize()));
    }
    return text.toString();
  }
}
