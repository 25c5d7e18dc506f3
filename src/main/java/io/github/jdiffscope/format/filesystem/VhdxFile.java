package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The header section, the regions and the metadata of a VHDX file ([MS-VHDX] 2.2 and 2.6). */
final class VhdxFile {
  private static final int KIB = 1024;
  private static final int CREATOR = 512;
  private static final int HEADER = 4096;
  private static final int REGIONS = 64 * KIB;
  private static final int MOST_REGIONS = 2047;
  private static final int LONGEST_ITEM = 1 << 20;
  private static final String BLOCK_TABLE = "2dc27766-f623-4200-9d64-115e9bfd4a08";
  private static final String METADATA = "8b7ca206-4790-4b9a-b8fe-575f050f886e";

  private final Blob blob;
  private final Fields fields = new Fields();
  private final Fields headers = new Fields();
  private final Fields layout = new Fields();
  private final Fields parent = new Fields();
  private boolean log;
  private boolean differencing;
  private long table;
  private long tableLength;
  private long metadata = -1;
  private long blockSize;
  private long diskSize;
  private long sectorSize;

  VhdxFile(Blob blob) {
    this.blob = blob;
  }

  Fields fields() {
    return fields;
  }

  Fields headers() {
    return headers;
  }

  Fields layout() {
    return layout;
  }

  Fields parent() {
    return parent;
  }

  boolean hasLog() {
    return log;
  }

  boolean hasParent() {
    return differencing;
  }

  long table() {
    return table;
  }

  long tableLength() {
    return tableLength;
  }

  long blockSize() {
    return blockSize;
  }

  long diskSize() {
    return diskSize;
  }

  long sectorSize() {
    return sectorSize;
  }

  /** Reads all of it; what was read before damage is kept. */
  void read() throws IOException {
    String creator = new String(Struct.little(blob, 8, CREATOR, "file type").all(), StandardCharsets.UTF_16LE);
    int end = creator.indexOf(0);
    fields.put("file format", "vhdx").put("creator", end < 0 ? creator : creator.substring(0, end));
    header();
    regions();
    if (metadata < 0 || tableLength == 0) {
      throw FormatException.at(192 * KIB, "the region of the " + (metadata < 0 ? "metadata" : "blocks") + " is missing");
    }
    metadata();
  }

  /** Of the two headers the one that was written last is in force, unless it is damaged. */
  private void header() throws IOException {
    Struct first = valid(64 * KIB, HEADER, "head");
    Struct second = valid(128 * KIB, HEADER, "head");
    boolean later = first == null || second != null && second.i64(8) > first.i64(8);
    Struct header = later ? second : first;
    if (header == null) {
      throw FormatException.at(64 * KIB, "neither header is valid");
    }
    fields.put("version", header.u16(66));
    headers.put("header in force", later ? "second" : "first").put("sequence number", header.i64(8))
        .put("file write id", header.guid(16)).put("data write id", header.guid(32)).put("log id", header.guid(48))
        .put("log version", header.u16(64)).put("log", header.u32(68) + " bytes at " + header.i64(72))
        .put("other header", other(later ? first : second));
    log = !header.isZero(48, 16);
  }

  private static String other(Struct header) throws FormatException {
    return header == null ? "damaged" : "sequence number " + header.i64(8) + ", file write id " + header.guid(16)
        + ", data write id " + header.guid(32) + ", log id " + header.guid(48);
  }

  /** Returns a structure that starts with a signature and a sum of itself, or null. */
  private Struct valid(int at, int length, String signature) throws IOException {
    Struct read = at > blob.size() - length ? null : Struct.little(blob, at, length, signature);
    if (read == null || !read.text(0, 4).equals(signature)) {
      return null;
    }
    CRC32C sum = new CRC32C();
    sum.update(read.bytes(0, 4));
    sum.update(new byte[4]);
    sum.update(read.bytes(8, length - 8));
    return sum.getValue() == read.u32(4) ? read : null;
  }

  private void regions() throws IOException {
    Struct regions = valid(192 * KIB, REGIONS, "regi");
    layout.put("region table", regions != null ? "first" : "second");
    regions = regions != null ? regions : valid(256 * KIB, REGIONS, "regi");
    if (regions == null || regions.u32(8) > MOST_REGIONS) {
      throw FormatException.at(192 * KIB, "neither region table is valid");
    }
    for (int i = 0; i < regions.u32(8); i++) {
      int at = 16 + 32 * i;
      String id = regions.guid(at);
      long place = regions.u64(at + 16, "place of a region");
      if (id.equals(BLOCK_TABLE)) {
        table = place;
        tableLength = regions.u32(at + 24);
      } else if (id.equals(METADATA)) {
        metadata = place;
      }
      layout.put(id.equals(BLOCK_TABLE) ? "block table" : id.equals(METADATA) ? "metadata" : "region " + id,
          regions.u32(at + 24) + " bytes at " + place + ((regions.u32(at + 28) & 1) != 0 ? ", required" : ""));
    }
  }

  private void metadata() throws IOException {
    Struct items = Struct.little(blob, metadata, REGIONS, "metadata table");
    if (!items.text(0, 8).equals("metadata")) {
      throw FormatException.at(metadata, "metadata table without its signature");
    }
    for (int i = 0; i < items.u16(10); i++) {
      int at = 32 + 32 * i;
      String id = items.guid(at);
      long length = items.u32(at + 20);
      if (length > LONGEST_ITEM) {
        throw FormatException.at(metadata + at, "metadata item of " + length + " bytes");
      }
      layout.put("item " + id, length + " bytes at " + items.u32(at + 16) + ", flags " + items.u32(at + 24));
      item(id, Struct.little(blob, metadata + items.u32(at + 16), (int) length, "metadata item " + id));
    }
  }

  private void item(String id, Struct item) throws IOException {
    switch (id) {
      case "caa16737-fa36-4d43-b3b6-33f0aa44e76b" -> {
        blockSize = item.u32(0);
        differencing = (item.u32(4) & 2) != 0;
        fields.put("cluster_size", blockSize).put("flags", Fields.bits(item.u32(4), "fixed", "has-parent"));
      }
      case "2fa54224-cd1b-4876-b211-5dbed83bf4b8" -> {
        diskSize = item.u64(0, "size of the disk");
        fields.put("virtual size", diskSize + " bytes");
      }
      case "beca12ab-b2e6-4523-93ef-c309e000c746" -> fields.put("disk id", item.guid(0));
      case "8141bf1d-a96f-4709-ba47-f233a8faab5f" -> {
        sectorSize = item.u32(0);
        fields.put("logical sector", sectorSize);
      }
      case "cda348c7-445d-4471-9cc9-e9885251c556" -> fields.put("physical sector", item.u32(0));
      case "a8d35f2d-b30b-454d-abf7-d3d84834ab0c" -> locator(item);
      default -> fields.put("item " + id, Attributes.shown(item.all()));
    }
  }

  /** Names and values that say where the parent is (2.6.2.6). */
  private void locator(Struct item) throws FormatException {
    parent.put("kind of locator", item.guid(0));
    for (int i = 0; i < item.u16(18); i++) {
      int at = 20 + 12 * i;
      parent.put(wide(item, item.u32(at), item.u16(at + 8)), wide(item, item.u32(at + 4), item.u16(at + 10)));
    }
  }

  private static String wide(Struct item, long at, int length) throws FormatException {
    return new String(item.bytes((int) Math.min(Integer.MAX_VALUE, at), length), StandardCharsets.UTF_16LE);
  }
}
