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

/** Disk images of QEMU, versions 2 and 3 (docs/interop/qcow2.txt): the raw disk in place, unallocated parts as holes. */
final class Qcow2Comparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/qcow2", "QEMU disk image (qcow2)",
      Signature.hex(0, "514649fb"));
  private static final int HEADER_SIZE = 72;
  private static final int HEADER_SIZE_3 = 104;
  private static final long OFFSET_MASK = 0x00FF_FFFF_FFFF_FE00L;
  private static final long COMPRESSED = 1L << 62;
  private static final int LARGEST_TABLE = 32 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct header = Struct.big(blob, 0, HEADER_SIZE, "header");
    sections.add(fields(blob, header).section("qemu-img info {}"));
    sections.add(Section.text("layout", "L1 table at " + header.i64(40) + " of " + header.u32(36)
        + " entries, reference counts at " + header.i64(48) + ", snapshots at " + header.i64(64) + "\n").atLevel(1));
    if (header.u32(32) != 0) {
      sections.comment("the disk is encrypted: its contents are not compared by themselves");
      return;
    }
    if (header.u32(4) == 3 && (Struct.big(blob, 72, 8, "features").i64(0) & 0x14) != 0) {
      sections.comment("the disk lies in another file or has extended tables: its contents are not compared");
      return;
    }
    long backing = header.u32(16);
    if (backing != 0) {
      sections.comment("the disk is a difference to a backing file, which is not read: its contents are compared as they"
          + " are stored");
      return;
    }
    disk(blob, header, compression(blob, header)).hand(sections, members);
  }

  /** Version 3 names the compression behind its header, where that is long enough. */
  private static DiskPieces.Kind compression(Blob blob, Struct header) throws IOException {
    boolean named = header.u32(4) >= 3 && Struct.big(blob, 100, 4, "header length").u32(0) > HEADER_SIZE_3;
    int type = named ? Struct.big(blob, HEADER_SIZE_3, 1, "compression type").u8(0) : 0;
    if (type > 1) {
      throw FormatException.at(HEADER_SIZE_3, "unknown compression type " + type);
    }
    return type == 0 ? DiskPieces.Kind.DEFLATE : DiskPieces.Kind.ZSTD;
  }

  private static Fields fields(Blob blob, Struct header) throws IOException {
    Fields fields = new Fields();
    fields.put("file format", "qcow2").put("version", header.u32(4))
        .put("virtual size", header.i64(24) + " bytes").put("cluster_size", 1L << (header.u32(20) & 63))
        .put("encryption", Fields.word(header.u32(32), "none", "AES", "LUKS"))
        .put("snapshots", header.u32(60));
    long length = header.u32(16);
    fields.put("backing file", length == 0 || length > 1023 ? "none"
        : Struct.big(blob, header.i64(8), (int) length, "backing file name").text(0, (int) length));
    if (header.u32(4) >= 3) {
      Struct more = Struct.big(blob, 0, HEADER_SIZE_3, "header");
      fields.put("incompatible features", Fields.bits(more.i64(72), "dirty", "corrupt", "external-data",
          "compression-type", "extended-l2")).put("compatible features", Fields.bits(more.i64(80), "lazy-refcounts"))
          .put("automatically cleared features", Fields.bits(more.i64(88), "bitmaps", "raw-external-data"))
          .put("refcount bits", 1L << (more.u32(96) & 63));
    }
    return fields;
  }

  private static DiskPieces disk(Blob blob, Struct header, DiskPieces.Kind compression) throws IOException {
    int bits = header.i32(20);
    long size = header.u64(24, "virtual size");
    if (bits < 9 || bits > 21) {
      throw FormatException.at(20, "impossible cluster size 2^" + bits);
    }
    long cluster = 1L << bits;
    int perTable = (int) (cluster / 8);
    long tables = header.u32(36);
    if (tables * 8 > LARGEST_TABLE || tables * perTable * cluster < size) {
      throw FormatException.at(36, "L1 table of " + tables + " entries does not fit a disk of " + size + " bytes");
    }
    Struct first = Struct.big(blob, header.u64(40, "place of the L1 table"), (int) tables * 8, "L1 table");
    DiskPieces disk = new DiskPieces(blob);
    for (int i = 0; i < tables && disk.size() < size; i++) {
      long table = first.i64(8 * i) & OFFSET_MASK;
      if (table == 0) {
        disk.hole(Math.min(perTable * cluster, size - disk.size()));
        continue;
      }
      Struct second = Struct.big(blob, table, (int) cluster, "L2 table");
      for (int j = 0; j < perTable && disk.size() < size; j++) {
        long entry = second.i64(8 * j);
        if ((entry & COMPRESSED) != 0) {
          // Offset in the low x bits, above them the count of further sectors (section "Compressed Clusters").
          int x = 62 - (bits - 8);
          long at = entry & (1L << x) - 1;
          long stored = ((entry & COMPRESSED - 1) >>> x) * 512 + 512 - (at & 511);
          disk.coded(compression, at, stored, Math.min(cluster, size - disk.size()));
          continue;
        }
        cluster(blob, entry, Math.min(cluster, size - disk.size()), disk);
      }
    }
    return disk.hole(Math.max(0, size - disk.size()));
  }

  /** Bit 0 says that a cluster reads as zeros. */
  private static void cluster(Blob blob, long entry, long length, DiskPieces disk) throws IOException {
    long at = entry & OFFSET_MASK;
    if (at == 0 || (entry & 1) != 0) {
      disk.hole(length);
    } else {
      // The last cluster may end with the file.
      long there = Math.max(0, Math.min(length, blob.size() - at));
      disk.stored(at, there).hole(length - there);
    }
  }
}
