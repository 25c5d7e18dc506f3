package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Probe;
import java.io.IOException;

/** An Apple partition map (Inside Macintosh: Devices, chapter 3): a driver map, then an entry a block for each partition. */
final class ApplePartitionMap {
  private static final int SECTOR = 512;
  private static final int DRIVERS = 0x4552;
  private static final int ENTRY = 0x504D;
  private static final int USED = 136;
  private static final int MOST_ENTRIES = 1024;
  private static final String[] STATUS = {"valid", "allocated", "in-use", "bootable", "readable", "writable",
      "boot-code-position-independent", null, "chain-compatible", "real-driver", "chain-driver", null, null, null, null, null, null, null, null, null, null,
      null, null, null, null, null, null, null, null, null, "mount-at-start", "start-from"};

  private final Blob disk;

  ApplePartitionMap(Blob disk) {
    this.disk = disk;
  }

  static boolean isMap(Probe probe) {
    return probe.u8(0) == 'E' && probe.u8(1) == 'R' && (hasEntry(probe, SECTOR) || hasEntry(probe, 2048));
  }

  private static boolean hasEntry(Probe probe, int at) {
    return probe.u8(at) == 'P' && probe.u8(at + 1) == 'M' && probe.u8(at + 2) == 0 && probe.u8(at + 3) == 0;
  }

  /** Returns whether the first block, read as little-endian, starts with a driver map. */
  static boolean isMap(Struct block) throws FormatException {
    return Short.toUnsignedInt(Short.reverseBytes((short) block.u16(0))) == DRIVERS;
  }

  static boolean hasEntry(Blob disk, long at) throws IOException {
    return Struct.big(disk, at, 4, "partition map entry").u32(0) == (long) ENTRY << 16;
  }

  /** Tells of the map and hands over its partitions; returns where the map ends. */
  long tell(Sections sections, PartitionTableComparator.Partitions partitions) throws IOException {
    Struct drivers = Struct.big(disk, 0, SECTOR, "driver map");
    int block = hasEntry(disk, SECTOR) ? SECTOR : drivers.u16(2);
    Fields fields = new Fields();
    fields.put("Disklabel type", "apple").put("Block size", drivers.u16(2)).put("Blocks", drivers.u32(4))
        .put("Device", "type " + drivers.u16(8) + ", id " + drivers.u16(10) + ", data " + drivers.u32(12));
    try {
      for (int i = 0; i < Math.min(drivers.u16(16), (SECTOR - 18) / 8); i++) {
        fields.put("driver " + (i + 1), "block " + drivers.u32(18 + 8 * i) + ", " + drivers.u16(22 + 8 * i)
            + " blocks, system " + drivers.u16(24 + 8 * i));
      }
      return entries(Math.max(SECTOR, block), fields, partitions, sections);
    } finally {
      sections.add(fields.section("partition map"));
      sections.add(Section.binary("driver map", disk.slice(0, SECTOR)).atLevel(1));
    }
  }

  private long entries(int block, Fields fields, PartitionTableComparator.Partitions partitions, Sections sections)
      throws IOException {
    long count = 1;
    for (int i = 1; i <= count; i++) {
      Struct entry = Struct.big(disk, (long) i * block, SECTOR, "partition map entry " + i);
      if (entry.u16(0) != ENTRY) {
        throw FormatException.at((long) i * block, "partition map entry " + i + " without its signature");
      }
      count = Math.min(entry.u32(4), MOST_ENTRIES);
      if (i == 1) {
        fields.put("Entries", entry.u32(4));
      }
      String type = entry.text(48, 32);
      fields.put("partition " + i, row(entry, type));
      if (!entry.isZero(USED, SECTOR - USED)) {
        sections.add(Section.binary("end of the entry of partition " + i, disk.slice((long) i * block + USED,
            SECTOR - USED)));
      }
      if (!type.equals("Apple_partition_map")) {
        partitions.partition("partition " + i, entry.u32(8), entry.u32(12), block);
      }
    }
    return (count + 1) * block;
  }

  private static String row(Struct entry, String type) throws FormatException {
    StringBuilder row = new StringBuilder(Times.format("start %d, size %d, type %s, name %s, data %d+%d, status %s",
        entry.u32(8), entry.u32(12), type, entry.text(16, 32), entry.u32(80), entry.u32(84),
        Fields.bits(entry.u32(88), STATUS)));
    if (!entry.isZero(92, USED - 92)) {
      row.append(Times.format(", boot code at %d, %d bytes, loaded to %x, entered at %x, sum %x, for %s", entry.u32(92),
          entry.u32(96), entry.u32(100), entry.u32(108), entry.u32(116), entry.text(120, 16)));
    }
    return row.toString();
  }
}
