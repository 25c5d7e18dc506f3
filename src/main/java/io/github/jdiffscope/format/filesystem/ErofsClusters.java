package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The compressed runs of an EROFS file. Its logical clusters each say whether a run begins in them; indexes are full (8
 * bytes) or packed, two of 16 bits in 8 bytes or 16 of 14 bits in 32 (Linux' fs/erofs/erofs_fs.h).
 */
final class ErofsClusters {
  private static final int PACKED_16 = 0x01;
  private static final int BIG_FIRST = 0x02;
  private static final int BIG_SECOND = 0x04;
  private static final int TAIL_INLINE = 0x08;
  private static final int INTERLACED = 0x10;
  private static final int TAIL_FRAGMENT = 0x20;
  private static final int PLAIN = 0;
  private static final int FOLLOWS = 2;
  private static final int SECOND_HEAD = 3;
  private static final int COUNT_FLAG = 1 << 11;
  private static final long MOST_CLUSTERS = 1 << 24;

  /** A cluster in which a run begins. */
  private record Head(int kind, long start, long block, int codedBlocks) {}

  private final ErofsVolume volume;
  private final ErofsInode inode;
  private final long header;
  private final Struct map;
  private final int advise;
  private final int clusterBits;
  private final long clusters;
  private final List<Head> heads = new ArrayList<>();
  private long indexEnd;

  ErofsClusters(ErofsVolume volume, ErofsInode inode, long inodeEnd) throws IOException {
    this.volume = volume;
    this.inode = inode;
    this.header = inodeEnd + 7 & ~7L;
    this.map = Struct.little(volume.blob(), header, 8, "cluster map header");
    this.advise = map.u16(4);
    this.clusterBits = volume.blockBits() + (map.u8(7) & 7);
    this.clusters = (inode.size() + (1L << clusterBits) - 1) >> clusterBits;
    if (clusters > MOST_CLUSTERS || clusterBits > 24) {
      throw FormatException.at(header, "impossible number of clusters " + clusters);
    }
  }

  CodedBlocks blocks() throws IOException {
    long size = inode.size();
    CodedBlocks blocks = new CodedBlocks(volume.blob(), size);
    if ((map.u8(7) & 0x80) != 0) {
      fragment(map.i64(0) & Long.MAX_VALUE, inode.size(), blocks);
      return blocks;
    }
    if (inode.layout() == ErofsInode.COMPRESSED_FULL) {
      full();
    } else {
      packed();
    }
    // The last cluster may also say where the file ends, as a run that would begin there.
    heads.removeIf(head -> head.start >= size);
    for (int i = 0; i < heads.size(); i++) {
      boolean last = i + 1 == heads.size();
      run(heads.get(i), last ? inode.size() : heads.get(i + 1).start, last, blocks);
    }
    return blocks;
  }

  private void run(Head head, long end, boolean last, CodedBlocks blocks) throws IOException {
    long length = end - head.start;
    if (length < 0 || head.start != blocks.total()) {
      throw FormatException.at(header, "compressed runs do not follow each other at " + head.start);
    }
    long at = head.block << volume.blockBits();
    long coded = (long) Math.max(1, head.codedBlocks) << volume.blockBits();
    if (last && (advise & TAIL_FRAGMENT) != 0) {
      fragment(map.u32(0), length, blocks);
      return;
    }
    if (last && (advise & TAIL_INLINE) != 0) {
      at = indexEnd;
      coded = map.u16(2);
    }
    if (head.kind == PLAIN) {
      plain(at, coded, head.start, length, blocks);
      return;
    }
    int algorithm = head.kind == SECOND_HEAD ? map.u8(6) >>> 4 : map.u8(6) & 15;
    int skip = padding(at, coded);
    blocks.add(at + skip, (int) (coded - skip), length, decoder(algorithm));
  }

  /** An interlaced run is turned so that its bytes keep their place within a block. */
  private void plain(long at, long coded, long start, long length, CodedBlocks blocks) throws IOException {
    long turn = (advise & INTERLACED) != 0 ? start & volume.blockSize() - 1 : 0;
    long first = Math.min(length, coded - turn);
    blocks.run(at + turn, first);
    blocks.run(at, Math.min(length - first, coded));
  }

  private static BlockDecoder decoder(int algorithm) throws FormatException {
    return switch (algorithm) {
      case 0 -> BlockDecoder.LZ4;
      case 1 -> BlockDecoder.MICRO_LZMA;
      case 2 -> BlockDecoder.DEFLATE;
      case 3 -> BlockDecoder.ZSTD;
      default -> throw new FormatException("unknown compression algorithm " + algorithm);
    };
  }

  /** Returns how many zeros stand before the compressed bytes, which end where their blocks end. */
  private int padding(long at, long coded) throws IOException {
    byte[] bytes = Struct.little(volume.blob(), at, (int) Math.min(coded, volume.blockSize()), "compressed run").all();
    int zeros = 0;
    while (zeros < bytes.length - 1 && bytes[zeros] == 0) {
      zeros++;
    }
    return (volume.superblock().i32(80) & 1) == 0 ? 0 : zeros;
  }

  /** Adds bytes of the file in which the ends of others are packed. */
  private void fragment(long offset, long length, CodedBlocks blocks) throws IOException {
    ErofsInode packed = volume.inode(volume.superblock().u64(96, "number of the packed inode"));
    if (packed.number() == inode.number()) {
      throw new FormatException("the packed inode is packed in itself");
    }
    blocks.shared(packed.blocks(), offset, length);
  }

  private void full() throws IOException {
    Blob blob = volume.blob();
    long at = header + 16;
    for (long i = 0; i < clusters; i++, at += 8) {
      Struct entry = Struct.little(blob, at, 8, "cluster");
      int kind = entry.u16(0) & 3;
      if (kind != FOLLOWS) {
        head(kind, i, entry.u16(2), entry.u32(4));
      } else {
        follows(entry.u16(4));
      }
    }
    indexEnd = at;
  }

  private void head(int kind, long cluster, int offset, long block) {
    heads.add(new Head(kind, (cluster << clusterBits) + offset, block, 0));
  }

  /** A cluster behind the head may say how many blocks the run takes. */
  private void follows(int word) {
    if ((word & COUNT_FLAG) != 0 && !heads.isEmpty()) {
      Head head = heads.remove(heads.size() - 1);
      heads.add(new Head(head.kind, head.start, head.block, word & COUNT_FLAG - 1));
    }
  }

  private void packed() throws IOException {
    long at = header + 8;
    long first = (32 - at % 32) / 4 % 8;
    long sixteens = (advise & PACKED_16) != 0 && first < clusters ? (clusters - first) / 16 * 16 : 0;
    first = Math.min(first, clusters);
    at = packs(at, 0, first, 2);
    at = packs(at, first, sixteens, 16);
    at = packs(at, first + sixteens, clusters - first - sixteens, 2);
    indexEnd = at;
  }

  private long packs(long start, long firstCluster, long count, int perPack) throws IOException {
    int size = perPack == 2 ? 8 : 32;
    long at = start;
    for (long done = 0; done < count; done += perPack, at += size) {
      pack(Struct.little(volume.blob(), at, size, "cluster pack"), firstCluster + done,
          (int) Math.min(perPack, count - done), perPack);
    }
    // A pack of two that holds only one cluster still takes its full size.
    return at;
  }

  private void pack(Struct pack, long firstCluster, int used, int perPack) throws IOException {
    int width = (pack.length() - 4) * 8 / perPack;
    int lowBits = Math.max(clusterBits, 12);
    boolean big = (advise & (BIG_FIRST | BIG_SECOND)) != 0;
    long block = pack.u32(pack.length() - 4);
    // The pack's address is that of the run before its first one, which may have begun in an earlier pack.
    block += big ? 0 : 1;
    boolean sawHead = false;
    for (int i = 0; i < used; i++) {
      int bit = i * width;
      int value = (int) (word(pack, bit / 8) >>> bit % 8);
      int low = value & (1 << lowBits) - 1;
      int kind = value >>> lowBits & 3;
      if (kind != FOLLOWS) {
        Head before = heads.isEmpty() ? null : heads.get(heads.size() - 1);
        block += sawHead ? Math.max(1, before.codedBlocks) : 0;
        head(kind, firstCluster + i, low, block);
        sawHead = true;
      } else if (big && (low & COUNT_FLAG) != 0) {
        follows(low);
        block += sawHead ? 0 : low & COUNT_FLAG - 1;
      }
    }
  }

  private static long word(Struct pack, int at) throws FormatException {
    long word = 0;
    for (int i = 0; i < 4 && at + i < pack.length(); i++) {
      word |= (long) pack.u8(at + i) << 8 * i;
    }
    return word;
  }
}
