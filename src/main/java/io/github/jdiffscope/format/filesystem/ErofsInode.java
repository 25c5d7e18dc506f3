package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** An inode of an EROFS image: 32 bytes in compact form, 64 in extended form. */
final class ErofsInode {
  static final int COMPRESSED_FULL = 1;
  static final int INLINE = 2;
  static final int COMPRESSED_COMPACT = 3;
  private static final int CHUNKS = 4;
  private static final int COMPACT_SIZE = 32;
  private static final int EXTENDED_SIZE = 64;
  private static final int CHUNK_INDEXES = 0x20;
  private static final long NOWHERE = 0xFFFF_FFFFL;
  private static final String[] LAYOUTS = {"plain", "compressed-full", "inline", "compressed-compact", "chunks"};

  private final ErofsVolume volume;
  private final long number;
  private final long place;
  private final Struct raw;
  private final boolean extended;

  ErofsInode(ErofsVolume volume, long number, long place) throws IOException {
    this.volume = volume;
    this.number = number;
    this.place = place;
    this.extended = (Struct.little(volume.blob(), place, 2, "inode " + number).u16(0) & 1) != 0;
    this.raw = Struct.little(volume.blob(), place, extended ? EXTENDED_SIZE : COMPACT_SIZE, "inode " + number);
    if (layout() > CHUNKS) {
      throw FormatException.at(place, "inode of unknown layout " + layout());
    }
    if (size() > volume.blob().size() << 14) {
      throw FormatException.at(place, "inode of " + size() + " bytes cannot be in this image");
    }
  }

  long number() {
    return number;
  }

  boolean isExtended() {
    return extended;
  }

  int layout() throws FormatException {
    return raw.u16(0) >>> 1 & 7;
  }

  String form() throws FormatException {
    return (extended ? "extended " : "compact ") + LAYOUTS[layout()];
  }

  int mode() throws FormatException {
    return raw.u16(4);
  }

  long size() throws FormatException {
    return extended ? raw.u64(8, "size") : raw.u32(8);
  }

  /** Returns the word whose meaning the layout tells: an address, a device number, a format of chunks. */
  long word() throws FormatException {
    return raw.u32(16);
  }

  long uid() throws FormatException {
    return extended ? raw.u32(24) : raw.u16(24);
  }

  long gid() throws FormatException {
    return extended ? raw.u32(28) : raw.u16(26);
  }

  long links() throws FormatException {
    return extended ? raw.u32(44) : raw.u16(6);
  }

  long seconds() throws FormatException {
    return raw.i64(32);
  }

  long nanos() throws FormatException {
    return raw.u32(40);
  }

  long attributesAt() {
    return place + raw.length();
  }

  int attributesSize() throws FormatException {
    int count = raw.u16(2);
    return count == 0 ? 0 : 12 + 4 * (count - 1);
  }

  private long end() throws FormatException {
    return attributesAt() + attributesSize();
  }

  CodedBlocks blocks() throws IOException {
    return switch (layout()) {
      case COMPRESSED_FULL, COMPRESSED_COMPACT -> new ErofsClusters(volume, this, end()).blocks();
      case CHUNKS -> chunks();
      default -> flat();
    };
  }

  private CodedBlocks flat() throws IOException {
    CodedBlocks blocks = new CodedBlocks(volume.blob(), size());
    long blockSize = volume.blockSize();
    long count = (size() + blockSize - 1) / blockSize;
    long whole = layout() == INLINE ? Math.max(0, count - 1) * blockSize : size();
    long start = word() << volume.blockBits();
    blocks.run(start, whole);
    if (size() > whole) {
      blocks.run(end(), size() - whole);
    }
    return blocks;
  }

  private CodedBlocks chunks() throws IOException {
    CodedBlocks blocks = new CodedBlocks(volume.blob(), size());
    long chunk = (long) volume.blockSize() << (word() & 0x1F);
    boolean indexed = (word() & CHUNK_INDEXES) != 0;
    int width = indexed ? 8 : 4;
    long at = end() + width - 1 & -width;
    for (long done = 0; done < size(); done += chunk, at += width) {
      Struct entry = Struct.little(volume.blob(), at, width, "chunk");
      long block = entry.u32(indexed ? 4 : 0);
      long length = Math.min(chunk, size() - done);
      if (block == NOWHERE) {
        blocks.hole(length);
      } else if (indexed && entry.u16(2) != 0) {
        throw FormatException.at(at, "chunk lies on device " + entry.u16(2) + ", which is another file");
      } else {
        blocks.run(block << volume.blockBits(), length);
      }
    }
    return blocks;
  }
}
