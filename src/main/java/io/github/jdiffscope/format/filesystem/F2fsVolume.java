package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Nodes and folders of an F2FS volume (Linux Documentation/filesystems/f2fs.rst, include/linux/f2fs_fs.h). */
final class F2fsVolume implements UnixTree.Volume {
  static final int OFFSET = 1024;
  static final int SIZE = 3072;
  static final int BLOCK = 4096;
  /** The last bytes of a node say which one it is. */
  static final int FOOTER = BLOCK - 24;
  private static final int BLOCK_LOG = 12;
  private static final int NAT_ENTRY = 9;
  private static final int NAT_ENTRIES = BLOCK / NAT_ENTRY;
  private static final int NAT_JOURNAL = 38;
  private static final long MOST_NODES = 1 << 24;
  private static final int LARGEST_FOLDER = 1 << 28;
  private static final int NAMES = 214;
  static final int NAME_ENTRY = 11;
  static final int NAME_SLOT = 8;

  private final Blob blob;
  private final Struct superblock;
  private final F2fsCheckpoint checkpoint;
  private final Leftovers leftovers;
  private final Map<Long, Long> journal = new HashMap<>();
  private long nodes;

  F2fsVolume(Blob blob, Struct superblock) throws IOException {
    this.blob = blob;
    this.superblock = superblock;
    if (superblock.u32(16) != BLOCK_LOG || superblock.u32(20) > 16) {
      throw FormatException.at(OFFSET + 16, "superblock with impossible sizes");
    }
    this.checkpoint = new F2fsCheckpoint(blob, superblock);
    this.leftovers = new Leftovers(blob, 0, BLOCK);
    leftovers.use(0, superblock.u32(92) << BLOCK_LOG);
    Struct stored = checkpoint.journal();
    for (int i = 0; i < Math.min(NAT_JOURNAL, stored.u16(0)); i++) {
      int at = 2 + (4 + NAT_ENTRY) * i;
      journal.put(stored.u32(at), stored.u32(at + 4 + 5));
    }
  }

  Blob blob() {
    return blob;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  F2fsCheckpoint checkpoint() {
    return checkpoint;
  }

  Struct superblock() {
    return superblock;
  }

  long end() throws FormatException {
    return superblock.u64(36, "block count") << BLOCK_LOG;
  }

  boolean has(int feature) throws FormatException {
    return (superblock.u32(2180) >>> feature & 1) != 0;
  }

  /** Returns where a node lies: the journal of the checkpoint is newer than the table. */
  private long place(long node) throws IOException {
    Long found = journal.get(node);
    if (found != null) {
      return found << BLOCK_LOG;
    }
    long perSegment = 1L << superblock.u32(20);
    long index = node / NAT_ENTRIES;
    long block = superblock.u32(84) + index / perSegment * perSegment * 2 + index % perSegment
        + (checkpoint.isSecond(index) ? perSegment : 0);
    if (index >= superblock.u32(60) / 2 * perSegment) {
      throw new FormatException("node " + node + " is behind the table of nodes");
    }
    Struct table = Struct.little(blob, block << BLOCK_LOG, BLOCK, "table of nodes");
    return table.u32((int) (node % NAT_ENTRIES) * NAT_ENTRY + 5) << BLOCK_LOG;
  }

  /** Returns a node; its footer has to name it and the inode it is of. */
  Struct node(long number, long inode) throws IOException {
    if (++nodes > MOST_NODES) {
      throw new LimitException("more than " + MOST_NODES + " nodes");
    }
    long place = place(number);
    if (place == 0) {
      throw new FormatException("node " + number + " is nowhere");
    }
    Struct node = Struct.little(blob, place, BLOCK, "node " + number);
    if (node.u32(FOOTER) != number || node.u32(FOOTER + 4) != inode) {
      throw FormatException.at(place, "node " + number + " of inode " + inode + " is another one");
    }
    leftovers.use(place, BLOCK);
    return node;
  }

  /** Returns where an inode's node lies. */
  long placeOf(long inode) throws IOException {
    return place(inode);
  }

  @Override
  public long root() throws IOException {
    return superblock.u32(96);
  }

  @Override
  public UnixNode node(long id) throws IOException {
    return new F2fsInode(this, id).node();
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names names) throws IOException {
    F2fsInode inode = new F2fsInode(this, folder.id());
    Struct inside = inode.inlineNames();
    if (inside != null) {
      int count = inside.length() * 8 / ((NAME_ENTRY + NAME_SLOT) * 8 + 1);
      names(inside, count, inside.length() - (NAME_ENTRY + NAME_SLOT) * count, names);
      return;
    }
    if (folder.size() > LARGEST_FOLDER) {
      throw new FormatException("folder of " + folder.size() + " bytes is too large");
    }
    F2fsFile blocks = new F2fsFile(this, inode, folder.size());
    leftovers.use(blocks.stored());
    for (var run : blocks.stored().list()) {
      for (long at = 0; !run.isHole() && at < run.length(); at += BLOCK) {
        names(Struct.little(blob, run.offset() + at, BLOCK, "block of a folder"), NAMES,
            BLOCK - (NAME_ENTRY + NAME_SLOT) * NAMES, names);
      }
    }
  }

  /** A bit for each slot, entries from {@code start} on, then their names: one takes as many slots as it needs. */
  private static void names(Struct block, int count, int start, UnixTree.Names names) throws IOException {
    for (int i = 0; i < count;) {
      if ((block.u8(i / 8) >>> i % 8 & 1) == 0) {
        i++;
        continue;
      }
      int entry = start + NAME_ENTRY * i;
      int length = block.u16(entry + 8);
      int slots = (length + NAME_SLOT - 1) / NAME_SLOT;
      if (length == 0 || i + slots > count) {
        throw new FormatException("name of impossible length " + length);
      }
      String name = FileNames.decode(block.bytes(start + NAME_ENTRY * count + NAME_SLOT * i, length));
      names.name(name, block.u32(entry + 4));
      i += slots;
    }
  }
}
