package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** A file compressed with zisofs: a header, pointers to blocks, then each block by itself (Linux' fs/isofs/compress.c). */
final class IsoCompressed {
  private static final long MAGIC = 0x07D6_DBC9_9653_E437L;
  private static final int HEADER = 16;
  private static final int LARGEST_TABLE = 1 << 26;

  private IsoCompressed() {}

  /** Returns the contents decompressed; a file that lacks the header of the method is handed over as it is. */
  static TreeEntry.Contents contents(Blob blob, Extent file, long size) throws IOException {
    if (file.length() < HEADER) {
      return TreeEntry.at(Extents.range(blob, file.offset(), file.length()));
    }
    Struct header = Struct.little(blob, file.offset(), HEADER, "zisofs header");
    if (header.i64(0) != MAGIC || header.u32(8) != size) {
      return TreeEntry.at(Extents.range(blob, file.offset(), file.length()));
    }
    return TreeEntry.unpacked(() -> blocks(blob, file, header, size).stream());
  }

  private static CodedBlocks blocks(Blob blob, Extent file, Struct header, long size) throws IOException {
    int shift = header.u8(13);
    if (shift < 12 || shift > 20) {
      throw FormatException.at(file.offset() + 13, "impossible block size 1 << " + shift);
    }
    long count = (size + (1L << shift) - 1) >> shift;
    long start = file.offset() + 4L * header.u8(12);
    if (count * 4 + 4 > LARGEST_TABLE) {
      throw new FormatException("table of " + count + " blocks is too large");
    }
    Struct table = Struct.little(blob, start, (int) (4 * count + 4), "zisofs block pointers");
    CodedBlocks blocks = new CodedBlocks(blob, size);
    for (int i = 0; i < count; i++) {
      long from = table.u32(4 * i);
      long to = table.u32(4 * i + 4);
      if (to < from || to > file.length()) {
        throw new FormatException("block " + i + " is not inside its file");
      }
      blocks.add(file.offset() + from, to - from, Math.min(1L << shift, size - ((long) i << shift)), BlockDecoder.ZLIB);
    }
    return blocks;
  }
}
