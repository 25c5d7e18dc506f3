package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Volumes of NTFS, as the Linux-NTFS documentation and Microsoft's "Master File Table" describe them. */
final class NtfsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/ntfs", "NTFS file system",
      Signature.magic(3, "NTFS    ")).refining("filesystem/partition-table");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    NtfsVolume volume = new NtfsVolume(artifact.blob());
    sections.add(volume.fields().section("boot sector and volume"));
    // The copy of the boot sector may be missing from the image of a partition that was cut.
    if (volume.end() - volume.clusterSize() > artifact.blob().size()) {
      sections.comment("volume of " + volume.end() + " bytes is cut off after " + artifact.blob().size());
    }
    NtfsUnused unused = new NtfsUnused(artifact.blob(), volume);
    NtfsTree tree = new NtfsTree(volume, unused, sections);
    try {
      FileTree.tell("file list", tree::into, sections, members);
    } finally {
      tree.times().tell(sections);
    }
    sections.add(Section.binary("boot code", volume.bootCode()));
    unused.tell(sections);
    Unused.behind(artifact.blob(), volume.end(), sections);
  }
}
