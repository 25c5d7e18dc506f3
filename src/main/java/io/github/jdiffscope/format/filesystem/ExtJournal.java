package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** The journal of an ext volume (Documentation/filesystems/ext4/journal.rst): its superblock and what its blocks are. */
final class ExtJournal {
  private static final int MAGIC = 0xC03B3998;
  private static final int SUPERBLOCK_SIZE = 1024;
  private static final int MOST_BLOCKS = 1 << 20;

  private ExtJournal() {}

  /** Returns the journal in the words of {@code dumpe2fs} and one line for each block that is not empty. */
  static CharSequence text(ExtVolume volume) throws IOException {
    long number = volume.superblock().journalInode();
    if (number == 0) {
      return "";
    }
    Extents blocks = volume.blocks(volume.inode(number));
    if (blocks.size() < SUPERBLOCK_SIZE) {
      return "journal of " + blocks.size() + " bytes\n";
    }
    Struct superblock = Struct.big(blocks.bytes(0, SUPERBLOCK_SIZE), "journal superblock");
    if (superblock.i32(0) != MAGIC) {
      throw new FormatException("journal without its magic number");
    }
    Fields fields = new Fields(26);
    fields.put("Journal block type", superblock.u32(4)).put("Journal block size", superblock.u32(12))
        .put("Total journal blocks", superblock.u32(16)).put("First log block", superblock.u32(20))
        .put("Journal sequence", Times.format("0x%08x", superblock.u32(24))).put("Journal start", superblock.u32(28))
        .put("Journal errno", superblock.u32(32))
        .put("Journal features", Times.format("compat 0x%x, incompat 0x%x, ro_compat 0x%x", superblock.u32(36),
            superblock.u32(40), superblock.u32(44)))
        .put("Journal UUID", superblock.uuid(48)).put("Journal number of users", superblock.u32(64))
        .put("Journal checksum", Times.format("type %d, 0x%08x", superblock.u8(80), superblock.u32(252)));
    return fields.toString() + log(blocks, volume.blockSize());
  }

  private static CharSequence log(Extents blocks, int size) throws IOException {
    StringBuilder text = new StringBuilder();
    long count = Math.min(MOST_BLOCKS, blocks.size() / size);
    for (long i = 1; i < count; i++) {
      byte[] bytes = blocks.bytes(i * size, size);
      if (!Slack.isZero(bytes)) {
        text.append("  log block ").append(i).append(": ").append(kind(bytes)).append(Slack.sum(bytes)).append('\n');
      }
    }
    return text;
  }

  private static String kind(byte[] bytes) throws FormatException {
    Struct block = Struct.big(bytes, "log block");
    return block.i32(0) != MAGIC ? "" : Fields.word(block.u32(4), null, "descriptor", "commit", "superblock",
        "superblock", "revocations") + " of sequence " + block.u32(8) + ", ";
  }
}
