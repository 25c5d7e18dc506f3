package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A block table of a disk image: the chunks of a run of sectors, usually a partition.
 *
 * @param data where the data of its chunks starts
 */
record DmgTable(DmgResource resource, Struct raw, List<Chunk> chunks, long data) {
  private static final int HEADER = 204;
  private static final int CHUNK = 40;
  private static final int SECTOR = 512;
  private static final long MOST_SECTORS = 1L << 50;
  private static final long COMMENT = 0x7FFF_FFFEL;
  private static final long END = 0xFFFF_FFFFL;

  /** @param sector from the start of the disk */
  private record Chunk(long kind, long sector, long count, long at, long length) {}

  static DmgTable read(DmgResource resource, long dataFork) throws FormatException {
    String what = "block table " + resource.field("ID");
    Struct raw = Struct.big(resource.bytes(), what);
    if (!raw.text(0, 4).equals("mish")) {
      throw new FormatException(what + " does not start with its signature");
    }
    long data = dataFork + sectors(raw, 24);
    long first = sectors(raw, 8);
    List<Chunk> chunks = new ArrayList<>();
    for (long i = 0; i < raw.u32(200); i++) {
      int at = (int) Math.min(HEADER + i * CHUNK, raw.length());
      if (raw.u32(at) == END) {
        break;
      } else if (raw.u32(at) != COMMENT) {
        chunks.add(new Chunk(raw.u32(at), first + sectors(raw, at + 8), sectors(raw, at + 16), sectors(raw, at + 24),
            sectors(raw, at + 32)));
      }
    }
    return new DmgTable(resource, raw, chunks, data);
  }

  /** Returns a place or count that no sum of can be too large. */
  private static long sectors(Struct raw, int at) throws FormatException {
    long value = raw.i64(at);
    if (value < 0 || value > MOST_SECTORS) {
      throw new FormatException("impossible number " + Long.toUnsignedString(value) + " in a block table");
    }
    return value;
  }

  String name() {
    return resource.field("Name").isEmpty() ? resource.title() : resource.field("Name");
  }

  Row row() throws FormatException {
    return new Row(resource.title(), Times.format("%s, sectors %d+%d, version %d, descriptor %d", resource.row(),
        raw.i64(8), raw.i64(16), raw.u32(4), raw.i32(36)));
  }

  String checksum() {
    try {
      return checksum(raw, 64);
    } catch (FormatException cannotBe) {
      return cannotBe.getMessage();
    }
  }

  /** Returns a sum: its kind, how many bits it has, and 128 bytes of space for it. */
  static String checksum(Struct raw, int at) throws FormatException {
    long bytes = Math.min(128, raw.u32(at + 4) / 8);
    return raw.u32(at) == 0 ? "none" : Fields.word(raw.u32(at), null, null, "CRC-32", null, "MD5") + ' '
        + raw.hex(at + 8, (int) bytes);
  }

  private static String word(long kind) {
    return switch ((int) kind) {
      case 0 -> "zeros";
      case 1 -> "stored";
      case 2 -> "unused";
      case 0x80000004 -> "ADC";
      case 0x80000005 -> "zlib";
      case 0x80000006 -> "bzip2";
      case 0x80000007 -> "LZFSE";
      case 0x80000008 -> "LZMA";
      default -> Times.format("kind %08x", kind);
    };
  }

  /** Returns how many chunks are stored in which way. */
  String kinds() {
    Map<String, Integer> counts = new TreeMap<>();
    chunks.forEach(chunk -> counts.merge(word(chunk.kind), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((kind, count) -> words.add(count + " " + kind));
    return String.join(", ", words);
  }

  void chunksTo(StringBuilder text) {
    for (Chunk chunk : chunks) {
      text.append("sectors ").append(chunk.sector).append('+').append(chunk.count).append(": ").append(word(chunk.kind))
          .append(' ').append(chunk.at).append('+').append(chunk.length).append('\n');
    }
  }

  /** Returns the disk that the tables make up. */
  static DiskPieces disk(Blob blob, List<DmgTable> tables, long sectors) throws IOException {
    List<Chunk> all = new ArrayList<>();
    for (DmgTable table : tables) {
      for (Chunk chunk : table.chunks) {
        all.add(new Chunk(chunk.kind, chunk.sector, chunk.count, table.data + chunk.at, chunk.length));
      }
    }
    all.sort(Comparator.comparingLong(Chunk::sector));
    DiskPieces disk = new DiskPieces(blob);
    for (Chunk chunk : all) {
      if (chunk.count > 0) {
        add(chunk, disk);
      }
    }
    return disk.hole(Math.max(0, Math.min(sectors, MOST_SECTORS) * SECTOR - disk.size()));
  }

  private static void add(Chunk chunk, DiskPieces disk) throws IOException {
    long gap = chunk.sector * SECTOR - disk.size();
    if (gap < 0) {
      throw new FormatException("chunks of the disk overlap at sector " + chunk.sector);
    }
    disk.hole(gap);
    long length = chunk.count * SECTOR;
    switch ((int) chunk.kind) {
      case 0, 2 -> disk.hole(length);
      case 1 -> disk.stored(chunk.at, Math.min(chunk.length, length)).hole(length - Math.min(chunk.length, length));
      case 0x80000004 -> disk.coded(DiskPieces.Kind.ADC, chunk.at, chunk.length, length);
      case 0x80000005 -> disk.coded(DiskPieces.Kind.ZLIB, chunk.at, chunk.length, length);
      case 0x80000006 -> disk.coded(DiskPieces.Kind.BZIP2, chunk.at, chunk.length, length);
      case 0x80000007 -> disk.coded(DiskPieces.Kind.LZFSE, chunk.at, chunk.length, length);
      case 0x80000008 -> disk.coded(DiskPieces.Kind.XZ, chunk.at, chunk.length, length);
      default -> throw new FormatException("chunk at sector " + chunk.sector + " is stored in an unknown way, "
          + word(chunk.kind));
    }
  }
}
