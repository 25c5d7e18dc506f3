package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** The superblock of ext2, ext3 or ext4, as Linux' Documentation/filesystems/ext4/super.rst describes it. */
final class ExtSuperblock {
  static final int OFFSET = 1024;
  static final int MAGIC = 0xEF53;
  private static final int SIZE = 1024;
  private static final int INCOMPAT_64BIT = 0x80;
  private static final int LARGEST_LOG_BLOCK = 6;

  private static final String[] COMPAT = {"dir_prealloc", "imagic_inodes", "has_journal", "ext_attr", "resize_inode",
      "dir_index", "lazy_bg", null, "snapshot_bitmap", "sparse_super2", "fast_commit", "stable_inodes", "orphan_file"};
  private static final String[] INCOMPAT = {"compression", "filetype", "needs_recovery", "journal_dev", "meta_bg", null,
      "extent", "64bit", "mmp", "flex_bg", "ea_inode", null, "dirdata", "metadata_csum_seed", "large_dir",
      "inline_data", "encrypt", "casefold"};
  private static final String[] RO_COMPAT = {"sparse_super", "large_file", "btree_dir", "huge_file", "uninit_bg",
      "dir_nlink", "extra_isize", "has_snapshot", "quota", "bigalloc", "metadata_csum", "replica", "read-only",
      "project", "shared_blocks", "verity", "orphan_present"};
  private static final String[] MOUNT_OPTIONS = {"debug", "bsdgroups", "user_xattr", "acl", "uid16", "journal_data",
      "journal_data_ordered", null, "nobarrier", "block_validity", "discard", "nodelalloc"};

  private final Struct raw;

  ExtSuperblock(Blob blob) throws IOException {
    raw = Struct.little(blob, OFFSET, SIZE, "superblock");
    if (raw.u16(56) != MAGIC) {
      throw FormatException.at(OFFSET + 56, "no ext superblock");
    }
    if (raw.u32(24) > LARGEST_LOG_BLOCK || inodeSize() < 128 || inodeSize() > blockSize() || inodesPerGroup() == 0
        || blocksPerGroup() == 0) {
      throw FormatException.at(OFFSET, "superblock with impossible sizes");
    }
  }

  int blockSize() throws FormatException {
    return 1024 << raw.i32(24);
  }

  int inodeSize() throws FormatException {
    return raw.u32(76) == 0 ? 128 : raw.u16(88);
  }

  long inodesPerGroup() throws FormatException {
    return raw.u32(40);
  }

  long blocksPerGroup() throws FormatException {
    return raw.u32(32);
  }

  long inodes() throws FormatException {
    return raw.u32(0);
  }

  long blocks() throws FormatException {
    return wide(4, 0x150);
  }

  /** Returns how many blocks a bit of a block bitmap stands for (bigalloc). */
  int clusterRatio() throws FormatException {
    long more = raw.u32(28) - raw.u32(24);
    return (raw.u32(100) & 0x200) != 0 && more >= 0 && more <= 16 ? 1 << more : 1;
  }

  long firstBlock() throws FormatException {
    return raw.u32(20);
  }

  boolean is64Bit() throws FormatException {
    return (raw.u32(96) & INCOMPAT_64BIT) != 0;
  }

  boolean hasMetaGroups() throws FormatException {
    return (raw.u32(96) & 0x10) != 0;
  }

  long firstMetaGroup() throws FormatException {
    return raw.u32(260);
  }

  /** Returns whether a group holds a copy of the superblock (sparse_super, sparse_super2). */
  boolean hasCopy(long group) throws FormatException {
    if (group == 0) {
      return true;
    }
    if ((raw.u32(92) & 0x200) != 0) {
      return group == raw.u32(0x24C) || group == raw.u32(0x250);
    }
    if ((raw.u32(100) & 1) == 0 || group == 1) {
      return true;
    }
    return isPower(group, 3) || isPower(group, 5) || isPower(group, 7);
  }

  private static boolean isPower(long number, int base) {
    long left = number;
    while (left % base == 0) {
      left /= base;
    }
    return left == 1;
  }

  int descriptorSize() throws FormatException {
    return is64Bit() ? Math.max(32, raw.u16(254)) : 32;
  }

  String checksum() throws FormatException {
    return Times.format("0x%08x", raw.u32(0x3FC));
  }

  private long wide(int low, int high) throws FormatException {
    return raw.u32(low) | (is64Bit() ? raw.u32(high) << 32 : 0);
  }

  private String features() throws FormatException {
    StringBuilder all = new StringBuilder();
    long[] words = {raw.u32(92), raw.u32(96), raw.u32(100)};
    String[][] names = {COMPAT, INCOMPAT, RO_COMPAT};
    for (int i = 0; i < 3; i++) {
      if (words[i] != 0) {
        all.append(all.isEmpty() ? "" : " ").append(Fields.bits(words[i], names[i]));
      }
    }
    return all.isEmpty() ? "(none)" : all.toString();
  }

  /** Returns the fields as {@code dumpe2fs -h} prints them, times in UTC. */
  Fields fields() throws FormatException {
    Fields fields = new Fields(26);
    identity(fields);
    sizes(fields);
    history(fields);
    reserved(fields);
    return fields;
  }

  private void identity(Fields fields) throws FormatException {
    fields.put("Filesystem volume name", orNone(raw.text(120, 16), "<none>"))
        .put("Last mounted on", orNone(raw.text(136, 64), "<not available>"))
        .put("Filesystem UUID", raw.isZero(104, 16) ? "<none>" : raw.uuid(104))
        .put("Filesystem magic number", Times.format("0x%04X", raw.u16(56)))
        .put("Filesystem revision #", raw.u32(76) + (raw.u32(76) == 0 ? " (original)" : raw.u32(76) == 1
            ? " (dynamic)" : ""))
        .put("Filesystem features", features())
        .put("Filesystem flags", Fields.bits(raw.u32(0x160), "signed_directory_hash", "unsigned_directory_hash",
            "test_filesystem"))
        .put("Default mount options", Fields.bits(raw.u32(256), MOUNT_OPTIONS))
        .put("Filesystem state", state())
        .put("Errors behavior", Fields.word(raw.u16(60), null, "Continue", "Remount read-only", "Panic"))
        .put("Filesystem OS type", Fields.word(raw.u32(72), "Linux", "Hurd", "Masix", "FreeBSD", "Lites"));
  }

  private String state() throws FormatException {
    int state = raw.u16(58);
    return ((state & 1) != 0 ? "clean" : "not clean") + ((state & 2) != 0 ? " with errors" : "");
  }

  private void sizes(Fields fields) throws FormatException {
    fields.put("Inode count", raw.u32(0)).put("Block count", blocks()).put("Reserved block count", wide(8, 0x154))
        .put("Overhead clusters", raw.u32(0x248)).put("Free blocks", wide(12, 0x158))
        .put("Free inodes", raw.u32(16)).put("First block", raw.u32(20)).put("Block size", blockSize())
        .put("Fragment size", 1024L << Math.min(20, raw.u32(28)));
    if (is64Bit()) {
      fields.put("Group descriptor size", raw.u16(254));
    }
    fields.put("Reserved GDT blocks", raw.u16(206)).put("Blocks per group", raw.u32(32))
        .put("Fragments per group", raw.u32(36)).put("Inodes per group", raw.u32(40))
        .put("Inode blocks per group", inodeBlocks())
        .put("RAID stride", raw.u16(0x164)).put("RAID stripe width", raw.u32(0x170))
        .put("Flex block group size", 1L << (raw.u8(0x174) & 31));
  }

  private void history(Fields fields) throws FormatException {
    fields.put("Filesystem created", time(0x108, 0x276)).put("Last mount time", time(44, 0x275))
        .put("Last write time", time(48, 0x274)).put("Mount count", raw.u16(52))
        .put("Maximum mount count", (short) raw.u16(54)).put("Last checked", time(64, 0x277))
        .put("Check interval", raw.u32(68)).put("Lifetime writes", raw.i64(0x178) + " kB")
        .put("Errors", raw.u32(0x194));
  }

  private String time(int at, int high) throws FormatException {
    long seconds = raw.u32(at) | (long) raw.u8(high) << 32;
    return seconds == 0 ? "n/a" : Times.seconds(seconds);
  }

  private void reserved(Fields fields) throws FormatException {
    fields.put("Reserved blocks uid", raw.u16(80)).put("Reserved blocks gid", raw.u16(82))
        .put("First inode", raw.u32(84)).put("Inode size", inodeSize()).put("Required extra isize", raw.u16(0x15C + 2))
        .put("Desired extra isize", raw.u16(0x15C)).put("Journal inode", raw.u32(224))
        .put("First orphan inode", raw.u32(232))
        .put("Default directory hash", Fields.word(raw.u8(252), "legacy", "half_md4", "tea", "legacy_unsigned",
            "half_md4_unsigned", "tea_unsigned", "siphash"))
        .put("Directory Hash Seed", raw.uuid(236)).put("Journal UUID", raw.uuid(208))
        .put("Journal device", raw.u32(228)).put("Checksum type", Fields.word(raw.u8(0x175), "none", "crc32c"))
        .put("Character encoding", Fields.word(raw.u16(0x27C), "none", "utf8-12.1"))
        .put("Character encoding flags", Fields.bits(raw.u16(0x27E), "strict")).put("Checksum seed", Times.format("0x%08x", raw.u32(0x270)));
  }

  long journalInode() throws FormatException {
    return raw.u32(224);
  }

  /** Returns how many blocks the table of inodes of a group has. */
  long inodeBlocks() throws FormatException {
    return (inodesPerGroup() * inodeSize() + blockSize() - 1) / blockSize();
  }

  private static String orNone(String text, String none) {
    return text.isEmpty() ? none : text;
  }
}
