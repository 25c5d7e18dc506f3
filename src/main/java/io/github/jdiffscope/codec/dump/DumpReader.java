package io.github.jdiffscope.codec.dump;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the files of an uncompressed dump in the order in which they are stored. */
public final class DumpReader {
  private static final int INODE = 32;

  private final Blob blob;
  private long position;
  private DumpHeader next;
  private boolean ended;
  private int unsound;

  public DumpReader(Blob blob) {
    this.blob = blob;
  }

  /** Returns how many records have a wrong checksum. */
  public int unsound() {
    return unsound;
  }

  /** Returns where the record after the last one read begins. */
  public long position() {
    return position;
  }

  /**
   * Returns the next file, or null at the end of the dump.
   *
   * @throws FormatException if the dump is damaged or cut off
   */
  public DumpInode next() throws IOException {
    while (!ended) {
      DumpHeader header = header();
      switch (header.type()) {
        case DumpHeader.END -> ended = true;
        case DumpHeader.INODE -> {
          return inode(header);
        }
        case DumpHeader.BITS, DumpHeader.CLEARED -> skip(Math.max(0, header.count()));
        case DumpHeader.ADDRESSES -> data(header);
        default -> { }
      }
    }
    return null;
  }

  private DumpHeader header() throws IOException {
    DumpHeader header = peek();
    next = null;
    position += DumpHeader.SIZE;
    return header;
  }

  private DumpHeader peek() throws IOException {
    if (next == null) {
      if (blob.size() - position < DumpHeader.SIZE) {
        throw FormatException.at(position, "dump is cut off");
      }
      next = DumpHeader.of(blob.bytes(position, DumpHeader.SIZE));
      if (next == null) {
        throw FormatException.at(position, "there is no header record");
      }
      unsound += next.isSound() ? 0 : 1;
    }
    return next;
  }

  private void skip(int records) throws IOException {
    if (records > (blob.size() - position) / DumpHeader.SIZE) {
      throw FormatException.at(position, "dump is cut off");
    }
    position += (long) records * DumpHeader.SIZE;
  }

  private DumpInode inode(DumpHeader first) throws IOException {
    List<Extent> content = new ArrayList<>(1);
    long left = content(first, Math.max(0, first.i64(INODE + 8)), content);
    while (follows(DumpHeader.ADDRESSES, first)) {
      left = content(header(), left, content);
    }
    Map<String, String> attributes = new TreeMap<>();
    while (follows(DumpHeader.INODE, first) && (peek().flags() & DumpHeader.ATTRIBUTES) != 0) {
      DumpHeader header = header();
      List<Extent> runs = new ArrayList<>(1);
      content(header, Math.max(0, header.i64(INODE + 8)), runs);
      DumpAttributes.read(blob, runs, attributes);
    }
    return new DumpInode(first.inode(), first.u16(INODE), first.u16(INODE + 2), first.i32(INODE + 112),
        first.i32(INODE + 116), first.i64(INODE + 8), time(first, INODE + 16), time(first, INODE + 24),
        time(first, INODE + 32), first.i32(INODE + 100), first.i32(INODE + 108), device(first), content, attributes);
  }

  /** Returns whether the next record goes on with the same file. */
  private boolean follows(int type, DumpHeader first) throws IOException {
    return blob.size() - position >= DumpHeader.SIZE && peek().type() == type && peek().inode() == first.inode();
  }

  private static Instant time(DumpHeader header, int at) {
    return Instant.ofEpochSecond(header.i32(at), Math.floorMod(header.i32(at + 4), 1_000_000) * 1000L);
  }

  /** Numbers of devices are in the first address, the old way, or in the second. */
  private static String device(DumpHeader header) {
    int old = header.i32(INODE + 40);
    int wide = header.i32(INODE + 44);
    return old != 0 ? (old >>> 8 & 0xFF) + ":" + (old & 0xFF)
        : (wide >>> 8 & 0xFFF) + ":" + (wide & 0xFF | wide >>> 12 & 0xFFF00);
  }

  private void data(DumpHeader header) throws IOException {
    content(header, 0, new ArrayList<>(0));
  }

  /** Adds what a record holds of a file; returns how many bytes of it are still to come. */
  private long content(DumpHeader header, long size, List<Extent> content) throws IOException {
    int count = header.count();
    if (count < 0 || count > DumpHeader.ADDRESS_LIMIT) {
      throw FormatException.at(position - DumpHeader.SIZE, "a record of " + count + " blocks");
    }
    long left = size;
    for (int i = 0; i < count; i++) {
      long length = Math.min(left, DumpHeader.SIZE);
      if (header.isHole(i)) {
        add(content, Extent.hole(length));
      } else {
        add(content, new Extent(position, length));
        skip(1);
      }
      left -= length;
    }
    return left;
  }

  private static void add(List<Extent> content, Extent extent) {
    int last = content.size() - 1;
    Extent before = last < 0 ? null : content.get(last);
    if (extent.length() == 0) {
      return;
    }
    if (before != null && before.isHole() && extent.isHole()) {
      content.set(last, Extent.hole(before.length() + extent.length()));
    } else if (before != null && !before.isHole() && !extent.isHole()
        && before.offset() + before.length() == extent.offset()) {
      content.set(last, new Extent(before.offset(), before.length() + extent.length()));
    } else {
      content.add(extent);
    }
  }
}
