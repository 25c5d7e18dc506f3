package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;

/** Compressed ROM file systems, with or without 512 bytes of boot code before them. */
final class CramfsComparator implements FormatComparator {
  private static final String WORDS = "Compressed ROMFS";
  private static final int BOOT_CODE = 512;
  private static final Format FORMAT = Format.of("filesystem/cramfs", "cramfs file system",
      Signature.magic(16, WORDS), Signature.magic(BOOT_CODE + 16, WORDS));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    long start = Struct.little(blob, 16, WORDS.length(), "superblock").text(0, WORDS.length()).equals(WORDS) ? 0
        : BOOT_CODE;
    CramfsVolume volume = new CramfsVolume(blob, start);
    Struct raw = volume.superblock();
    sections.add(new Fields().put("Byte order", volume.order() == ByteOrder.LITTLE_ENDIAN ? "little-endian"
            : "big-endian")
        .put("Volume name", raw.padded(48, 16))
        .put("Edition", raw.u32(36))
        .put("Flags", Fields.bits(raw.u32(8), "FSID_VERSION_2", "SORTED_DIRS", null, null, null, null, null, null,
            "HOLES", "WRONG_SIGNATURE", "SHIFTED_ROOT_OFFSET", "EXT_BLOCK_POINTERS"))
        .put("Files", raw.u32(44)).section("superblock"));
    if (raw.u32(4) > blob.size()) {
      sections.comment("file system of " + raw.u32(4) + " bytes is cut off after " + blob.size());
    }
    UnixTree.tell(volume, sections, members);
    sections.add(new Fields().put("Size", raw.u32(4)).put("Blocks", raw.u32(40))
        .put("CRC", Times.format("%08x", raw.u32(32))).section("size and checksum").atLevel(1));
    Unused.behind(blob, start + raw.u32(4), sections);
  }
}
