package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Enhanced read-only file systems, plain and compressed. */
final class ErofsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/erofs", "EROFS file system",
      Signature.hex(ErofsVolume.OFFSET, "e2e1f5e0"));
  private static final int WIDTH = 35;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    ErofsVolume volume = new ErofsVolume(artifact.blob());
    Struct raw = volume.superblock();
    sections.add(new Fields(WIDTH)
        .put("Filesystem volume name", raw.text(64, 16))
        .put("Filesystem block size", volume.blockSize())
        .put("Filesystem created", Times.nanos(raw.i64(24), raw.u32(32)))
        .put("Filesystem features", features(raw))
        .put("Filesystem UUID", raw.uuid(48))
        .section("dump.erofs -s {}").about("superblock"));
    long end = raw.u32(36) << volume.blockBits();
    if (end > artifact.blob().size()) {
      sections.comment("file system of " + end + " bytes is cut off after " + artifact.blob().size());
    }
    UnixTree.tell(volume, sections, members);
    sections.add(new Fields(WIDTH)
        .put("Filesystem inode count", raw.u64(16, "inode count"))
        .put("Filesystem blocks", raw.u32(36))
        .put("Filesystem inode metadata start block", raw.u32(40))
        .put("Filesystem shared xattr metadata start block", raw.u32(44))
        .put("Filesystem root nid", raw.u16(14))
        .put("Filesystem packed nid", raw.i64(96))
        .section("places of the tables").atLevel(1));
    sections.add(Section.text("superblock checksum", Times.format("%08x", raw.u32(4)) + "\n").atLevel(2));
    Unused.behind(artifact.blob(), end, sections);
  }

  private static String features(Struct raw) throws IOException {
    String compatible = Fields.bits(raw.u32(8), "sb_csum", "mtime", "xattr_filter");
    String incompatible = Fields.bits(raw.u32(80), "0padding", "compr_cfgs|big_pcluster", "chunked_file",
        "device_table|compr_head2", "ztailpacking", "fragments|dedupe", "xattr_prefixes");
    return (compatible + ' ' + incompatible).replace("(none)", "").strip();
  }
}
