package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** The leaves of a B-tree file of HFS+ (Technical Note TN1150, "B-Trees"). */
final class HfsPlusTree {
  private static final int DESCRIPTOR = 14;
  private static final int LEAF = 0xFF;
  private static final int SMALLEST_NODE = 512;
  private static final int LARGEST_NODE = 1 << 15;

  private final Extents file;
  private final String what;
  private final Struct header;

  HfsPlusTree(Extents file, String what) throws IOException {
    this.file = file;
    this.what = what;
    this.header = Struct.big(file.bytes(0, (int) Math.min(SMALLEST_NODE, file.size())), "header of the " + what);
    int size = nodeSize();
    if (Integer.bitCount(size) != 1 || size < SMALLEST_NODE || size > LARGEST_NODE) {
      throw new FormatException("impossible node of " + size + " bytes in the " + what);
    }
  }

  int nodeSize() throws FormatException {
    return header.u16(32);
  }

  /** Receives a record of a leaf. */
  @FunctionalInterface
  interface Records {
    /**
     * @param key without the length in front of it
     * @param place of the data in the tree's file
     */
    void record(Struct key, Struct data, long place) throws IOException;
  }

  /** Hands over all records in order of their keys; each leaf links to the next one. */
  void records(Records records) throws IOException {
    long most = file.size() / nodeSize();
    long next = header.u32(24);
    for (long count = 0; next != 0; count++) {
      if (count > most) {
        throw new FormatException("leaves of the " + what + " form a loop");
      }
      Struct node = node(next);
      if (node.u8(8) != LEAF) {
        throw new FormatException("node " + next + " of the " + what + " is no leaf");
      }
      for (int i = 0; i < node.u16(10); i++) {
        record(node, i, next * nodeSize(), records);
      }
      next = node.u32(0);
    }
  }

  private Struct node(long number) throws IOException {
    if (number > file.size() / nodeSize() - 1) {
      throw new FormatException("node " + number + " is not inside the " + what);
    }
    return Struct.big(file.bytes(number * nodeSize(), nodeSize()), "node " + number + " of the " + what);
  }

  private void record(Struct node, int index, long nodePlace, Records records) throws IOException {
    int start = node.u16(node.length() - 2 * index - 2);
    int end = node.u16(node.length() - 2 * index - 4);
    int keyLength = node.u16(start);
    int data = start + 2 + (keyLength + 1 & ~1);
    if (start < DESCRIPTOR || data > end) {
      throw new FormatException("record " + index + " of a leaf of the " + what + " has an impossible length");
    }
    records.record(node.part(start + 2, keyLength, "key of the " + what),
        node.part(data, end - data, "record of the " + what), nodePlace + data);
  }

  Struct data(long place, int length) throws IOException {
    return Struct.big(file.bytes(place, (int) Math.min(length, file.size() - place)), "record of the " + what);
  }
}
