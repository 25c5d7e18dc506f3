package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Subvolumes, folders and inodes of one device of a btrfs volume (btrfs documentation, "On-disk format"). */
final class BtrfsVolume implements UnixTree.Volume {
  static final int OFFSET = 65536;
  static final int SIZE = 4096;
  private static final long[] SUPERBLOCKS = {OFFSET, 64L << 20, 256L << 30};
  private static final int CHUNK_ARRAY = 811;
  private static final int LONGEST_ARRAY = 2048;
  /** An id is a number of a tree, from 1 on, above so many bits of an inode's number; tree 0 has empty folders. */
  private static final int INODE_BITS = 44;
  private static final long LARGEST_TREE = 1 << 63 - INODE_BITS;

  private final Blob blob;
  private final Struct superblock;
  private final BtrfsChunks chunks;
  private final Leftovers leftovers;
  private final BtrfsTrees trees;
  private final BtrfsSubvolumes subvolumes;
  private final List<Long> entered = new ArrayList<>();
  private final Map<Long, Integer> places = new TreeMap<>();

  BtrfsVolume(Blob blob, Struct superblock) throws FormatException {
    this.blob = blob;
    this.superblock = superblock;
    long sector = superblock.u32(144);
    long node = superblock.u32(148);
    if (Long.bitCount(sector) != 1 || sector < 512 || sector > 65536 || Long.bitCount(node) != 1 || node < sector
        || node > 65536) {
      throw FormatException.at(OFFSET + 144, "superblock with impossible sizes");
    }
    this.chunks = new BtrfsChunks(superblock.i64(201));
    this.leftovers = new Leftovers(blob, 0, (int) sector);
    this.trees = new BtrfsTrees(blob, chunks, (int) node, superblock.u16(196), leftovers);
    this.subvolumes = new BtrfsSubvolumes(trees);
  }

  Blob blob() {
    return blob;
  }

  BtrfsChunks chunks() {
    return chunks;
  }

  BtrfsTrees trees() {
    return trees;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  BtrfsSubvolumes subvolumes() {
    return subvolumes;
  }

  long end() throws FormatException {
    return superblock.u64(209, "size of the device");
  }

  int sectorSize() throws FormatException {
    return (int) superblock.u32(144);
  }

  /** Reads where trees lie: the first chunks stand in the superblock, the others in the tree that these hold. */
  void open() throws IOException {
    int end = (int) Math.min(superblock.u32(160), LONGEST_ARRAY);
    for (int at = 0; at < end;) {
      BtrfsKey key = BtrfsKey.of(superblock, CHUNK_ARRAY + at);
      at += BtrfsKey.SIZE;
      at += chunks.read(key.offset(), superblock, CHUNK_ARRAY + at);
    }
    BtrfsTrees.Root chunkRoot = new BtrfsTrees.Root(superblock.i64(88), superblock.u8(199));
    trees.scan(chunkRoot, BtrfsKey.first(0, 0), BtrfsKey.last(-1, BtrfsKey.LAST_TYPE), item -> {
      if (item.key().type() == BtrfsKey.CHUNK) {
        chunks.read(item.key().offset(), item.data(), 0);
      }
    });
    subvolumes.read(new BtrfsTrees.Root(superblock.i64(80), superblock.u8(198)));
    Set<Long> noted = new HashSet<>();
    trees.note(chunkRoot, noted);
    for (BtrfsTrees.Root root : subvolumes.roots()) {
      trees.note(root, noted);
    }
    for (long place : SUPERBLOCKS) {
      leftovers.use(place, SIZE);
    }
  }

  /** Adds how each kind of data is kept, then where. */
  void tellChunks(Sections sections) {
    Set<String> profiles = new TreeSet<>();
    StringBuilder text = new StringBuilder();
    for (BtrfsChunks.Chunk chunk : chunks.all()) {
      profiles.add(chunk.profile());
      text.append(chunk.logical()).append('+').append(chunk.length()).append(' ').append(chunk.profile()).append(':');
      for (BtrfsChunks.Stripe stripe : chunk.stripes()) {
        text.append(" device ").append(stripe.device()).append(" at ").append(stripe.offset());
      }
      text.append('\n');
    }
    sections.add(Section.text("profiles", String.join("\n", profiles) + "\n"));
    sections.add(Section.text("chunks", text.toString()).atLevel(1));
  }

  private long id(long tree, long inode) throws FormatException {
    if (inode < 0 || inode >>> INODE_BITS != 0) {
      throw new FormatException("inode " + Long.toUnsignedString(inode) + " of tree " + tree + " is impossible");
    }
    Integer place = places.get(tree);
    if (place == null) {
      entered.add(tree);
      place = entered.size();
      places.put(tree, place);
      if (place >= LARGEST_TREE) {
        throw new FormatException("more than " + LARGEST_TREE + " subvolumes");
      }
    }
    return (long) place << INODE_BITS | inode;
  }

  private BtrfsSubvolumes.Subvolume tree(long id) throws FormatException {
    return subvolumes.get(entered.get((int) (id >>> INODE_BITS) - 1));
  }

  private static long inode(long id) {
    return id & (1L << INODE_BITS) - 1;
  }

  @Override
  public long root() throws IOException {
    return id(BtrfsSubvolumes.TOP, subvolumes.get(BtrfsSubvolumes.TOP).folder());
  }

  @Override
  public UnixNode node(long id) throws IOException {
    if (id >>> INODE_BITS == 0) {
      return new UnixNode(id, UnixMode.DIRECTORY | 0755, 1, 0, 0, 0, 0, "-", Map.of(), null,
          List.of(new Detail("", "stands for a subvolume that is elsewhere")), null, null);
    }
    BtrfsSubvolumes.Subvolume tree = tree(id);
    boolean top = inode(id) == tree.folder() && tree.id() != BtrfsSubvolumes.TOP;
    return new BtrfsInode(this, tree.root(), inode(id)).node(id,
        top ? List.of(new Detail("", "subvolume")) : List.of());
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names names) throws IOException {
    if (folder.id() >>> INODE_BITS == 0) {
      return;
    }
    long number = inode(folder.id());
    BtrfsSubvolumes.Subvolume tree = tree(folder.id());
    trees.scan(tree.root(), BtrfsKey.first(number, BtrfsKey.NAME), BtrfsKey.last(number, BtrfsKey.NAME), item ->
        BtrfsInode.names(item.data(), (name, raw, at) -> names.name(name, target(BtrfsKey.of(raw, at), tree.id()))));
  }

  private long target(BtrfsKey key, long tree) throws FormatException {
    if (key.type() != BtrfsKey.ROOT) {
      return id(tree, key.object());
    } else if (!subvolumes.isNamedIn(key.object(), tree)) {
      return inode(key.object());
    }
    return id(key.object(), subvolumes.get(key.object()).folder());
  }
}
