package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Inodes and folders of a UBIFS volume, found through its index (Linux' fs/ubifs/ubifs-media.h). */
final class UbifsVolume implements UnixTree.Volume {
  static final int MAGIC = 0x06101831;
  private static final int INODE = 0;
  private static final int DATA = 1;
  private static final int NAME = 2;
  private static final int ATTRIBUTE = 3;
  private static final int SUPERBLOCK = 6;
  private static final int MASTER = 7;
  private static final int INDEX = 9;
  private static final int SUPERBLOCK_SIZE = 160;
  private static final int INODE_SIZE = 160;
  private static final int NAME_SIZE = 56;
  private static final int DATA_SIZE = 48;
  private static final int BLOCK = 4096;
  private static final int BRANCH = 20;

  /** A name in a folder. */
  private record Name(String text, long inode) {}

  private final Blob blob;
  private final Struct superblock;
  private final Struct master;
  private final Map<Long, Struct> inodes = new HashMap<>();
  private final Map<Long, Long> places = new HashMap<>();
  private final Map<Long, List<Name>> folders = new HashMap<>();
  private final Map<Long, List<Name>> attributes = new HashMap<>();
  private final Map<Long, TreeMap<Long, Long>> blocks = new HashMap<>();

  UbifsVolume(Blob blob) throws IOException {
    this.blob = blob;
    this.superblock = node(0, SUPERBLOCK, SUPERBLOCK_SIZE, "superblock");
    Struct newest = null;
    for (long block = 1; block <= 2; block++) {
      Struct found = newestMaster(block * blockSize());
      newest = newest == null || found != null && found.i64(8) > newest.i64(8) ? found : newest;
    }
    if (newest == null) {
      throw FormatException.at(blockSize(), "there is no master node");
    }
    this.master = newest;
  }

  Struct superblock() {
    return superblock;
  }

  Struct master() {
    return master;
  }

  long blockSize() throws FormatException {
    long size = superblock.u32(36);
    if (size < BLOCK || size > 1 << 24) {
      throw FormatException.at(36, "impossible erase block size " + size);
    }
    return size;
  }

  /** Returns the last master node of a block; a new one is written behind the old ones. */
  private Struct newestMaster(long start) throws IOException {
    long step = Math.max(8, superblock.u32(32));
    Struct newest = null;
    for (long at = start; at < start + blockSize() && at + 512 <= blob.size(); at += step) {
      Struct head = Struct.little(blob, at, 24, "master node");
      if (head.i32(0) == MAGIC && head.u8(20) == MASTER) {
        newest = node(at, MASTER, 512, "master node");
      }
    }
    return newest;
  }

  private Struct node(long at, int type, int length, String what) throws IOException {
    Struct raw = Struct.little(blob, at, length, what);
    if (raw.i32(0) != MAGIC || raw.u8(20) != type) {
      throw FormatException.at(at, what + " expected, but there is none");
    }
    return raw;
  }

  private long place(Struct branch, int at) throws FormatException {
    return branch.u32(at) * blockSize() + branch.u32(at + 4);
  }

  /** Goes through the whole index. */
  void read() throws IOException {
    Deque<Long> open = new ArrayDeque<>();
    Set<Long> seen = new HashSet<>();
    open.push(place(master, 48));
    while (!open.isEmpty()) {
      long at = open.pop();
      if (!seen.add(at)) {
        throw FormatException.at(at, "index node is part of the index twice");
      }
      Struct head = node(at, INDEX, 28, "index node");
      int count = head.u16(24);
      Struct raw = node(at, INDEX, 28 + count * BRANCH, "index node");
      for (int i = 0; i < count; i++) {
        int branch = 28 + i * BRANCH;
        if (head.u16(26) > 0) {
          open.push(place(raw, branch));
        } else {
          leaf(place(raw, branch), raw.u32(branch + 12), raw.u32(branch + 16));
        }
      }
    }
  }

  private void leaf(long at, long inode, long word) throws IOException {
    switch ((int) (word >>> 29)) {
      case INODE -> {
        inodes.put(inode, node(at, INODE, INODE_SIZE, "inode " + inode));
        places.put(inode, at);
      }
      case DATA -> blocks.computeIfAbsent(inode, key -> new TreeMap<>()).put(word & 0x1FFF_FFFF, at);
      case NAME -> folders.computeIfAbsent(inode, key -> new ArrayList<>()).add(name(at, NAME));
      case ATTRIBUTE -> attributes.computeIfAbsent(inode, key -> new ArrayList<>()).add(name(at, ATTRIBUTE));
      default -> throw FormatException.at(at, "key of unknown kind " + (word >>> 29));
    }
  }

  private Name name(long at, int type) throws IOException {
    int length = node(at, type, NAME_SIZE, "folder entry").u16(50);
    Struct raw = Struct.little(blob, at, NAME_SIZE + length, "folder entry");
    return new Name(FileNames.decode(raw.bytes(NAME_SIZE, length)), raw.i64(40));
  }

  @Override
  public long root() {
    return 1;
  }

  @Override
  public UnixNode node(long id) throws IOException {
    Struct raw = inodes.get(id);
    if (raw == null) {
      throw new FormatException("there is no inode " + id);
    }
    int mode = raw.i32(104);
    int kind = mode & UnixMode.TYPE;
    CodedBlocks contents = contents(id, kind == UnixMode.FILE ? raw.u64(48, "size") : 0);
    Extents stored = contents.stored();
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("", "flags " + Fields.bits(raw.u32(108), "COMPR", "SYNC", "IMMUTABLE", "APPEND", "DIRSYNC",
        "XATTR", "CRYPT")));
    if (raw.u16(132) != superblock.u16(84)) {
      details.add(new Detail("", "compression " + Fields.word(raw.u16(132), "none", "lzo", "zlib", "zstd")));
    }
    Attributes.addTo(details, attributes(id));
    Map<String, String> times = new LinkedHashMap<>();
    times.put("accessed", Times.nanos(raw.i64(56), raw.u32(80)));
    times.put("changed", Times.nanos(raw.i64(64), raw.u32(84)));
    return new UnixNode(id, mode, raw.u32(92), raw.u32(96), raw.u32(100), raw.i64(48),
        UnixMode.isDevice(mode) ? device(id) : 0, Times.nanos(raw.i64(72), raw.u32(88)), times,
        kind == UnixMode.LINK ? FileNames.decode(inlined(id)) : null, details, "inode " + id + contents.placement(),
        kind != UnixMode.FILE ? null : stored != null ? TreeEntry.at(stored) : TreeEntry.unpacked(contents::stream));
  }

  private long device(long id) throws IOException {
    byte[] number = inlined(id);
    return Struct.little(number, "device number").u32(0);
  }

  private Map<String, byte[]> attributes(long id) throws IOException {
    Map<String, byte[]> values = new TreeMap<>();
    for (Name name : attributes.getOrDefault(id, List.of())) {
      values.put(name.text, inlined(name.inode));
    }
    return values;
  }

  /** Returns what stands behind the inode itself: link targets, device numbers, values of attributes. */
  private byte[] inlined(long id) throws IOException {
    Struct raw = inodes.get(id);
    if (raw == null || raw.u32(112) > 1 << 16) {
      throw new FormatException("there is no readable inode " + id);
    }
    // Inodes are found by their place again, as only their fixed part is kept in memory.
    return blob.bytes(places.get(id) + INODE_SIZE, raw.i32(112));
  }

  private CodedBlocks contents(long id, long size) throws IOException {
    CodedBlocks found = new CodedBlocks(blob, size);
    for (Map.Entry<Long, Long> entry : blocks.getOrDefault(id, new TreeMap<>()).entrySet()) {
      long start = entry.getKey() * BLOCK;
      Struct raw = node(entry.getValue(), DATA, DATA_SIZE, "data node");
      long coded = raw.u32(16) - DATA_SIZE;
      long length = Math.min(raw.u32(40), size - start);
      if (coded < 0 || coded > 2 * BLOCK || raw.u32(40) > BLOCK || start < found.total()) {
        throw FormatException.at(entry.getValue(), "data node of impossible size");
      }
      if (length > 0 && coded > 0) {
        found.hole(start - found.total());
        found.add(entry.getValue() + DATA_SIZE, coded, length, decoder(raw.u16(44)));
      }
    }
    return found;
  }

  private static BlockDecoder decoder(int number) throws FormatException {
    return switch (number) {
      case 0 -> BlockDecoder.STORED;
      case 1 -> BlockDecoder.LZO;
      case 2 -> BlockDecoder.DEFLATE;
      case 3 -> BlockDecoder.ZSTD;
      default -> throw new FormatException("unknown compression " + number);
    };
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names names) throws IOException {
    for (Name name : folders.getOrDefault(folder.id(), List.of())) {
      names.name(name.text, name.inode);
    }
  }
}
