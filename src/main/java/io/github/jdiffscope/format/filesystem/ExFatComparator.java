package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Volumes of exFAT (Microsoft's exFAT file system specification, revision 1.00). */
final class ExFatComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/exfat", "exFAT file system",
      Signature.magic(3, "EXFAT   \0\0\0\0\0\0\0\0")).refining("filesystem/partition-table");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    ExFatVolume volume = new ExFatVolume(artifact.blob());
    if (volume.sizeInBytes() > artifact.blob().size()) {
      sections.comment("volume of " + volume.sizeInBytes() + " bytes is cut off after " + artifact.blob().size());
    }
    sections.add(volume.fields().section("boot sector"));
    ExFatUnused unused = new ExFatUnused(artifact.blob(), volume);
    FileTree.tell("file list", new ExFatTree(volume, unused, sections)::into, sections, members);
    sections.add(Section.binary("boot code", volume.bootCode()));
    unused.tell(sections);
    Unused.behind(artifact.blob(), volume.sizeInBytes(), sections);
  }
}
