package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Inodes and folders of an XFS volume ("XFS Algorithms & Data Structures", xfsprogs' xfs_filesystem_structure). */
final class XfsVolume implements UnixTree.Volume {
  static final int SUPERBLOCK = 264;
  private static final int LARGEST_FOLDER = 1 << 28;
  private static final int LONGEST_TARGET = 1 << 12;
  /** The data of a folder ends at this offset of its file; its hash index follows (XFS_DIR2_LEAF_OFFSET). */
  private static final long FOLDER_DATA = 1L << 35;
  private static final int LINK_HEADER = 56;

  private final Blob blob;
  private final Struct superblock;
  private final int blockLog;
  private final int inodeLog;
  private final int groupLog;
  private final int perBlockLog;
  private final Leftovers leftovers;

  XfsVolume(Blob blob) throws IOException {
    this.blob = blob;
    this.superblock = Struct.big(blob, 0, SUPERBLOCK, "superblock");
    this.blockLog = superblock.u8(120);
    this.inodeLog = superblock.u8(122);
    this.perBlockLog = superblock.u8(123);
    this.groupLog = superblock.u8(124);
    if (blockLog < 9 || blockLog > 16 || inodeLog < 8 || inodeLog > 11 || inodeLog > blockLog || groupLog > 31
        || perBlockLog != blockLog - inodeLog || superblock.u8(192) > 16 - blockLog) {
      throw FormatException.at(120, "superblock with impossible sizes");
    }
    this.leftovers = new Leftovers(blob, 0, 1 << blockLog);
  }

  Blob blob() {
    return blob;
  }

  int blockSize() {
    return 1 << blockLog;
  }

  int inodeSize() {
    return 1 << inodeLog;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  /** Returns whether blocks have checksums and headers that say what they are (version 5). */
  boolean isChecked() throws FormatException {
    return (superblock.u16(100) & 15) == 5;
  }

  private boolean hasTypes() throws FormatException {
    return isChecked() ? (superblock.u32(216) & 1) != 0 : (superblock.u32(200) & 0x200) != 0;
  }

  long end() throws FormatException {
    long blocks = superblock.u64(8, "block count");
    return blocks > Long.MAX_VALUE >> 16 ? Long.MAX_VALUE : blocks << blockLog;
  }

  /** Returns where a block lies: the number of its group, and its number in the group, in one number. */
  long place(long block) throws FormatException {
    long within = block & (1L << groupLog) - 1;
    long group = block >>> groupLog;
    if (group > superblock.u32(88) || within >= superblock.u32(84)) {
      throw new FormatException("block " + block + " is not inside the volume");
    }
    return group * superblock.u32(84) + within << blockLog;
  }

  @Override
  public long root() throws IOException {
    return superblock.i64(56);
  }

  XfsInode inode(long number) throws IOException {
    long place = place(number >>> perBlockLog) + ((number & (1L << perBlockLog) - 1) << inodeLog);
    return new XfsInode(this, Struct.big(blob, place, inodeSize(), "inode " + number), number);
  }

  @Override
  public UnixNode node(long id) throws IOException {
    XfsInode inode = inode(id);
    int kind = inode.mode() & UnixMode.TYPE;
    String target = null;
    TreeEntry.Contents contents = null;
    List<Detail> details = new ArrayList<>();
    if (kind == UnixMode.FILE) {
      if (inode.isRealtime()) {
        details.add(new Detail("", "contents lie on the realtime device"));
      } else {
        Extents file = inode.contents();
        leftovers.file("inode " + id, file);
        contents = file.size() == 0 ? TreeEntry.empty() : TreeEntry.at(file);
        String holes = file.holeRanges();
        details.add(new Detail("", holes.isEmpty() ? "no holes" : "holes " + holes));
      }
    } else if (kind == UnixMode.LINK) {
      target = target(inode);
    }
    inode.tell(details);
    Attributes.addTo(details, new XfsAttributes(this, inode).values());
    return new UnixNode(id, inode.mode(), inode.links(), inode.uid(), inode.gid(), inode.size(), inode.device(),
        inode.modified(), inode.times(), target, details, inode.placement(), contents);
  }

  private String target(XfsInode inode) throws IOException {
    int size = (int) Math.min(inode.size(), LONGEST_TARGET);
    if (inode.isLocal()) {
      return FileNames.decode(inode.fork().bytes(0, size));
    }
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    int header = isChecked() ? LINK_HEADER : 0;
    for (XfsExtent extent : inode.extents()) {
      for (long i = 0; i < extent.count() && target.size() < size; i++) {
        int part = Math.min(size - target.size(), blockSize() - header);
        target.write(blob.bytes(place(extent.block() + i) + header, part));
      }
    }
    return FileNames.decode(target.toByteArray());
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names names) throws IOException {
    XfsInode inode = inode(folder.id());
    if (inode.isLocal()) {
      shortNames(inode.fork(), names);
      return;
    }
    if (folder.size() > LARGEST_FOLDER) {
      throw new FormatException("folder of " + folder.size() + " bytes is too large");
    }
    int size = blockSize() << superblock.u8(192);
    Extents data = new Extents(blob);
    for (XfsExtent extent : inode.extents()) {
      leftovers.use(place(extent.block()), extent.count() << blockLog);
      if (extent.offset() << blockLog < FOLDER_DATA && data.size() < LARGEST_FOLDER) {
        data.add(place(extent.block()), extent.count() << blockLog);
      }
    }
    for (long at = 0; at + size <= data.size(); at += size) {
      blockNames(Struct.big(data.bytes(at, size), "block of a folder"), names);
    }
  }

  /** A folder inside its inode: numbers of inodes have eight bytes if one of them needs more than four. */
  private void shortNames(Struct fork, UnixTree.Names names) throws IOException {
    int width = fork.u8(1) > 0 ? 8 : 4;
    int at = 2 + width;
    int count = fork.u8(1) > 0 ? Math.max(fork.u8(0), fork.u8(1)) : fork.u8(0);
    for (int i = 0; i < count; i++) {
      int length = fork.u8(at);
      int number = at + 3 + length + (hasTypes() ? 1 : 0);
      names.name(FileNames.decode(fork.bytes(at + 3, length)), width == 8 ? fork.i64(number) : fork.u32(number));
      at = number + width;
    }
  }

  private void blockNames(Struct block, UnixTree.Names names) throws IOException {
    String magic = block.text(0, 4);
    boolean single = magic.equals("XD2B") || magic.equals("XDB3");
    if (!single && !magic.equals("XD2D") && !magic.equals("XDD3")) {
      throw new FormatException("block of a folder without its magic number");
    }
    long end = single ? block.length() - 8 - 8 * block.u32(block.length() - 8) : block.length();
    int at = isChecked() ? 64 : 16;
    while (at + 8 <= end) {
      int size;
      if (block.u16(at) == 0xFFFF) {
        size = block.u16(at + 2);
      } else {
        int length = block.u8(at + 8);
        size = 8 + 1 + length + (hasTypes() ? 1 : 0) + 2 + 7 & -8;
        names.name(FileNames.decode(block.bytes(at + 9, length)), block.i64(at));
      }
      if (size < 8) {
        throw new FormatException("entry of a folder of impossible length " + size);
      }
      at += size;
    }
  }
}
