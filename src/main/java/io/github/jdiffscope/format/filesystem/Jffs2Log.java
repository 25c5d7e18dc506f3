package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a JFFS2 log, found by going through all of it (Linux' include/uapi/linux/jffs2.h). */
final class Jffs2Log {
  static final int MAGIC = 0x1985;
  static final int NAME = 0xE001;
  static final int INODE = 0xE002;
  static final int ATTRIBUTE = 0xE008;
  static final int ATTRIBUTE_USE = 0xE009;
  static final int CLEAN_MARKER = 0x2003;
  static final int PADDING = 0x2004;
  static final int SUMMARY = 0x2006;
  private static final int HEADER = 12;
  private static final int[] CHECKS = checks();

  /** A node of the log. */
  record Node(long place, int type, long length) {}

  private final Blob blob;
  private final ByteOrder order;
  private final List<Node> nodes = new ArrayList<>();
  private int damaged;

  Jffs2Log(Blob blob) throws IOException {
    this.blob = blob;
    Struct first = Struct.little(blob, 0, HEADER, "first node");
    this.order = first.u16(0) == MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    scan();
  }

  ByteOrder order() {
    return order;
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Returns how many headers have a wrong check sum. */
  int damaged() {
    return damaged;
  }

  Struct read(Node node, int length) throws IOException {
    return Struct.read(blob, node.place, (int) Math.min(length, node.length), order, "node");
  }

  Blob blob() {
    return blob;
  }

  private void scan() throws IOException {
    BinaryReader reader = new BinaryReader(blob, order);
    long at = 0;
    while (at + HEADER <= blob.size()) {
      int magic = reader.seek(at).u16("magic");
      if (magic != MAGIC) {
        at += 4;
        continue;
      }
      Struct header = Struct.read(blob, at, HEADER, order, "node header");
      long length = header.u32(4);
      if (header.i32(8) != check(header.bytes(0, 8)) || length < HEADER || length > blob.size() - at) {
        damaged++;
        at += 4;
        continue;
      }
      nodes.add(new Node(at, header.u16(2), length));
      at += length + 3 & ~3L;
    }
  }

  /** Returns the check sum of JFFS2: CRC-32 begun with 0 and not complemented. */
  static int check(byte[] bytes) {
    int sum = 0;
    for (byte b : bytes) {
      sum = sum >>> 8 ^ CHECKS[(sum ^ b) & 0xFF];
    }
    return sum;
  }

  private static int[] checks() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) != 0 ? value >>> 1 ^ 0xEDB88320 : value >>> 1;
      }
      table[i] = value;
    }
    return table;
  }
}
