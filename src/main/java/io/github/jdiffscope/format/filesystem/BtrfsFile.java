package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.LzoDecoder;
import java.io.IOException;
import java.io.InputStream;

/** The contents of a file of btrfs, extent after extent: inside its item, plain or compressed, set aside, a hole. */
final class BtrfsFile {
  private static final int INLINE = 0;
  private static final int REGULAR = 1;
  private static final int INLINE_DATA = 21;
  private static final int LARGEST_EXTENT = 1 << 20;
  private static final BlockDecoder[] DECODERS = {BlockDecoder.STORED, BlockDecoder.ZLIB, BlockDecoder.BTRFS_LZO,
      BlockDecoder.ZSTD};

  private final BtrfsVolume volume;
  private final long size;
  private final CodedBlocks blocks;
  private final StringBuilder holes = new StringBuilder();
  private final StringBuilder placement = new StringBuilder();
  private long position;
  private boolean endsInline;

  BtrfsFile(BtrfsVolume volume, long size) {
    this.volume = volume;
    this.size = size;
    this.blocks = new CodedBlocks(volume.blob(), size);
  }

  /** Adds the extent that an item tells. */
  void add(BtrfsItem item) throws IOException {
    Struct raw = item.data();
    int compression = raw.u8(16);
    if (compression >= DECODERS.length || raw.u8(17) != 0 || raw.u16(18) != 0) {
      throw new FormatException("extent " + item.key() + " has unknown compression or encryption");
    }
    long at = item.key().offset();
    if (at < position) {
      throw new FormatException("extents are not in order at " + Long.toUnsignedString(at));
    }
    hole(at - position);
    BlockDecoder decoder = DECODERS[compression];
    if (decoder == BlockDecoder.BTRFS_LZO && volume.sectorSize() != BlockDecoder.BTRFS_SECTOR) {
      throw new FormatException("LZO in sectors of " + volume.sectorSize() + " bytes is not read");
    }
    endsInline = raw.u8(20) == INLINE;
    if (endsInline) {
      inside(item, decoder);
      return;
    }
    long address = raw.i64(21);
    long length = raw.u64(45, "length of an extent");
    placement.append(' ').append(at).append(':').append(address).append('+').append(raw.i64(29))
        .append(raw.u8(20) == REGULAR ? "" : " set aside")
        .append(compression == 0 ? "" : " " + decoder.name().replace("BTRFS_", "").toLowerCase(java.util.Locale.ROOT));
    if (address == 0 || raw.u8(20) != REGULAR) {
      hole(length);
    } else if (decoder == BlockDecoder.STORED) {
      plain(address + raw.u64(37, "offset in an extent"), length);
    } else {
      compressed(raw, decoder, length);
    }
  }

  private void hole(long length) throws FormatException {
    long shown = Math.min(length, Math.max(0, size - position));
    if (shown > 0) {
      holes.append(holes.isEmpty() ? "" : ", ").append(position).append('-').append(position + shown - 1);
      blocks.hole(shown);
    }
    advance(length);
  }

  private void advance(long length) throws FormatException {
    if (position > Long.MAX_VALUE - length) {
      throw new FormatException("extents reach too far");
    }
    position += length;
  }

  private void inside(BtrfsItem item, BlockDecoder decoder) throws FormatException {
    int stored = item.data().length() - INLINE_DATA;
    long length = Math.min(item.data().u64(8, "size of an inline extent"), LARGEST_EXTENT);
    placement.append(' ').append(item.key().offset()).append(":inline+").append(stored)
        .append(decoder == BlockDecoder.STORED ? "" : " " + decoder.name().toLowerCase(java.util.Locale.ROOT));
    if (decoder == BlockDecoder.STORED) {
      blocks.run(item.place() + INLINE_DATA, Math.min(stored, length));
    } else {
      blocks.add(item.place() + INLINE_DATA, stored, Math.min(length, Math.max(0, size - position)), decoder);
    }
    advance(length);
  }

  private void plain(long address, long length) throws IOException {
    long left = Math.min(length, Math.max(0, size - position));
    for (long at = address; left > 0;) {
      long part = Math.min(left, volume.chunks().together(at));
      var places = volume.chunks().places(at);
      blocks.run(places.get(0), part);
      for (long copy : places) {
        volume.leftovers().use(copy, part);
      }
      at += part;
      left -= part;
    }
    advance(length);
  }

  private void compressed(Struct raw, BlockDecoder decoder, long length) throws IOException {
    long address = raw.i64(21);
    long stored = raw.u64(29, "size of an extent");
    long skip = raw.u64(37, "offset in an extent");
    if (stored > LARGEST_EXTENT || skip > LARGEST_EXTENT || length > LARGEST_EXTENT) {
      throw new FormatException("compressed extent of " + stored + " bytes is too large");
    } else if (volume.chunks().together(address) < stored) {
      throw new FormatException("compressed extent at " + address + " lies in pieces");
    }
    var places = volume.chunks().places(address);
    for (long copy : places) {
      volume.leftovers().use(copy, stored);
    }
    long shown = Math.min(length, Math.max(0, size - position));
    if (shown > 0) {
      blocks.add(places.get(0), stored, shown, decoder, (int) skip);
    }
    advance(length);
  }

  /** Returns the contents; {@code name} is what a tail behind the end of the file is told of as. */
  TreeEntry.Contents contents(String name) throws IOException {
    hole(Math.max(0, size - position));
    Extents stored = blocks.stored();
    if (stored == null) {
      return TreeEntry.unpacked(blocks::stream);
    }
    if (!endsInline) {
      volume.leftovers().file(name, stored);
    }
    return stored.size() == 0 ? TreeEntry.empty() : TreeEntry.at(stored);
  }

  /** Returns the first bytes, as many as there are. */
  byte[] head(int most) throws IOException {
    try (InputStream stream = blocks.stream()) {
      return stream.readNBytes((int) Math.min(most, size));
    }
  }

  String holes() {
    return holes.isEmpty() ? "no holes" : "holes " + holes;
  }

  String placement() {
    return placement.toString();
  }

  /**
   * Decodes LZO as btrfs frames it (fs/btrfs/lzo.c): the whole size, then for each sector its size and a block, none of
   * these sizes across the end of a sector; returns how many bytes came out.
   */
  static int lzo(byte[] coded, byte[] out, int sector) throws IOException {
    Struct raw = Struct.little(coded, "LZO extent");
    long end = Math.min(raw.u32(0), coded.length);
    int at = 4;
    int done = 0;
    byte[] piece = new byte[sector];
    while (at + 4 <= end && done < out.length) {
      int count = LzoDecoder.decodeUpTo(raw.bytes(at + 4, raw.i32(at)), piece);
      int kept = Math.min(count, out.length - done);
      System.arraycopy(piece, 0, out, done, kept);
      done += kept;
      at += 4 + raw.i32(at);
      at += sector - at % sector < 4 ? sector - at % sector : 0;
      if (count < sector) {
        break;
      }
    }
    return done;
  }
}
