package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Disks with a master boot record, a GUID partition table (UEFI specification, chapter 5) or an Apple partition map:
 * partitions as members.
 */
final class PartitionTableComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/partition-table", "disk with a partition table",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isDisk(probe) || ApplePartitionMap.isMap(probe);
        }
      }));
  private static final int SECTOR = 512;
  private static final int TABLE = 446;
  private static final int SIGNATURE = 510;
  private static final int PROTECTIVE = 0xEE;
  private static final int MOST_LOGICAL = 1024;
  private static final int MOST_ENTRIES = 1024;

  /** Receives partitions. */
  @FunctionalInterface
  interface Partitions {
    void partition(String name, long start, long count, long sector) throws IOException;
  }

  /** A boot sector alone says little: each used entry must be possible, and one must start inside the disk. */
  private static boolean isDisk(Probe probe) {
    if (probe.u8(SIGNATURE) != 0x55 || probe.u8(SIGNATURE + 1) != 0xAA) {
      return false;
    }
    int used = 0;
    for (int at = TABLE; at < SIGNATURE; at += 16) {
      int flag = probe.u8(at);
      long start = probe.u32le(at + 8);
      long count = probe.u32le(at + 12);
      if (flag != 0 && flag != 0x80) {
        return false;
      }
      if (probe.u8(at + 4) != 0 && count > 0) {
        if (start == 0 || start * SECTOR >= Math.max(probe.size(), SECTOR + 1)) {
          return false;
        }
        used++;
      }
    }
    return used > 0;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob disk = artifact.blob();
    Struct record = Struct.little(disk, 0, SECTOR, "master boot record");
    if (ApplePartitionMap.isMap(record)) {
      new ApplePartitionMap(disk).tell(sections, (name, start, count, sector) -> member(name, disk, start, count, sector,
          sections, members));
      return;
    }
    if (record.u8(TABLE + 4) == PROTECTIVE) {
      guidTable(disk, sections, (name, start, count, sector) -> member(name, disk, start, count, sector, sections,
          members));
    } else {
      Fields fields = new Fields();
      fields.put("Disklabel type", "dos").put("Disk identifier", Times.format("0x%08x", record.u32(440)));
      try {
        primary(disk, record, fields, sections, members);
      } finally {
        sections.add(fields.section("fdisk -l {}"));
      }
    }
    sections.add(Section.binary("boot code", disk.slice(0, 440)));
  }

  private static void primary(Blob disk, Struct record, Fields fields, Sections sections, MemberSink members)
      throws IOException {
    for (int i = 0; i < 4; i++) {
      int at = TABLE + 16 * i;
      if (record.u8(at + 4) == 0) {
        continue;
      }
      long start = record.u32(at + 8);
      row(fields, i + 1, record, at, start);
      if (isExtended(record.u8(at + 4))) {
        logical(disk, start, fields, sections, members);
      } else {
        member("partition " + (i + 1), disk, start, record.u32(at + 12), SECTOR, sections, members);
      }
    }
  }

  private static boolean isExtended(int type) {
    return type == 0x05 || type == 0x0F || type == 0x85;
  }

  /** Logical partitions form a chain of tables, each linked from the one before, relative to the first. */
  private static void logical(Blob disk, long first, Fields fields, Sections sections, MemberSink members)
      throws IOException {
    Set<Long> seen = new HashSet<>();
    long table = first;
    for (int number = 5; number < MOST_LOGICAL; number++) {
      if (!seen.add(table)) {
        throw FormatException.at(table * SECTOR, "extended partitions form a loop");
      }
      Struct record = Struct.little(disk, table * SECTOR, SECTOR, "extended partition table");
      if (record.u16(SIGNATURE) != 0xAA55) {
        throw FormatException.at(table * SECTOR + SIGNATURE, "extended partition table without its signature");
      }
      if (record.u8(TABLE + 4) != 0) {
        long start = table + record.u32(TABLE + 8);
        row(fields, number, record, TABLE, start);
        member("partition " + number, disk, start, record.u32(TABLE + 12), SECTOR, sections, members);
      }
      if (!isExtended(record.u8(TABLE + 20))) {
        return;
      }
      table = first + record.u32(TABLE + 24);
    }
  }

  /** Puts an entry of a master boot record, {@code start} being counted from the disk's first sector. */
  static void row(Fields fields, int number, Struct record, int at, long start) throws FormatException {
    fields.put("partition " + number, Times.format("%s start %d, size %d sectors, type %02x, CHS %s-%s",
        record.u8(at) == 0x80 ? "boot," : record.u8(at) == 0 ? "" : "flag " + record.u8(at) + ",", start,
        record.u32(at + 12), record.u8(at + 4), record.hex(at + 1, 3), record.hex(at + 5, 3)).strip());
  }

  private static void member(String name, Blob disk, long start, long count, long sector, Sections sections,
      MemberSink members) throws IOException {
    long from = start * sector;
    if (start < 0 || start > disk.size() / sector || count < 0) {
      sections.comment(name + " starts at sector " + start + ", past the end of the disk");
      return;
    }
    long length = Math.min(count > disk.size() / sector ? disk.size() : count * sector, disk.size() - from);
    if (length < count * sector) {
      sections.comment(name + " of " + count + " sectors is cut off after " + length / sector);
    }
    members.file(name, Extents.range(disk, from, length));
  }

  /** Tells of a GUID partition table, its checksums nearer to the bytes. */
  static void guidTable(Blob disk, Sections sections, Partitions partitions) throws IOException {
    int sector = Struct.little(disk, SECTOR, 8, "GPT header").text(0, 8).equals("EFI PART") ? SECTOR : 4096;
    Struct header = Struct.little(disk, sector, 92, "GPT header");
    if (!header.text(0, 8).equals("EFI PART")) {
      throw FormatException.at(SECTOR, "protective boot record without a GPT header behind it");
    }
    Fields fields = new Fields();
    fields.put("Disklabel type", "gpt").put("Revision", Times.format("0x%08x", header.u32(8)))
        .put("Disk identifier", header.guid(56)).put("Header at", header.i64(24)).put("Backup at", header.i64(32))
        .put("First usable sector", header.i64(40)).put("Last usable sector", header.i64(48))
        .put("Entries", header.u32(80)).put("Entry size", header.u32(84));
    try {
      guidEntries(disk, header, sector, fields, partitions);
    } finally {
      sections.add(fields.section("fdisk -l {}").about("table"));
      sections.add(Section.text("checksums of the table", Times.format("header %08x entries %08x\n", header.u32(16),
          header.u32(88))).atLevel(1).about("table"));
    }
  }

  private static void guidEntries(Blob disk, Struct header, int sector, Fields fields, Partitions partitions)
      throws IOException {
    long size = header.u32(84);
    long count = header.u32(80);
    if (size < 128 || size > 4096 || count > MOST_ENTRIES) {
      throw FormatException.at(sector + 80, "impossible table of " + count + " entries of " + size + " bytes");
    }
    for (int i = 0; i < count; i++) {
      Struct entry = Struct.little(disk, header.u64(72, "place of the entries") * sector + i * size, (int) size,
          "GPT entry " + (i + 1));
      if (entry.isZero(0, 16)) {
        continue;
      }
      long start = entry.u64(32, "start");
      long end = entry.u64(40, "end");
      String name = new String(entry.bytes(56, 72), StandardCharsets.UTF_16LE);
      int stop = name.indexOf(0);
      fields.put("partition " + (i + 1), "start " + start + ", end " + end + ", type " + entry.guid(0) + ", id "
          + entry.guid(16) + ", attributes 0x" + Long.toHexString(entry.i64(48)) + ", name "
          + (stop < 0 ? name : name.substring(0, stop)));
      partitions.partition("partition " + (i + 1), start, Math.max(0, end - start + 1), sector);
    }
  }
}
