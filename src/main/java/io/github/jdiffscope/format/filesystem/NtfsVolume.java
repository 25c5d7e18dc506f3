package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.List;

/** The boot sector and the master file table of an NTFS volume. */
final class NtfsVolume {
  static final int VOLUME_FILE = 3;
  private static final int BOOT_SECTOR = 512;
  private static final int BOOT_CODE = 84;
  /** Fix-ups stand at the end of each stride of this many bytes, whatever the sector size is. */
  private static final int STRIDE = 512;
  private static final int LARGEST_RECORD = 1 << 16;

  private final Blob blob;
  private final Struct boot;
  private final int sectorSize;
  private final int clusterSize;
  private final int recordSize;
  private final Extents table;

  NtfsVolume(Blob blob) throws IOException {
    this.blob = blob;
    this.boot = Struct.little(blob, 0, BOOT_SECTOR, "boot sector");
    this.sectorSize = boot.u16(11);
    // Large clusters are told as the negative power of two.
    int perCluster = boot.u8(13) > 128 ? 256 - boot.u8(13) : Integer.numberOfTrailingZeros(boot.u8(13));
    if (Integer.bitCount(sectorSize) != 1 || sectorSize < 256 || sectorSize > 4096 || perCluster > 12
        || boot.u8(13) == 0) {
      throw FormatException.at(11, "impossible sector of " + sectorSize + " bytes or cluster");
    }
    this.clusterSize = sectorSize << perCluster;
    this.recordSize = size(64);
    if (recordSize < STRIDE || recordSize > LARGEST_RECORD || recordSize % STRIDE != 0) {
      throw FormatException.at(64, "impossible file record of " + recordSize + " bytes");
    }
    this.table = new Extents(blob).add(place(boot.u64(48, "place of $MFT")), recordSize);
    NtfsRecord first = record(0);
    if (first == null) {
      throw FormatException.at(boot.i64(48) * clusterSize, "master file table without its first record");
    }
    table.end(0);
    grow(first.attributes());
  }

  private long place(long cluster) throws FormatException {
    if (cluster < 0 || cluster > blob.size() / clusterSize) {
      throw new FormatException("cluster " + cluster + " is not inside the volume");
    }
    return cluster * clusterSize;
  }

  /** Returns a size that is told in clusters, or as the negative power of two. */
  private int size(int at) throws FormatException {
    int value = (byte) boot.u8(at);
    return value >= 0 ? value * clusterSize : value > -31 ? 1 << -value : 0;
  }

  /** Appends what these attributes of the table's own file say of where it goes on. */
  void grow(List<NtfsAttribute> attributes) throws FormatException {
    for (NtfsAttribute attribute : attributes) {
      if (attribute.type() == NtfsAttribute.DATA && attribute.name().isEmpty() && !attribute.isResident()
          && attribute.firstCluster() * clusterSize == table.size()) {
        attribute.runs(this::extend);
      }
    }
  }

  private void extend(long cluster, long count) throws FormatException {
    if (cluster < 0) {
      throw new FormatException("hole in the master file table");
    }
    table.add(place(cluster), Math.min(count, blob.size() / clusterSize - cluster) * clusterSize);
  }

  Blob blob() {
    return blob;
  }

  int clusterSize() {
    return clusterSize;
  }

  int recordSize() {
    return recordSize;
  }

  Extents table() {
    return table;
  }

  long records() {
    return table.size() / recordSize;
  }

  /** Returns where the volume ends; a copy of the boot sector follows its last sector. */
  long end() throws FormatException {
    long sectors = boot.u64(40, "sector count");
    return sectors > Long.MAX_VALUE / sectorSize - 2 ? Long.MAX_VALUE : (sectors + 1) * sectorSize;
  }

  /** Returns a record with its fix-ups undone, or null where none was ever written. */
  NtfsRecord record(long number) throws IOException {
    byte[] raw = rawRecord(number);
    Struct head = Struct.little(raw, "file record " + number);
    if (head.i32(0) == 0) {
      return null;
    }
    if (!head.text(0, 4).equals("FILE")) {
      throw new FormatException("file record " + number + " without its signature");
    }
    int fixups = head.u16(4);
    int count = head.u16(6) - 1;
    for (int i = 0; i < count && (i + 1) * STRIDE <= raw.length; i++) {
      int at = (i + 1) * STRIDE - 2;
      if (head.u16(at) != head.u16(fixups)) {
        throw new FormatException("file record " + number + " was not written whole");
      }
      System.arraycopy(head.bytes(fixups + 2 + 2 * i, 2), 0, raw, at, 2);
    }
    return new NtfsRecord(head, number, number * recordSize);
  }

  byte[] rawRecord(long number) throws IOException {
    if (number < 0 || number >= records()) {
      throw new FormatException("file record " + number + " is not inside the table of " + records());
    }
    return table.bytes(number * recordSize, recordSize);
  }

  Blob bootCode() {
    return blob.slice(BOOT_CODE, BOOT_SECTOR - 2 - BOOT_CODE);
  }

  /** Returns what the boot sector says, and the file of the volume's name. */
  Fields fields() throws IOException {
    Fields fields = new Fields(26);
    NtfsRecord volume = record(VOLUME_FILE);
    for (NtfsAttribute attribute : volume == null ? List.<NtfsAttribute>of() : volume.attributes()) {
      if (attribute.type() == NtfsAttribute.VOLUME_NAME) {
        Struct name = attribute.value("volume name");
        fields.put("Volume name", new String(name.all(), java.nio.charset.StandardCharsets.UTF_16LE));
      } else if (attribute.type() == NtfsAttribute.VOLUME_INFORMATION) {
        Struct facts = attribute.value("volume information");
        fields.put("Version", facts.u8(8) + "." + facts.u8(9)).put("Flags", Fields.bits(facts.u16(10), "dirty",
            "resize-log-file", "upgrade-on-mount", "mounted-on-NT4", "delete-USN-underway", "repair-object-ids"));
      }
    }
    return fields.put("Serial number", Times.format("%016x", boot.i64(72)))
        .put("Sector size", sectorSize).put("Cluster size", clusterSize).put("File record size", recordSize)
        .put("Index block size", size(68)).put("Sectors", boot.i64(40)).put("$MFT at cluster", boot.i64(48))
        .put("$MFTMirr at cluster", boot.i64(56)).put("Media", Times.format("0x%02x", boot.u8(21)))
        .put("Sectors per track", boot.u16(24)).put("Heads", boot.u16(26)).put("Hidden sectors", boot.u32(28))
        .put("Jump and name", boot.hex(0, 3) + ' ' + boot.padded(3, 8))
        .put("Reserved fields", boot.hex(14, 7) + ' ' + boot.hex(22, 2) + ' ' + boot.hex(32, 8) + ' '
            + boot.hex(65, 3) + ' ' + boot.hex(69, 3))
        .put("Checksum", Times.format("%08x", boot.u32(80))).put("Signature", boot.hex(510, 2));
  }
}
