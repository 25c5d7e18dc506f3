package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** The boot sector (section 3.1) and the cluster chains of an exFAT volume. */
final class ExFatVolume {
  private static final int BOOT_SIZE = 512;
  private static final int LARGEST_TABLE = 1 << 28;
  private static final int FIRST_CLUSTER = 2;

  private final Blob blob;
  private final Struct boot;
  private final int sector;
  private final long cluster;
  private final long clusters;

  ExFatVolume(Blob blob) throws IOException {
    this.blob = blob;
    this.boot = Struct.little(blob, 0, BOOT_SIZE, "boot sector");
    int sectorShift = boot.u8(108);
    int clusterShift = boot.u8(109);
    if (sectorShift < 9 || sectorShift > 12 || clusterShift > 25 - sectorShift) {
      throw FormatException.at(108, "impossible exFAT parameters");
    }
    this.sector = 1 << sectorShift;
    this.cluster = (long) sector << clusterShift;
    this.clusters = boot.u32(92);
  }

  long sizeInBytes() throws FormatException {
    long sectors = boot.u64(72, "volume length");
    return sectors > Long.MAX_VALUE / sector ? Long.MAX_VALUE : sectors * sector;
  }

  long rootCluster() throws FormatException {
    return boot.u32(96);
  }

  int sectorSize() {
    return sector;
  }

  int clusterSize() {
    return (int) cluster;
  }

  /** Returns where the first cluster lies. */
  long heapStart() throws FormatException {
    return boot.u32(88) * sector;
  }

  /** Returns the first table, cut to its entries. */
  Struct table() throws IOException {
    long size = 4 * (clusters + FIRST_CLUSTER);
    if (size > LARGEST_TABLE) {
      throw new FormatException("FAT of " + size + " bytes is too large");
    }
    return Struct.little(blob, boot.u32(80) * sector, (int) size, "FAT");
  }

  /**
   * Returns the clusters from {@code first} on.
   *
   * @param contiguous whether they follow one another and the table is not used for them
   */
  Extents chain(long first, long atMost, boolean contiguous) throws IOException {
    Extents found = new Extents(blob);
    long next = first;
    for (long count = 0; found.size() < atMost && next >= FIRST_CLUSTER && next < clusters + FIRST_CLUSTER; count++) {
      if (count > clusters) {
        throw new FormatException("cluster chain from " + first + " is a loop");
      }
      found.add(boot.u32(88) * sector + (next - FIRST_CLUSTER) * cluster, cluster);
      next = contiguous ? next + 1 : Struct.little(blob, boot.u32(80) * sector + next * 4, 4, "FAT entry").u32(0);
    }
    return found;
  }

  Fields fields() throws FormatException {
    return new Fields(26).put("volume offset", boot.i64(64)).put("sectors", boot.i64(72))
        .put("FAT offset", boot.u32(80)).put("sectors per FAT", boot.u32(84)).put("heap offset", boot.u32(88))
        .put("clusters", clusters).put("root cluster", boot.u32(96))
        .put("serial number", Times.format("%08X", boot.u32(100)))
        .put("version", boot.u8(105) + "." + boot.u8(104))
        .put("flags", Fields.bits(boot.u16(106), "second-FAT", "dirty", "media-failure", "clear-to-zero"))
        .put("bytes per sector", sector).put("bytes per cluster", cluster).put("FATs", boot.u8(110))
        .put("physical drive", Times.format("0x%02x", boot.u8(111))).put("percent in use", boot.u8(112));
  }

  Blob bootCode() {
    return blob.slice(120, 390);
  }
}
