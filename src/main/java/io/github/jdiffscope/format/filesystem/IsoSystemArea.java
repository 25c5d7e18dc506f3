package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;

/**
 * What an ISO 9660 image has before its volume descriptors: nothing, or what makes it start from a disk (isohybrid): boot
 * code with a partition table, whose partitions are files of the image or all of it.
 */
final class IsoSystemArea {
  static final int SIZE = 32768;
  private static final int SECTOR = 512;
  private static final int TABLE = 446;

  private IsoSystemArea() {}

  /** @param partitions receives those of an Apple partition map */
  static void tell(Blob blob, Sections sections, PartitionTableComparator.Partitions partitions) throws IOException {
    Struct record = Struct.little(blob, 0, SECTOR, "system area");
    long at = 0;
    if (ApplePartitionMap.isMap(record) && ApplePartitionMap.hasEntry(blob, SECTOR)) {
      at = Math.min(SIZE, appleMap(blob, sections, partitions));
    } else if (record.u16(510) == 0xAA55) {
      sections.add(Section.binary("boot code", blob.slice(0, 440)));
      sections.add(bootRecord(record).section("master boot record"));
      at = SECTOR;
      if (Struct.little(blob, SECTOR, 8, "system area").text(0, 8).equals("EFI PART")) {
        at = guidTable(blob, sections);
      }
    }
    Blob rest = blob.slice(at, SIZE - at);
    sections.add(Section.binary("system area", rest.slice(0, Slack.lengthWithoutZeros(rest, 0))));
  }

  private static Fields bootRecord(Struct record) throws FormatException {
    Fields fields = new Fields();
    fields.put("Disk identifier", Times.format("0x%08x", record.u32(440)));
    for (int i = 0; i < 4; i++) {
      int at = TABLE + 16 * i;
      if (!record.isZero(at, 16)) {
        PartitionTableComparator.row(fields, i + 1, record, at, record.u32(at + 8));
      }
    }
    return fields;
  }

  private static long appleMap(Blob blob, Sections sections, PartitionTableComparator.Partitions partitions)
      throws IOException {
    try {
      return new ApplePartitionMap(blob).tell(sections, partitions);
    } catch (FormatException damaged) {
      sections.comment("cannot read the Apple partition map: " + damaged.getMessage());
      return 0;
    }
  }

  /** Tells of the table and returns where it ends, if its entries follow it. */
  private static long guidTable(Blob blob, Sections sections) throws IOException {
    try {
      PartitionTableComparator.guidTable(blob, sections, (name, start, count, sector) -> { });
    } catch (FormatException damaged) {
      sections.comment("cannot read the partition table: " + damaged.getMessage());
      return SECTOR;
    }
    Struct header = Struct.little(blob, SECTOR, 92, "GPT header");
    boolean follow = header.i64(72) == 2;
    return follow ? Math.min(SIZE, 2 * SECTOR + header.u32(80) * header.u32(84)) : 2 * SECTOR;
  }
}
