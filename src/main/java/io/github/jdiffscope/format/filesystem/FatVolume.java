package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** The boot sector and cluster chains of FAT12, FAT16 and FAT32 (Microsoft's FAT32 File System Specification 1.03). */
final class FatVolume {
  private static final int BOOT_SIZE = 512;
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
    fields.put("physical drive", Times.format("0x%02x", boot.u8(extended)));
    if (boot.u8(extended + 2) == 0x29) {
      fields.put("serial number", Times.format("%04X-%04X", boot.u16(extended + 5), boot.u16(extended + 3)))
          .put("label", boot.padded(extended + 7, 11)).put("type label", boot.padded(extended + 18, 8));
    }
    return fields;
  }

  Blob bootCode() throws FormatException {
    int start = bits() == 32 ? 90 : 62;
    return blob.slice(start, 510 - start);
  }
}
