package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inode of XFS: version 1 and 2 of 100 bytes, version 3 of 176 bytes, its two forks behind it. */
final class XfsInode {
  private static final int MAGIC = 0x494E;
  private static final int DEVICE = 0;
  private static final int LOCAL = 1;
  private static final int EXTENTS = 2;
  private static final int BTREE = 3;
  private static final int BIG_TIME = 1 << 3;
  private static final int BIG_COUNTS = 1 << 4;
  private static final int MOST_EXTENTS = 1 << 22;
  private static final int DEEPEST = 9;
  private static final int MOST_NODES = 1 << 16;
  private static final String[] FLAGS = {"realtime", "prealloc", "newrtbm", "immutable", "append-only", "sync",
      "noatime", "nodump", "rt-inherit", "proj-inherit", "nosymlinks", "extsize", "extszinherit", "nodefrag",
      "filestream"};
  /** Flags that say how contents are stored, not what the file is. */
  private static final int STORAGE_FLAGS = 2;

  private final XfsVolume volume;
  private final Struct raw;
  private final long number;
  private int nodes;

  XfsInode(XfsVolume volume, Struct raw, long number) throws FormatException {
    this.volume = volume;
    this.raw = raw;
    this.number = number;
    if (raw.u16(0) != MAGIC) {
      throw new FormatException("inode " + number + " without its magic number");
    }
  }

  int mode() throws FormatException {
    return raw.u16(2);
  }

  private int version() throws FormatException {
    return raw.u8(4);
  }

  long links() throws FormatException {
    return version() == 1 ? raw.u16(6) : raw.u32(16);
  }

  long uid() throws FormatException {
    return raw.u32(8);
  }

  long gid() throws FormatException {
    return raw.u32(12);
  }

  long size() throws FormatException {
    return raw.u64(56, "size of inode " + number);
  }

  boolean isRealtime() throws FormatException {
    return (raw.u16(90) & 1) != 0;
  }

  boolean isLocal() throws FormatException {
    return raw.u8(5) == LOCAL;
  }

  private long moreFlags() throws FormatException {
    return version() == 3 ? raw.i64(120) : 0;
  }

  /** Returns the device as Linux encodes it: XFS has 14 bits of the major number above 18 of the minor one. */
  long device() throws FormatException {
    if (!UnixMode.isDevice(mode()) || raw.u8(5) != DEVICE) {
      return 0;
    }
    long stored = fork().u32(0);
    long minor = stored & 0x3FFFF;
    return minor & 0xFF | (stored >>> 18) << 8 | (minor & 0x3FF00) << 12;
  }

  String modified() throws FormatException {
    return time(40);
  }

  Map<String, String> times() throws FormatException {
    Map<String, String> times = new LinkedHashMap<>();
    times.put("accessed", time(32));
    times.put("changed", time(48));
    if (version() == 3) {
      times.put("created", time(144));
    }
    return times;
  }

  /** Returns a time: with the flag for big times, nanoseconds since 1901, the smallest 32-bit second. */
  private String time(int at) throws FormatException {
    if ((moreFlags() & BIG_TIME) == 0) {
      return Times.nanos(raw.i32(at), raw.u32(at + 4));
    }
    long nanos = raw.i64(at);
    return Times.nanos(Long.divideUnsigned(nanos, 1_000_000_000) + Integer.MIN_VALUE,
        Long.remainderUnsigned(nanos, 1_000_000_000));
  }

  /** Adds what is a fact of the file, not of where it lies. */
  void tell(List<Detail> details) throws FormatException {
    int flags = raw.u16(90) & ~STORAGE_FLAGS;
    if (flags != 0) {
      details.add(new Detail("", "flags " + Fields.bits(flags, FLAGS)));
    }
    long project = version() == 1 ? 0 : raw.u16(20) | (long) raw.u16(22) << 16;
    if (project != 0) {
      details.add(new Detail("", "project " + project));
    }
    if (raw.u32(72) != 0) {
      details.add(new Detail("", "extent size hint " + raw.u32(72)));
    }
  }

  private int forkStart() throws FormatException {
    return version() == 3 ? 176 : 100;
  }

  /** Returns the data fork, whose end the attribute fork's start is. */
  Struct fork() throws FormatException {
    int end = raw.u8(82) == 0 ? raw.length() : forkStart() + 8 * raw.u8(82);
    return raw.part(forkStart(), end - forkStart(), "data fork of inode " + number);
  }

  /** Returns the attribute fork, or null if there is none. */
  Struct attributeFork() throws FormatException {
    int start = forkStart() + 8 * raw.u8(82);
    return raw.u8(82) == 0 ? null : raw.part(start, raw.length() - start, "attribute fork of inode " + number);
  }

  boolean hasLocalAttributes() throws FormatException {
    return raw.u8(83) == LOCAL;
  }

  List<XfsExtent> extents() throws IOException {
    boolean big = (moreFlags() & BIG_COUNTS) != 0;
    return extents(fork(), raw.u8(5), big ? raw.u64(24, "extent count") : raw.u32(76));
  }

  List<XfsExtent> attributeExtents() throws IOException {
    boolean big = (moreFlags() & BIG_COUNTS) != 0;
    return extents(attributeFork(), raw.u8(83), big ? raw.u32(76) : raw.u16(80));
  }

  private List<XfsExtent> extents(Struct fork, int format, long count) throws IOException {
    List<XfsExtent> all = new ArrayList<>();
    if (format == EXTENTS) {
      records(fork, 0, count, all);
    } else if (format == BTREE) {
      int most = (fork.length() - 4) / 16;
      nodes = 0;
      pointers(fork, 4 + 8 * most, fork.u16(2), fork.u16(0), all);
    }
    return all;
  }

  private void records(Struct block, int start, long count, List<XfsExtent> all) throws FormatException {
    if (count > MOST_EXTENTS - all.size()) {
      throw new FormatException("inode " + number + " has more than " + MOST_EXTENTS + " extents");
    }
    for (int i = 0; i < count; i++) {
      all.add(XfsExtent.of(block, start + XfsExtent.SIZE * i));
    }
  }

  /** Follows the pointers of a node of the tree of extents; each node's level is one less than its parent's. */
  private void pointers(Struct node, int start, int count, int level, List<XfsExtent> all) throws IOException {
    if (level < 1 || level > DEEPEST) {
      throw new FormatException("inode " + number + " has an extent tree of impossible depth " + level);
    }
    for (int i = 0; i < count; i++) {
      // Pointers to the same empty node over and over would else be followed without an end.
      if (++nodes > MOST_NODES) {
        throw new FormatException("inode " + number + " has an extent tree of more than " + MOST_NODES + " nodes");
      }
      long place = volume.place(node.i64(start + 8 * i));
      Struct block = Struct.big(volume.blob(), place, volume.blockSize(), "extent tree of inode " + number);
      volume.leftovers().use(place, volume.blockSize());
      String magic = block.text(0, 4);
      int header = magic.equals("BMA3") ? 72 : 24;
      if (!magic.equals("BMA3") && !magic.equals("BMAP") || block.u16(4) != level - 1) {
        throw new FormatException("extent tree of inode " + number + " is damaged");
      }
      if (level == 1) {
        records(block, header, block.u16(6), all);
      } else {
        pointers(block, header + 8 * ((block.length() - header) / 16), block.u16(6), level - 1, all);
      }
    }
  }

  /** Returns where the contents of a file lie; what was never written reads as zeros. */
  Extents contents() throws IOException {
    Extents file = new Extents(volume.blob());
    for (XfsExtent extent : extents()) {
      long at = extent.offset() * volume.blockSize();
      if (extent.offset() > Long.MAX_VALUE / volume.blockSize() || at < file.size()) {
        throw new FormatException("extents of inode " + number + " are not in order");
      }
      file.addHole(at - file.size());
      if (extent.unwritten()) {
        file.addHole(extent.count() * volume.blockSize());
      } else {
        file.add(volume.place(extent.block()), extent.count() * volume.blockSize());
      }
    }
    return file.end(size());
  }

  String placement() throws IOException {
    StringBuilder text = new StringBuilder("inode ").append(number).append(" version ").append(version())
        .append(" generation ").append(raw.u32(92));
    for (XfsExtent extent : extents()) {
      text.append(' ').append(extent.offset()).append(':').append(extent.block()).append('+').append(extent.count())
          .append(extent.unwritten() ? " unwritten" : "");
    }
    return text.toString();
  }
}
