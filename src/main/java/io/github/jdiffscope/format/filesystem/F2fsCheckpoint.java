package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** The newer one of the two checkpoints of an F2FS volume that is whole. */
final class F2fsCheckpoint {
  private static final long MAGIC = 0xF2F52010L;
  private static final int BITMAP = 192;
  private static final int UNMOUNTED = 1;
  private static final int COMPACT = 4;
  private static final int LARGE_BITMAP = 0x400;
  private static final int SUMMARY_ENTRIES = 3584;
  private static final int JOURNAL = 507;
  private static final int DATA_LOGS = 3;
  private static final int ALL_LOGS = 6;
  private static final String[] FLAGS = {"unmount", "orphan_inodes", "compacted_summary", "error", "fsck", "fastboot",
      "crc_recovery", "nat_bits", "trimmed", "no_crc_recovery", "large_nat_bitmap", "quota_need_fsck", "disabled",
      "disabled_quick", "resizefs"};

  private final Blob blob;
  private final Struct superblock;
  private Struct raw;
  private long start;
  private boolean damaged;

  F2fsCheckpoint(Blob blob, Struct superblock) throws IOException {
    this.blob = blob;
    this.superblock = superblock;
    long first = superblock.u32(76);
    for (long block : new long[] {first, first + (1L << superblock.u32(20))}) {
      Struct found = whole(block);
      damaged |= found == null;
      if (found != null && (raw == null || found.i64(0) > raw.i64(0))) {
        raw = found;
        start = block;
      }
    }
    if (raw == null) {
      throw FormatException.at(first * F2fsVolume.BLOCK, "no checkpoint is whole");
    }
  }

  /** Returns the first block of a checkpoint if its last one tells the same version, and both check sums agree. */
  private Struct whole(long block) throws IOException {
    Struct head = block(block);
    if (head == null || head.u32(136) < 2 || head.u32(136) > 1L << superblock.u32(20)) {
      return null;
    }
    Struct tail = block(block + head.u32(136) - 1);
    return tail != null && tail.i64(0) == head.i64(0) ? head : null;
  }

  private Struct block(long block) throws IOException {
    long place = block * F2fsVolume.BLOCK;
    if (place > blob.size() - F2fsVolume.BLOCK) {
      return null;
    }
    Struct read = Struct.little(blob, place, F2fsVolume.BLOCK, "checkpoint");
    long at = read.u32(164);
    return at >= BITMAP && at <= F2fsVolume.BLOCK - 4
        && sum(MAGIC, read.bytes(0, (int) at)) == read.u32((int) at) ? read : null;
  }

  /** Returns a CRC-32 that starts with a seed and is not inverted at its end. */
  static long sum(long seed, byte[] bytes) {
    int sum = (int) seed;
    for (byte one : bytes) {
      sum ^= one & 0xFF;
      for (int i = 0; i < 8; i++) {
        sum = sum >>> 1 ^ 0xEDB88320 & -(sum & 1);
      }
    }
    return sum & 0xFFFF_FFFFL;
  }

  /** Returns whether the volume was unmounted then, so that nothing newer lies behind the logs. */
  boolean wasUnmounted() throws FormatException {
    return (raw.u32(132) & UNMOUNTED) != 0;
  }

  boolean hasDamagedCopy() {
    return damaged;
  }

  /** Returns whether the second one of two blocks of the table of nodes counts. */
  boolean isSecond(long index) throws FormatException {
    int at = (raw.u32(132) & LARGE_BITMAP) != 0 ? BITMAP + 4 : superblock.u32(1664) > 0 ? BITMAP
        : (int) Math.min(F2fsVolume.BLOCK, BITMAP + raw.u32(156));
    return (raw.u8((int) Math.min(F2fsVolume.BLOCK, at + index / 8)) >>> 7 - index % 8 & 1) != 0;
  }

  /** Returns the newest entries of the table of nodes, kept in the summary of the log of hot data. */
  Struct journal() throws IOException {
    boolean compact = (raw.u32(132) & COMPACT) != 0;
    long block = start + (compact ? raw.u32(140) : raw.u32(136) - 1 - (wasUnmounted() ? ALL_LOGS : DATA_LOGS));
    Struct summary = Struct.little(blob, block * F2fsVolume.BLOCK, F2fsVolume.BLOCK, "summary of the checkpoint");
    return summary.part(compact ? 0 : SUMMARY_ENTRIES, JOURNAL, "journal of the table of nodes");
  }

  /** Returns the fields that any write changes. */
  Fields fields() throws FormatException {
    return new Fields().put("checkpoint_ver", Long.toHexString(raw.i64(0))).put("user_block_count", raw.i64(8))
        .put("valid_block_count", raw.i64(16)).put("rsvd_segment_count", raw.u32(24))
        .put("overprov_segment_count", raw.u32(28)).put("free_segment_count", raw.u32(32))
        .put("ckpt_flags", Fields.bits(raw.u32(132), FLAGS)).put("valid_node_count", raw.u32(144))
        .put("valid_inode_count", raw.u32(148)).put("next_free_nid", raw.u32(152))
        .put("elapsed_time", raw.i64(168)).put("at block", start);
  }
}
