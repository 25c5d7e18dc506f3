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
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Volumes of F2FS: superblock, the newest checkpoint, all files. */
final class F2fsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/f2fs", "F2FS file system",
      Signature.hex(F2fsVolume.OFFSET, "1020f5f2")).refining("filesystem/partition-table");
  private static final String WORDS = "magic:x4 major_ver:u2 minor_ver:u2 log_sectorsize:u4 log_sectors_per_block:u4 "
      + "log_blocksize:u4 log_blocks_per_seg:u4 segs_per_sec:u4 secs_per_zone:u4 checksum_offset:u4 block_count:u8 "
      + "section_count:u4 segment_count:u4 segment_count_ckpt:u4 segment_count_sit:u4 segment_count_nat:u4 "
      + "segment_count_ssa:u4 segment_count_main:u4 segment0_blkaddr:u4 cp_blkaddr:u4 sit_blkaddr:u4 nat_blkaddr:u4 "
      + "ssa_blkaddr:u4 main_blkaddr:u4 root_ino:u4 node_ino:u4 meta_ino:u4 uuid:id";
  private static final int VOLUME_NAME = 124;
  private static final int DEVICES = 2201;
  private static final int SUM = 3068;
  private static final int SUPERBLOCK_SUM = 11;
  private static final int EXTENSIONS = 1152;
  private static final String[] FEATURES = {"encrypt", "blkzoned", "atomic_write", "extra_attr", "project_quota",
      "inode_checksum", "flexible_inline_xattr", "quota", "inode_crtime", "lost_found", "verity", "sb_checksum",
      "casefold", "compression", "readonly"};

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct raw = Struct.little(blob, F2fsVolume.OFFSET, F2fsVolume.SIZE, "superblock");
    sections.add(superblock(raw));
    F2fsVolume volume = new F2fsVolume(blob, raw);
    remark(blob, volume, sections);
    UnixTree.tell(volume, sections, members);
    sections.add(volume.checkpoint().fields().section("checkpoint").atLevel(1));
    sections.add(volume.leftovers().slack());
    sections.add(volume.leftovers().unused("blocks of no file", volume.end()));
    sections.add(Slack.blocks(blob, volume.end(), F2fsVolume.BLOCK));
    Unused.behind(blob, volume.end(), sections);
  }

  /** Says what the sections do not show. */
  private static void remark(Blob blob, F2fsVolume volume, Sections sections) throws IOException {
    Struct raw = volume.superblock();
    if (volume.has(SUPERBLOCK_SUM) && F2fsCheckpoint.sum(raw.u32(0), raw.bytes(0, SUM)) != raw.u32(SUM)) {
      sections.comment("the superblock does not agree with its checksum");
    }
    if (volume.end() > blob.size()) {
      sections.comment("volume of " + volume.end() + " bytes is cut off after " + blob.size());
    }
    if (!raw.text(DEVICES, 64).isEmpty()) {
      sections.comment("a volume of several devices: what lies on the others is not shown");
    }
    if (!volume.checkpoint().wasUnmounted()) {
      sections.comment("was not unmounted: what was written after the last checkpoint is not shown");
    }
    if (volume.checkpoint().hasDamagedCopy()) {
      sections.comment("only one of the two checkpoints is whole");
    }
  }

  private static Section superblock(Struct raw) throws IOException {
    String name = new String(raw.bytes(VOLUME_NAME, 1024), StandardCharsets.UTF_16LE);
    StringBuilder extensions = new StringBuilder();
    for (long i = 0; i < Math.min(64, raw.u32(EXTENSIONS - 4)); i++) {
      extensions.append(i == 0 ? "" : " ").append(raw.text(EXTENSIONS + 8 * (int) i, 8));
    }
    return Section.text("superblock",
        new RawSuperblock(raw).text(0, List.of(WORDS.split(" ")), "%s: %s", List.of(), false)
            + new Fields().put("volume_name", name.substring(0, (name + '\0').indexOf('\0')))
                .put("features", Fields.bits(raw.u32(2180), FEATURES))
                .put("version", raw.text(1668, 256).strip())
                .put("init_version", raw.text(1924, 256).strip())
                .put("cold extensions", extensions));
  }
}
