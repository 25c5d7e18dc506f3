package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Volumes of ext2, ext3 and ext4, read after Linux' Documentation/filesystems/ext4. */
final class ExtComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/ext", "ext2, ext3 or ext4 file system",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isExt(probe);
        }
      })).refining("filesystem/partition-table");
  private static final int MOST_GROUPS = 1 << 16;

  private static boolean isExt(Probe probe) {
    long sizes = probe.u32le(ExtSuperblock.OFFSET + 24);
    long revision = probe.u32le(ExtSuperblock.OFFSET + 76);
    return (probe.u32le(ExtSuperblock.OFFSET + 56) & 0xFFFF) == ExtSuperblock.MAGIC && sizes >= 0 && sizes <= 6
        && revision >= 0 && revision <= 1 && probe.u32le(ExtSuperblock.OFFSET) > 0;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    ExtVolume volume = new ExtVolume(artifact.blob());
    ExtSuperblock superblock = volume.superblock();
    if (superblock.blocks() > artifact.blob().size() / volume.blockSize()) {
      sections.comment("volume of " + superblock.blocks() + " blocks is cut off after block "
          + artifact.blob().size() / volume.blockSize());
    }
    sections.add(superblock.fields().section("dumpe2fs -h {}").about("superblock"));
    ExtTree tree = new ExtTree(volume, sections);
    try {
      FileTree.tell("file list", tree::into, sections, members);
    } finally {
      tree.times().tell(sections);
    }
    sections.add(Section.text("dumpe2fs {}", () -> groups(volume)).atLevel(1));
    sections.add(Section.text("superblock checksum", superblock.checksum() + "\n").atLevel(2));
    new ExtUnused(volume, artifact.blob()).tell(tree.files(), tree.folderBlocks(), sections);
  }

  private static String groups(ExtVolume volume) throws IOException {
    ExtSuperblock superblock = volume.superblock();
    long count = (superblock.blocks() - superblock.firstBlock() + superblock.blocksPerGroup() - 1)
        / superblock.blocksPerGroup();
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < Math.min(count, MOST_GROUPS); i++) {
      Struct group = volume.group(i);
      text.append(Times.format("Group %d: [%s]%n", i, Fields.bits(group.u16(18), "INODE_UNINIT", "BLOCK_UNINIT",
          "ITABLE_ZEROED")).replace(System.lineSeparator(), "\n"))
          .append("  Block bitmap at ").append(group.u32(0)).append('\n')
          .append("  Inode bitmap at ").append(group.u32(4)).append('\n')
          .append("  Inode table at ").append(group.u32(8)).append('\n')
          .append("  ").append(group.u16(12)).append(" free blocks, ").append(group.u16(14)).append(" free inodes, ")
          .append(group.u16(16)).append(" directories, ").append(group.u16(28)).append(" unused inodes\n")
          .append("  csum 0x").append(Times.format("%04x", group.u16(30))).append('\n');
    }
    return text.toString();
  }
}
