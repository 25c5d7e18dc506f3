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

/** Volumes of FAT12, FAT16 and FAT32. */
final class FatComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/fat", "FAT file system",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isFat(probe);
        }
      })).refining("filesystem/partition-table");

  /** The jump, the powers of two and the media byte together are what makes a boot sector one of FAT. */
  private static boolean isFat(Probe probe) {
    boolean jump = probe.u8(0) == 0xEB && probe.u8(2) == 0x90 || probe.u8(0) == 0xE9;
    int sector = probe.u8(11) | probe.u8(12) << 8;
    int perCluster = probe.u8(13);
    return jump && (sector == 512 || sector == 1024 || sector == 2048 || sector == 4096)
        && Integer.bitCount(perCluster) == 1 && (probe.u8(16) == 1 || probe.u8(16) == 2)
        && (probe.u8(21) == 0xF0 || probe.u8(21) >= 0xF8) && (probe.u8(14) | probe.u8(15)) > 0;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    FatVolume volume = new FatVolume(artifact.blob());
    if (volume.sizeInBytes() > artifact.blob().size()) {
      sections.comment("volume of " + volume.sizeInBytes() + " bytes is cut off after " + artifact.blob().size());
    }
    sections.add(volume.fields().section("boot sector"));
    FatUnused unused = new FatUnused(artifact.blob(), volume);
    FileTree.tell("file list", new FatTree(volume, unused, sections)::into, sections, members);
    sections.add(Section.binary("boot code", volume.bootCode()));
    unused.tell(sections);
    Unused.behind(artifact.blob(), volume.sizeInBytes(), sections);
  }
}
