package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Volumes of HFS+ and HFSX (Apple's Technical Note TN1150). */
final class HfsPlusComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/hfsplus", "HFS+ file system",
      Signature.hex(HfsPlusVolume.OFFSET, "482b0004"), Signature.hex(HfsPlusVolume.OFFSET, "48580005"))
      .refining("filesystem/partition-table");
  private static final int WIDTH = 26;
  private static final String[] ATTRIBUTES = {null, null, null, null, null, null, null, "hardware-lock", "unmounted",
      "spared-blocks", "no-cache", "inconsistent", "reused-ids", "journaled", null, "software-lock"};

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    tell(artifact.blob(), sections, members);
  }

  /** Tells of a volume and hands over its files. */
  static void tell(Blob blob, Sections sections, MemberSink members) throws IOException {
    HfsPlusVolume volume = new HfsPlusVolume(blob);
    IOException failure = null;
    try {
      volume.read();
    } catch (IOException damaged) {
      failure = damaged;
    }
    sections.add(header(volume).section("volume header").about("header"));
    if (volume.end() > blob.size()) {
      sections.comment("volume of " + volume.end() + " bytes is cut off after " + blob.size());
    }
    try {
      volume.readAttributes();
    } catch (FormatException damaged) {
      sections.comment("cannot read all extended attributes: " + damaged.getMessage());
    }
    UnixTree.tell(volume, sections, members);
    if (failure != null) {
      throw failure;
    }
    leftovers(blob, volume, sections);
  }

  private static Fields header(HfsPlusVolume volume) throws IOException {
    Struct raw = volume.header();
    return new Fields(WIDTH).put("Volume name", volume.volumeName())
        .put("Signature and version", raw.text(0, 2) + ' ' + raw.u16(2))
        .put("Attributes", Fields.bits(raw.u32(4), ATTRIBUTES)).put("Last mounted by", raw.text(8, 4))
        .put("Journal info block", raw.u32(12)).put("Created", HfsPlusFile.time(raw.u32(16)))
        .put("Backed up", HfsPlusFile.time(raw.u32(24))).put("Checked", HfsPlusFile.time(raw.u32(28)))
        .put("Files", raw.u32(32)).put("Folders", raw.u32(36)).put("Block size", raw.u32(40))
        .put("Blocks", raw.u32(44)).put("Resource fork clump size", raw.u32(56))
        .put("Data fork clump size", raw.u32(60)).put("Encodings", Long.toHexString(raw.i64(72)))
        .put("Finder information", raw.hex(80, 32));
  }

  private static void leftovers(Blob blob, HfsPlusVolume volume, Sections sections) throws IOException {
    Struct raw = volume.header();
    sections.add(new Fields(WIDTH).put("Modified", HfsPlusFile.time(raw.u32(20))).put("Free blocks", raw.u32(48))
        .put("Next allocation", raw.u32(52)).put("Next file id", raw.u32(64)).put("Writes", raw.u32(68))
        .section("counters of the volume header").atLevel(1));
    String[] files = {"Allocation file", "Extents overflow file", "Catalog file", "Attributes file", "Startup file"};
    Fields forks = new Fields(WIDTH);
    for (int i = 0; i < files.length; i++) {
      int at = 112 + i * HfsPlusVolume.FORK;
      forks.put(files[i], raw.i64(at) + " bytes, "
          + raw.hex(at + 8, HfsPlusVolume.FORK - 8).replaceFirst("(0{16})+$", ""));
    }
    sections.add(forks.section("files of the system").atLevel(1));
    long copy = volume.end() - HfsPlusVolume.OFFSET;
    if (copy > HfsPlusVolume.OFFSET && copy + 512 <= blob.size()) {
      sections.add(Section.binary("copy of the volume header", blob.slice(copy, 512)).atLevel(1));
    }
    if (!Slack.isZero(blob.bytes(0, HfsPlusVolume.OFFSET))) {
      sections.add(Section.binary("boot blocks", blob.slice(0, HfsPlusVolume.OFFSET)));
    }
    sections.add(volume.leftovers().slack());
    sections.add(volume.leftovers().unused("free space", volume.end()));
    Unused.behind(blob, volume.end(), sections);
  }
}
