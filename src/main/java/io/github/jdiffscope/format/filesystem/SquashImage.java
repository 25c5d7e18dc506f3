package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The superblock, metadata and tables of a SquashFS 4.0 image (Linux' Documentation/filesystems/squashfs.rst). */
final class SquashImage {
  static final int SUPERBLOCK_SIZE = 96;
  private static final int METADATA_SIZE = 8192;
  private static final int STORED = 0x8000;
  private static final int CACHED_BLOCKS = 64;
  private static final int LARGEST_BLOCK = 1 << 20;

  /** A decoded metadata block and where the next one starts. */
  record Metadata(byte[] bytes, long next) {}

  private final Blob blob;
  private final Struct raw;
  private final SquashBlocks compressor;
  private final Map<Long, Metadata> cache = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Metadata> eldest) {
      return size() > CACHED_BLOCKS;
    }
  };
  private long cachedFragment = -1;
  private byte[] fragment;

  SquashImage(Blob blob) throws IOException {
    this.blob = blob;
    this.raw = Struct.little(blob, 0, SUPERBLOCK_SIZE, "superblock");
    if (raw.text(0, 4).equals("sqsh")) {
      throw FormatException.at(0, "SquashFS version " + raw.u8(29) + " with the most significant byte first is not read");
    }
    if (raw.u16(28) != 4) {
      throw FormatException.at(28, "SquashFS version " + raw.u16(28) + "." + raw.u16(30) + " is not read");
    }
    if (raw.u32(12) < 4096 || raw.u32(12) > LARGEST_BLOCK || Integer.bitCount(raw.i32(12)) != 1) {
      throw FormatException.at(12, "impossible block size " + raw.u32(12));
    }
    this.compressor = SquashBlocks.of(raw.u16(20));
  }

  Blob blob() {
    return blob;
  }

  Struct superblock() {
    return raw;
  }

  SquashBlocks compressor() {
    return compressor;
  }

  int blockSize() throws FormatException {
    return raw.i32(12);
  }

  /** Returns bytes that start in a metadata block and may go on in those behind it. */
  Struct metadata(long block, int offset, int length, String what) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(length, METADATA_SIZE));
    long at = block;
    int from = offset;
    while (out.size() < length) {
      Metadata decoded = block(at);
      if (from > decoded.bytes.length || decoded.bytes.length == 0) {
        throw FormatException.at(at, what + " starts past the end of its metadata block");
      }
      int count = Math.min(length - out.size(), decoded.bytes.length - from);
      out.write(decoded.bytes, from, count);
      from = 0;
      at = decoded.next;
    }
    return Struct.little(out.toByteArray(), what);
  }

  private Metadata block(long at) throws IOException {
    Metadata known = cache.get(at);
    if (known == null) {
      int header = Struct.little(blob, at, 2, "metadata block header").u16(0);
      int size = header & ~STORED;
      byte[] coded = Struct.little(blob, at + 2, size, "metadata block").all();
      known = new Metadata((header & STORED) != 0 ? coded : compressor.decode(coded, METADATA_SIZE), at + 2 + size);
      cache.put(at, known);
    }
    return known;
  }

  /** Returns an entry of a table that is found through a list of its metadata blocks. */
  Struct tableEntry(long table, long index, int size, String what) throws IOException {
    long byteOffset = index * size;
    if (table < 0 || index < 0) {
      throw new FormatException(what + " " + index + " is in no table");
    }
    long block = Struct.little(blob, table + byteOffset / METADATA_SIZE * 8, 8, what).i64(0);
    return metadata(block, (int) (byteOffset % METADATA_SIZE), size, what);
  }

  long owner(int index) throws IOException {
    if (index >= raw.u16(26)) {
      throw new FormatException("owner " + index + " is not one of " + raw.u16(26));
    }
    return tableEntry(raw.i64(48), index, 4, "owner").u32(0);
  }

  /** Returns where a fragment block is and its size word. */
  Struct fragmentEntry(long index) throws IOException {
    if (index >= raw.u32(16)) {
      throw new FormatException("fragment " + index + " is not one of " + raw.u32(16));
    }
    return tableEntry(raw.i64(80), index, 16, "fragment");
  }

  byte[] fragment(long index) throws IOException {
    if (cachedFragment != index) {
      Struct entry = fragmentEntry(index);
      fragment = data(entry.u64(0, "place"), entry.i32(8));
      cachedFragment = index;
    }
    return fragment;
  }

  /** Returns a data block; bit 24 of its size word says that it is stored as it is. */
  byte[] data(long at, int sizeWord) throws IOException {
    int size = sizeWord & 0xFF_FFFF;
    byte[] coded = Struct.little(blob, at, size, "data block").all();
    return isStored(sizeWord) ? coded : compressor.decode(coded, blockSize());
  }

  static boolean isStored(int sizeWord) {
    return (sizeWord & 1 << 24) != 0;
  }

  /** Returns the fields as {@code unsquashfs -s} prints them, times in UTC. */
  Fields fields() throws FormatException {
    int flags = raw.u16(24);
    Fields fields = new Fields();
    fields.line("Found a valid SQUASHFS " + raw.u16(28) + ":" + raw.u16(30) + " superblock")
        .line("Creation or last append time " + Times.seconds(raw.u32(8)))
        .line("Compression " + compressor.toString().toLowerCase(java.util.Locale.ROOT))
        .line("Block size " + raw.u32(12))
        .line("Filesystem is " + ((flags & 0x80) != 0 ? "" : "not ") + "exportable via NFS")
        .line("Inodes are " + ((flags & 1) != 0 ? "un" : "") + "compressed")
        .line("Data is " + ((flags & 2) != 0 ? "un" : "") + "compressed")
        .line("Uids/Gids (Id table) are " + ((flags & 0x801) != 0 ? "un" : "") + "compressed")
        .line((flags & 0x10) != 0 ? "Fragments are not stored"
            : "Fragments are " + ((flags & 8) != 0 ? "un" : "") + "compressed")
        .line("Always-use-fragments option is " + ((flags & 0x20) != 0 ? "" : "not ") + "specified")
        .line((flags & 0x200) != 0 ? "Xattrs are not stored"
            : "Xattrs are " + ((flags & 0x100) != 0 ? "un" : "") + "compressed")
        .line("Duplicates are " + ((flags & 0x40) != 0 ? "" : "not ") + "removed")
        .line("Compressor options are " + ((flags & 0x400) != 0 ? "" : "not ") + "stored");
    if ((flags & 0x400) != 0) {
      SquashOptions.put(this, fields);
    }
    fields.line("Number of fragments " + raw.u32(16)).line("Number of inodes " + raw.u32(4))
        .line("Number of ids " + raw.u16(26));
    return fields;
  }
}
