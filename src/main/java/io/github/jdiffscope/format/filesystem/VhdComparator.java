package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Virtual hard disks (Microsoft's Virtual Hard Disk Image Format Specification 1.0), fixed and dynamic. */
final class VhdComparator implements FormatComparator {
  private static final String COOKIE = "conectix";
  private static final int FOOTER_SIZE = 512;
  private static final Format FORMAT = Format.of("filesystem/vhd", "virtual hard disk (VHD)",
      // The footer outweighs what the disk itself starts with: it holds that disk.
      new Signature.Structure(64, new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.has(probe.size() - FOOTER_SIZE, COOKIE) || probe.has(0, COOKIE);
        }
      }));
  private static final int FIXED = 2;
  private static final int DYNAMIC = 3;
  private static final int SECTOR = 512;
  private static final int MOST_BLOCKS = 1 << 22;
  /** Seconds from 1970 to 2000, where its times start. */
  private static final long EPOCH = 946_684_800L;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    long end = blob.size() - FOOTER_SIZE;
    boolean closed = end >= 0 && COOKIE.equals(Struct.big(blob, end, 8, "footer").text(0, 8));
    if (!closed) {
      sections.comment("the footer is missing: its copy at the start is read");
    }
    Struct footer = Struct.big(blob, closed ? end : 0, FOOTER_SIZE, "footer");
    sections.add(fields(footer).section("qemu-img info {}"));
    // The checksum follows from the fields above, so it is only told when none of them differs.
    sections.add(new Fields().put("checksum", Times.format("0x%08x", footer.u32(64))).section("checksum").atLevel(1));
    long type = footer.u32(60);
    if (type == FIXED) {
      long size = footer.u64(48, "current size");
      new DiskPieces(blob).stored(0, Math.min(size, Math.max(0, end))).hand(sections, members);
    } else if (type == DYNAMIC) {
      dynamic(blob, footer, sections).hand(sections, members);
    } else {
      sections.comment("a disk of this type lies partly in another file: its contents are compared as they are stored");
    }
  }

  private static Fields fields(Struct footer) throws FormatException {
    return new Fields().put("file format", "vpc").put("virtual size", footer.i64(48) + " bytes")
        .put("original size", footer.i64(40) + " bytes")
        .put("type", Fields.word(footer.u32(60), "none", null, "fixed", "dynamic", "differencing"))
        .put("version", footer.u16(12) + "." + footer.u16(14))
        .put("features", Times.format("0x%x", footer.u32(8)))
        .put("created", Times.seconds(EPOCH + footer.u32(24)))
        .put("creator", footer.padded(28, 4) + " " + footer.u16(32) + "." + footer.u16(34))
        .put("creator host", footer.padded(36, 4))
        .put("geometry", footer.u16(56) + "/" + footer.u8(58) + "/" + footer.u8(59))
        .put("uuid", footer.uuid(68)).put("saved state", footer.u8(84));
  }

  private static DiskPieces dynamic(Blob blob, Struct footer, Sections sections) throws IOException {
    Struct header = Struct.big(blob, footer.u64(16, "place of the header"), 1024, "dynamic disk header");
    long table = header.u64(16, "place of the block table");
    long count = header.u32(28);
    long block = header.u32(32);
    long size = footer.u64(48, "current size");
    sections.add(new Fields().put("header at", footer.i64(16)).put("block table at", table).put("entries", count)
        .put("block size", block).section("layout").atLevel(1));
    if (block < SECTOR || count > MOST_BLOCKS || count * block < size) {
      throw FormatException.at(28, count + " blocks of " + block + " bytes do not make a disk of " + size);
    }
    Struct map = Struct.big(blob, table, (int) count * 4, "block table");
    // Before each block stands a bit for each of its sectors, padded to whole sectors.
    long bitmap = (block / SECTOR / 8 + SECTOR - 1) / SECTOR * SECTOR;
    DiskPieces disk = new DiskPieces(blob);
    for (int i = 0; i < count && disk.size() < size; i++) {
      long length = Math.min(block, size - disk.size());
      long at = map.u32(i * 4);
      if (at == 0xFFFF_FFFFL) {
        disk.hole(length);
      } else {
        disk.stored(at * SECTOR + bitmap, length);
      }
    }
    return disk;
  }
}
