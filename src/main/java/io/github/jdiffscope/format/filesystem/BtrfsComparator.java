package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.List;

/** Volumes of btrfs: superblock, profiles, subvolumes and all files, of several devices the one at hand. */
final class BtrfsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/btrfs", "btrfs file system",
      Signature.magic(BtrfsVolume.OFFSET + 64, "_BHRfS_M")).refining("filesystem/partition-table");
  private static final int AFTER_CHECKSUM = 32;
  private static final String WORDS = "fsid:id bytenr:u8 flags:x8 magic:t8 generation:u8 root:u8 chunk_root:u8 "
      + "log_root:u8 log_root_transid:u8 total_bytes:u8 bytes_used:u8 root_dir:u8 num_devices:u8 sectorsize:u4 "
      + "nodesize:u4 leafsize:u4 stripesize:u4 sys_array_size:u4 chunk_root_generation:u8 compat_flags:x8 "
      + "compat_ro_flags:x8 incompat_flags:x8 csum_type:u2 root_level:u1 chunk_root_level:u1 log_root_level:u1 "
      + "dev_item.devid:u8 dev_item.total_bytes:u8 dev_item.bytes_used:u8 dev_item.io_align:u4 dev_item.io_width:u4 "
      + "dev_item.sector_size:u4 dev_item.type:u8 dev_item.generation:u8 start_offset:s8 dev_item.dev_group:u4 "
      + "dev_item.seek_speed:u1 dev_item.bandwidth:u1 dev_item.uuid:id dev_item.fsid:id label:t256 cache_generation:u8 "
      + "uuid_tree_generation:u8 metadata_uuid:id";
  /** Incompatible features: extent tree version 2, RAID stripe tree. */
  private static final long UNREAD = 3 << 13;
  /** What any commit changes. */
  private static final List<String> PLACES = List.of("generation", "root", "chunk_root", "log_root", "log_root_transid",
      "bytes_used", "chunk_root_generation", "root_level", "chunk_root_level", "log_root_level", "cache_generation",
      "uuid_tree_generation", "dev_item.bytes_used", "dev_item.generation");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct block = Struct.little(blob, BtrfsVolume.OFFSET, BtrfsVolume.SIZE, "superblock");
    RawSuperblock raw = new RawSuperblock(block);
    List<String> words = List.of(WORDS.split(" "));
    String layout = "%-23s %s";
    sections.add(Section.text("btrfs inspect-internal dump-super {}",
        raw.text(AFTER_CHECKSUM, words, layout, PLACES, false)));
    sections.add(Section.text("commit and places of the trees", raw.text(AFTER_CHECKSUM, words, layout, PLACES, true))
        .atLevel(1));
    sections.add(Section.text("superblock checksum", block.hex(0, AFTER_CHECKSUM) + "\n").atLevel(2));
    BtrfsVolume volume = new BtrfsVolume(blob, block);
    remark(blob, block, volume, sections);
    try {
      volume.open();
      volume.tellChunks(sections);
      sections.add(volume.subvolumes().section());
      UnixTree.tell(volume, sections, members);
    } finally {
      volume.trees().tellDamage(sections);
    }
    sections.add(Section.text("tree roots", volume.subvolumes().places()).atLevel(1));
    sections.add(volume.leftovers().slack());
    sections.add(volume.leftovers().unused("sectors of no file", volume.end()));
    sections.add(Slack.blocks(blob, volume.end(), volume.sectorSize()));
    Unused.behind(blob, volume.end(), sections);
  }

  /** Says what the sections do not show. */
  private static void remark(Blob blob, Struct superblock, BtrfsVolume volume, Sections sections) throws IOException {
    if (!BtrfsTrees.agrees(superblock.all(), superblock.u16(196))) {
      sections.comment("the superblock does not agree with its checksum");
    }
    if (superblock.u16(196) == 1 || superblock.u16(196) > 2) {
      sections.comment("checksums of kind " + superblock.u16(196) + " are not checked");
    }
    if (volume.end() > blob.size()) {
      sections.comment("device of " + volume.end() + " bytes is cut off after " + blob.size());
    }
    long devices = superblock.i64(136);
    if (devices != 1) {
      sections.comment("device " + superblock.i64(201) + " of a volume of " + Long.toUnsignedString(devices)
          + " devices: what lies on the others is not shown");
    }
    if (superblock.i64(96) != 0) {
      sections.comment("the log tree, what was written last, is not applied");
    }
    if ((superblock.i64(188) & UNREAD) != 0) {
      sections.comment("the second version of the extent tree and the tree of RAID stripes are not read");
    }
  }
}
