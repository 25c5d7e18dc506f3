package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The erase blocks of a UBI image and the volumes they make up (Linux' drivers/mtd/ubi/ubi-media.h). */
final class UbiImage {
  static final String MAGIC = "UBI#";
  private static final int HEADER = 64;
  private static final int ERASE_MAGIC = 0x55424923;
  private static final int VOLUME_MAGIC = 0x55424921;
  private static final int TABLE_VOLUME = 0x7FFFEFFF;
  private static final int RECORD = 172;
  private static final int MOST_RECORDS = 128;
  private static final int LARGEST_BLOCK = 1 << 24;
  private static final int MOST_BLOCKS = 1 << 20;

  /** An erase block that is part of a volume. */
  record Mapped(long place, long number, long sequence, int type, long size, long pad, long eraseBlock) {}

  private final Blob blob;
  private final Struct first;
  private final int blockSize;
  private final Map<Integer, TreeMap<Long, Mapped>> volumes = new TreeMap<>();
  private final List<String> blocks = new ArrayList<>();

  UbiImage(Blob blob) throws IOException {
    this.blob = blob;
    this.first = Struct.big(blob, 0, HEADER, "erase counter header");
    this.blockSize = findBlockSize();
    if (first.u32(16) > blockSize - HEADER || first.u32(20) > blockSize) {
      throw FormatException.at(16, "headers lie outside the erase block of " + blockSize + " bytes");
    }
    for (long at = 0; at + blockSize <= blob.size(); at += blockSize) {
      block(at);
    }
  }

  Struct first() {
    return first;
  }

  int blockSize() {
    return blockSize;
  }

  List<String> blocks() {
    return blocks;
  }

  /** Returns the distance to the next erase counter header, a multiple of 1,024 as flash has it. */
  private int findBlockSize() throws IOException {
    for (int size = 1024; size <= LARGEST_BLOCK && size + 4L <= blob.size(); size += 1024) {
      if (Struct.big(blob, size, 4, "erase counter header").i32(0) == ERASE_MAGIC) {
        return size;
      }
    }
    if (blob.size() > LARGEST_BLOCK) {
      throw FormatException.at(0, "no second erase block was found");
    }
    return (int) blob.size();
  }

  private void block(long at) throws IOException {
    long number = at / blockSize;
    if (number > MOST_BLOCKS) {
      throw FormatException.at(at, "more than " + MOST_BLOCKS + " erase blocks");
    }
    Struct counter = Struct.big(blob, at, HEADER, "erase counter header");
    if (counter.i32(0) != ERASE_MAGIC) {
      blocks.add("block " + number + ": no header");
      return;
    }
    Struct header = Struct.big(blob, at + first.u32(16), HEADER, "volume header");
    String text = "block " + number + ": erased " + counter.i64(8) + " times";
    if (header.i32(0) != VOLUME_MAGIC) {
      blocks.add(text + ", free");
      return;
    }
    Mapped mapped = new Mapped(at, header.u32(12), header.i64(40), header.u8(5), header.u32(20), header.u32(28), number);
    blocks.add(text + ", volume " + header.i32(8) + " block " + mapped.number + ", sequence " + mapped.sequence);
    volumes.computeIfAbsent(header.i32(8), key -> new TreeMap<>()).merge(mapped.number, mapped,
        (old, next) -> next.sequence >= old.sequence ? next : old);
  }

  /** Returns the numbers of the volumes that hold files. */
  List<Integer> volumes() {
    return volumes.keySet().stream().filter(id -> id != TABLE_VOLUME).toList();
  }

  /** Returns the records of the volume table, empty ones left out, by number. */
  Map<Integer, Struct> records() throws IOException {
    Map<Integer, Struct> records = new TreeMap<>();
    TreeMap<Long, Mapped> table = volumes.get(TABLE_VOLUME);
    if (table == null) {
      throw new FormatException("there is no volume table");
    }
    long at = table.firstEntry().getValue().place + first.u32(20);
    for (int i = 0; i < MOST_RECORDS && (i + 1) * RECORD <= blockSize - first.u32(20); i++) {
      Struct record = Struct.big(blob, at + (long) i * RECORD, RECORD, "volume record");
      if (record.i32(0) != 0) {
        records.put(i, record);
      }
    }
    return records;
  }

  /** Returns where the contents of a volume lie; blocks that are not mapped are holes. */
  Extents contents(int volume) throws IOException {
    Extents runs = new Extents(blob);
    long next = 0;
    for (Mapped block : volumes.get(volume).values()) {
      long whole = blockSize - first.u32(20) - block.pad;
      // A static volume says how much of its last block is used.
      long length = block.type == 2 ? block.size : whole;
      if (whole < 0 || length > whole || block.number > MOST_BLOCKS) {
        throw FormatException.at(block.place, "volume header with impossible sizes");
      }
      runs.addHole((block.number - next) * whole);
      runs.add(block.place + first.u32(20), length);
      next = block.number + 1;
    }
    return runs;
  }
}
