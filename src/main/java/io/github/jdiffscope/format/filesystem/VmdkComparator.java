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

/** VMware's disk images in one file (Virtual Disk Format 5.0): sparse, stream-optimised, or a descriptor alone. */
final class VmdkComparator implements FormatComparator {
  private static final String DESCRIPTOR = "# Disk DescriptorFile";
  private static final Format FORMAT = Format.of("filesystem/vmdk", "VMware disk image (VMDK)",
      Signature.magic(0, "KDMV"), Signature.magic(0, DESCRIPTOR));
  private static final int SECTOR = 512;
  private static final int HEADER_SIZE = 512;
  private static final int MARKER_SIZE = 12;
  private static final int LARGEST_DESCRIPTOR = 1 << 20;
  private static final int MOST_TABLES = 1 << 22;
  private static final long ZERO_GRAINS = 1 << 2;
  private static final long COMPRESSED = 1 << 16;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (new String(blob.head(4), java.nio.charset.StandardCharsets.ISO_8859_1).equals("# Di")) {
      sections.add(Section.lines("descriptor", blob));
      sections.comment("a descriptor alone: the disk lies in the files it names, which are not read");
      return;
    }
    Struct header = Struct.little(blob, 0, HEADER_SIZE, "header");
    sections.add(fields(header).section("qemu-img info {}"));
    long descriptor = sectors(header.i64(28));
    long length = sectors(header.i64(36));
    boolean based = false;
    if (descriptor > 0 && length > 0 && length <= LARGEST_DESCRIPTOR) {
      Struct text = Struct.little(blob, descriptor, (int) length, "descriptor");
      String lines = text.text(0, (int) length);
      sections.add(Section.text("descriptor", lines.endsWith("\n") ? lines : lines + "\n"));
      based = lines.contains("parentFileNameHint");
    }
    if (header.i64(56) == -1) {
      // A stream's directory is only known at its end: the header is repeated before the last sector.
      header = Struct.little(blob, Math.max(0, blob.size() - 2 * SECTOR), HEADER_SIZE, "footer");
      if (!header.text(0, 4).equals("KDMV")) {
        throw FormatException.at(blob.size() - 2 * SECTOR, "footer of the stream is missing");
      }
    }
    sections.add(layout(header).section("layout").atLevel(1));
    if (based) {
      sections.comment("the disk is a difference to another one: its contents are compared as they are stored");
      return;
    }
    disk(blob, header).hand(sections, members);
  }

  private static Fields fields(Struct header) throws FormatException {
    return new Fields().put("file format", "vmdk").put("version", header.u32(4))
        .put("virtual size", sectors(header.i64(12)) + " bytes").put("cluster_size", sectors(header.i64(20)))
        .put("flags", Fields.bits(header.u32(8), "newline-test", "redundant-tables", "zero-grains", null, null, null,
            null, null, null, null, null, null, null, null, null, null, "compressed", "markers"))
        .put("compression", Fields.word(header.u16(77), "none", "deflate"))
        .put("unclean shutdown", header.u8(72));
  }

  private static Fields layout(Struct header) throws FormatException {
    return new Fields().put("grain directory at", sectors(header.i64(56)))
        .put("redundant grain directory at", sectors(header.i64(48))).put("entries per table", header.u32(44))
        .put("overhead", sectors(header.i64(64)) + " bytes");
  }

  private static long sectors(long count) {
    return count < 0 || count > Long.MAX_VALUE / SECTOR ? -1 : count * SECTOR;
  }

  private static DiskPieces disk(Blob blob, Struct header) throws IOException {
    long size = sectors(header.i64(12));
    long grain = sectors(header.i64(20));
    long perTable = header.u32(44);
    if (size < 0 || grain < SECTOR || grain > 1 << 24 || perTable == 0 || perTable > 1 << 16) {
      throw FormatException.at(12, "impossible capacity or grain size");
    }
    long tables = (size + grain * perTable - 1) / (grain * perTable);
    if (tables > MOST_TABLES) {
      throw FormatException.at(12, "directory of " + tables + " tables is too large");
    }
    Struct directory = Struct.little(blob, sectors(header.i64(56)), (int) tables * 4, "grain directory");
    DiskPieces disk = new DiskPieces(blob);
    for (int i = 0; i < tables; i++) {
      long at = directory.u32(i * 4) * SECTOR;
      if (at == 0) {
        disk.hole(Math.min(grain * perTable, size - disk.size()));
        continue;
      }
      Struct table = Struct.little(blob, at, (int) perTable * 4, "grain table");
      for (int j = 0; j < perTable && disk.size() < size; j++) {
        grain(blob, header.u32(8), table.u32(j * 4), Math.min(grain, size - disk.size()), disk);
      }
    }
    return disk;
  }

  private static void grain(Blob blob, long flags, long sector, long length, DiskPieces disk) throws IOException {
    if (sector == 0 || sector == 1 && (flags & ZERO_GRAINS) != 0) {
      disk.hole(length);
    } else if ((flags & COMPRESSED) != 0) {
      Struct marker = Struct.little(blob, sector * SECTOR, MARKER_SIZE, "grain marker");
      disk.coded(DiskPieces.Kind.ZLIB, sector * SECTOR + MARKER_SIZE, marker.u32(8), length);
    } else {
      disk.stored(sector * SECTOR, length);
    }
  }
}
