package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Reads b-trees of an SQLite database, https://www.sqlite.org/fileformat2.html; writes and locks nothing. */
final class SqliteFile {
  private static final int FILE_HEADER_SIZE = 100;
  private static final int INDEX_INTERIOR = 2;
  private static final int TABLE_INTERIOR = 5;
  private static final int INDEX_LEAF = 10;
  private static final int TABLE_LEAF = 13;
  /** A tree of 2^31 pages is less deep than this: an interior page has at least two children. */
  private static final int MAX_DEPTH = 40;

  private final Blob blob;
  private final int pageSize;
  private final int usable;
  private final Charset charset;

  /** Receives the records of a tree. */
  @FunctionalInterface
  interface Visitor {
    /** Takes a record; {@code rowid} is 0 for one of an index. Returns whether to go on. */
    boolean record(long rowid, byte[] payload) throws IOException;
  }

  SqliteFile(Blob blob) throws IOException {
    this.blob = blob;
    BinaryReader reader = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(16);
    int size = reader.u16("page size");
    this.pageSize = size == 1 ? 65536 : size;
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1) {
      throw FormatException.at(16, "page size " + pageSize + " is no power of two of at least 512");
    }
    this.usable = pageSize - reader.seek(20).u8("reserved bytes");
    if (usable < 480) {
      throw FormatException.at(20, "usable page size " + usable + " is less than 480");
    }
    long encoding = reader.seek(56).u32("text encoding");
    this.charset = encoding == 2 ? StandardCharsets.UTF_16LE
        : encoding == 3 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  Charset charset() {
    return charset;
  }

  int pageSize() {
    return pageSize;
  }

  /** Hands over the records of the tree with this root, in key order. */
  void walk(long root, Visitor visitor) throws IOException {
    walk(root, visitor, new BitSet(), 0);
  }

  private boolean walk(long number, Visitor visitor, BitSet seen, int depth) throws IOException {
    ByteBuffer page = page(number);
    if (depth > MAX_DEPTH || seen.get((int) number)) {
      throw new FormatException("page " + number + " is its own descendant");
    }
    seen.set((int) number);
    int start = number == 1 ? FILE_HEADER_SIZE : 0;
    int type = page.get(start) & 0xFF;
    boolean interior = type == INDEX_INTERIOR || type == TABLE_INTERIOR;
    if (!interior && type != INDEX_LEAF && type != TABLE_LEAF) {
      throw new FormatException("page " + number + " is no b-tree page: type " + type);
    }
    int cells = page.getShort(start + 3) & 0xFFFF;
    int pointers = start + (interior ? 12 : 8);
    if (pointers + 2 * cells > usable) {
      throw new FormatException("page " + number + " has too many cells: " + cells);
    }
    for (int i = 0; i < cells; i++) {
      int at = page.getShort(pointers + 2 * i) & 0xFFFF;
      if (at + 4 > usable) {
        throw new FormatException("cell " + i + " of page " + number + " lies outside the page");
      }
      if (interior && !walk(page.getInt(at) & 0xFFFF_FFFFL, visitor, seen, depth + 1)) {
        return false;
      }
      if (type != TABLE_INTERIOR && !cell(page, number, interior ? at + 4 : at, type == TABLE_LEAF, visitor)) {
        return false;
      }
    }
    return !interior || walk(page.getInt(start + 8) & 0xFFFF_FFFFL, visitor, seen, depth + 1);
  }

  private ByteBuffer page(long number) throws IOException {
    if (number < 1 || number * pageSize > blob.size() || number > Integer.MAX_VALUE) {
      throw new FormatException("page " + number + " is not in the file of " + blob.size() / pageSize + " pages");
    }
    return ByteBuffer.wrap(blob.bytes((number - 1) * pageSize, pageSize));
  }

  private boolean cell(ByteBuffer page, long number, int at, boolean table, Visitor visitor) throws IOException {
    SqliteRecord.Cursor cursor = new SqliteRecord.Cursor(page.array(), at, usable);
    long size = cursor.varint();
    long rowid = table ? cursor.varint() : 0;
    if (size < 0 || size > blob.size()) {
      throw new FormatException("record of " + size + " bytes in page " + number + " does not fit into the file");
    }
    int local = localSize(size, table);
    byte[] payload = new byte[(int) size];
    if (cursor.at() + local > usable) {
      throw new FormatException("record in page " + number + " does not fit into the page");
    }
    System.arraycopy(page.array(), cursor.at(), payload, 0, local);
    if (local < size) {
      if (cursor.at() + local + 4 > usable) {
        throw new FormatException("overflow pointer in page " + number + " is cut off");
      }
      overflow(page.getInt(cursor.at() + local) & 0xFFFF_FFFFL, payload, local);
    }
    return visitor.record(rowid, payload);
  }

  /** Returns how much of a payload is stored in the page itself: "Cell Payload Overflow Pages" of the file format. */
  private int localSize(long size, boolean table) {
    int most = table ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    if (size <= most) {
      return (int) size;
    }
    int least = (usable - 12) * 32 / 255 - 23;
    int fitting = least + (int) ((size - least) % (usable - 4));
    return fitting <= most ? fitting : least;
  }

  private void overflow(long first, byte[] payload, int done) throws IOException {
    long number = first;
    // Each page brings at least a byte nearer to the end, so a circle ends too.
    for (int at = done; at < payload.length;) {
      ByteBuffer page = page(number);
      int count = Math.min(usable - 4, payload.length - at);
      System.arraycopy(page.array(), 4, payload, at, count);
      at += count;
      number = page.getInt(0) & 0xFFFF_FFFFL;
    }
  }
}
