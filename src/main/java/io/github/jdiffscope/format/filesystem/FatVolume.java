package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** The boot sector and cluster chains of FAT12, FAT16 and FAT32 (Microsoft's FAT32 File System Specification 1.03). */
final class FatVolume {
  private static final int BOOT_SIZE = 512;
  private static final int LARGEST_TABLE = 1 << 28;
  private static final int MOST_FAT12 = 4085;
  private static final int MOST_FAT16 = 65525;

  private final Blob blob;
  private final Struct boot;
  private final int sector;
  private final long fatStart;
  private final long rootStart;
  private final long dataStart;
  private final long clusters;

  FatVolume(Blob blob) throws IOException {
    this.blob = blob;
    this.boot = Struct.little(blob, 0, BOOT_SIZE, "boot sector");
    this.sector = boot.u16(11);
    if (sector < 128 || boot.u8(13) == 0 || boot.u8(16) == 0 || fatSectors() == 0) {
      throw FormatException.at(11, "impossible FAT parameters");
    }
    this.fatStart = (long) boot.u16(14) * sector;
    this.rootStart = fatStart + boot.u8(16) * fatSectors() * sector;
    long rootSectors = (boot.u16(17) * 32L + sector - 1) / sector;
    this.dataStart = rootStart + rootSectors * sector;
    this.clusters = Math.max(0, (sectors() * sector - dataStart) / clusterSize());
  }

  private long fatSectors() throws FormatException {
    return boot.u16(22) != 0 ? boot.u16(22) : boot.u32(36);
  }

  long sectors() throws FormatException {
    return boot.u16(19) != 0 ? boot.u16(19) : boot.u32(32);
  }

  int clusterSize() throws FormatException {
    return sector * boot.u8(13);
  }

  int bits() {
    return clusters < MOST_FAT12 ? 12 : clusters < MOST_FAT16 ? 16 : 32;
  }

  /** Returns where the first cluster lies. */
  long dataStart() {
    return dataStart;
  }

  /** Returns the end of the sectors before the first table. */
  long reservedEnd() {
    return fatStart;
  }

  int sectorSize() {
    return sector;
  }

  long clusters() {
    return clusters;
  }

  int copies() throws FormatException {
    return boot.u8(16);
  }

  /** Returns the cluster at a place, or a negative number for one before the clusters. */
  long clusterAt(long position) throws FormatException {
    return position < dataStart ? -1 : (position - dataStart) / clusterSize() + 2;
  }

  /** Returns a sector that the boot sector of FAT32 names at {@code field}, or null. */
  Struct named(int field, String what) throws IOException {
    int number = bits() == 32 ? boot.u16(field) : 0;
    return number == 0 || number == 0xFFFF || (long) number * sector >= fatStart ? null
        : Struct.little(blob, (long) number * sector, BOOT_SIZE, what);
  }

  /** Returns one copy of the table, cut to its entries. */
  byte[] table(int copy) throws IOException {
    long size = Math.min(fatSectors() * sector, ((clusters + 2) * bits() + 7) / 8);
    if (size > LARGEST_TABLE) {
      throw new FormatException("FAT of " + size + " bytes is too large");
    }
    return Struct.little(blob, fatStart + copy * fatSectors() * sector, (int) size, "FAT " + (copy + 1)).all();
  }

  /** Returns an entry of a copy of the table. */
  long entry(byte[] table, long cluster) throws FormatException {
    Struct entries = Struct.little(table, "FAT");
    int at = (int) (cluster * bits() / 8);
    return switch (bits()) {
      case 12 -> cluster % 2 == 0 ? entries.u16(at) & 0xFFF : entries.u16(at) >> 4;
      case 16 -> entries.u16(at);
      default -> entries.u32(at);
    };
  }

  long sizeInBytes() throws FormatException {
    return sectors() * sector;
  }

  /** Returns the root folder: a region of its own before FAT32, a chain there. */
  Extents root() throws IOException {
    return bits() == 32 ? chain(boot.u32(44), Long.MAX_VALUE) : new Extents(blob).add(rootStart, boot.u16(17) * 32L);
  }

  /** Returns the clusters of a chain; one longer than the volume, or than what is asked for, ends there. */
  Extents chain(long first, long atMost) throws IOException {
    Extents found = new Extents(blob);
    long cluster = first;
    for (long count = 0; found.size() < atMost && cluster >= 2 && cluster < clusters + 2; count++) {
      if (count > clusters) {
        throw new FormatException("cluster chain from " + first + " is a loop");
      }
      found.add(dataStart + (cluster - 2) * clusterSize(), clusterSize());
      cluster = next(cluster);
    }
    return found;
  }

  private long next(long cluster) throws IOException {
    switch (bits()) {
      case 12:
        int pair = Struct.little(blob, fatStart + cluster * 3 / 2, 2, "FAT entry").u16(0);
        return cluster % 2 == 0 ? pair & 0xFFF : pair >> 4;
      case 16:
        return Struct.little(blob, fatStart + cluster * 2, 2, "FAT entry").u16(0);
      default:
        return Struct.little(blob, fatStart + cluster * 4, 4, "FAT entry").u32(0) & 0x0FFF_FFFF;
    }
  }

  Fields fields() throws FormatException {
    boolean wide = bits() == 32;
    int extended = wide ? 64 : 36;
    Fields fields = new Fields(26);
    fields.put("type", "FAT" + bits()).put("OEM name", boot.padded(3, 8)).put("bytes per sector", sector)
        .put("sectors per cluster", boot.u8(13)).put("reserved sectors", boot.u16(14)).put("FATs", boot.u8(16))
        .put("root directory slots", boot.u16(17)).put("sectors", sectors())
        .put("media descriptor", Times.format("0x%02x", boot.u8(21))).put("sectors per FAT", fatSectors())
        .put("sectors per track", boot.u16(24)).put("heads", boot.u16(26)).put("hidden sectors", boot.u32(28))
        .put("clusters", clusters);
    if (wide) {
      fields.put("extended flags", Times.format("0x%04x", boot.u16(40))).put("version", boot.u16(42))
          .put("root cluster", boot.u32(44)).put("info sector", boot.u16(48)).put("backup boot sector", boot.u16(50));
    }
    fields.put("physical drive", Times.format("0x%02x", boot.u8(extended)))
        .put("state", Times.format("0x%02x", boot.u8(extended + 1)));
    if (boot.u8(extended + 2) == 0x29) {
      fields.put("serial number", Times.format("%04X-%04X", boot.u16(extended + 5), boot.u16(extended + 3)))
          .put("label", boot.padded(extended + 7, 11)).put("type label", boot.padded(extended + 18, 8));
    }
    fields.put("signature", Times.format("0x%04x", boot.u16(510)));
    return fields;
  }

  Blob bootCode() throws FormatException {
    int start = bits() == 32 ? 90 : 62;
    return blob.slice(start, 510 - start);
  }
}
