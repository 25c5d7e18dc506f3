package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** UBIFS volumes as they were committed; what only the journal holds is not seen, and said. */
final class UbifsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/ubifs", "UBIFS file system",
      Signature.all(Signature.hex(0, "31181006"), Signature.hex(20, "06")));
  private static final int DIRTY = 1;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    UbifsVolume volume = new UbifsVolume(artifact.blob());
    Struct raw = volume.superblock();
    Struct master = volume.master();
    sections.add(new Fields()
        .put("Format version", raw.u32(80))
        .put("UUID", raw.uuid(108))
        .put("Key hash", Fields.word(raw.u8(26), "R5", "test"))
        .put("Flags", Fields.bits(raw.u32(28), null, "BIGLPT", "SPACE_FIXUP", "DOUBLE_HASH", "ENCRYPTION",
            "AUTHENTICATION"))
        .put("Minimal input and output unit", raw.u32(32))
        .put("Logical erase block size", raw.u32(36))
        .put("Maximal logical erase blocks", raw.u32(44))
        .put("Journal size", raw.i64(48))
        .put("Log blocks", raw.u32(56))
        .put("Orphan blocks", raw.u32(64))
        .put("Journal heads", raw.u32(68))
        .put("Fan-out", raw.u32(72))
        .put("Default compression", Fields.word(raw.u16(84), "none", "lzo", "zlib", "zstd"))
        .put("Reserved for uid, gid, bytes", raw.u32(88) + ", " + raw.u32(92) + ", " + raw.i64(96))
        .put("Time granularity", raw.u32(104) + " ns")
        .section("superblock").about("superblock"));
    if ((master.u32(40) & DIRTY) != 0) {
      sections.comment("the volume was not unmounted: what only its journal holds is left out");
    }
    if ((raw.u32(28) & 0x20) != 0) {
      throw new FormatException("volumes with authentication are not read");
    }
    try {
      volume.read();
    } finally {
      UnixTree.tell(volume, sections, members);
    }
    sections.add(new Fields()
        .put("Logical erase blocks", raw.u32(40))
        .put("Highest inode", master.i64(24))
        .put("Commit", master.i64(32))
        .put("Flags", Fields.bits(master.u32(40), "DIRTY", "NO_ORPHS", "RCVRY"))
        .put("Root of the index", "block " + master.u32(48) + " at " + master.u32(52))
        .section("master node").atLevel(1));
  }
}
