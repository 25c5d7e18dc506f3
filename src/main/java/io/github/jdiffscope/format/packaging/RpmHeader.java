package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A header structure of an RPM package, as RPM's file format reference describes it (V4, "Header").
 *
 * @param entries values by tag
 * @param layout the index entries in stored order: tag, type, offset and count
 * @param end offset of the byte after the structure
 */
record RpmHeader(Map<Integer, Entry> entries, List<String> layout, long end) {
  private static final int MAGIC = 0x8EADE801;
  private static final int INDEX_ENTRY_SIZE = 16;
  private static final int BINARY = 7;
  /** A kernel's development package has about a million: twelve for each of its files. */
  private static final long MAX_VALUES = 8_000_000;
  /** Limits of rpm itself: {@code hdrchkTags} and {@code hdrchkData} of its header reader. */
  private static final long MAX_ENTRIES = 0xFFFF;
  private static final long MAX_STORE = 0x0FFF_FFFF;

  /**
   * Values of a tag.
   *
   * @param values as text; one for a scalar, and for binary data its digits
   * @param bytes of binary data, else null
   */
  record Entry(int tag, List<String> values, byte[] bytes) {
    boolean isBinary() {
      return bytes != null;
    }
  }

  /** Returns the header at the reader's position, which is called {@code what} in errors. */
  static RpmHeader read(BinaryReader reader, String what) throws IOException {
    long start = reader.position();
    if (reader.i32(what + " magic") != MAGIC) {
      throw FormatException.at(start, "no " + what + " of version 1");
    }
    reader.skip(4);
    long count = reader.u32(what + " entry count");
    long storeSize = reader.u32(what + " store size");
    if (count > MAX_ENTRIES || storeSize > MAX_STORE || count * INDEX_ENTRY_SIZE + storeSize > reader.remaining()) {
      throw FormatException.at(start, what + " of " + count + " entries and " + storeSize + " bytes does not fit");
    }
    ByteBuffer index = ByteBuffer.wrap(reader.bytes((int) count * INDEX_ENTRY_SIZE, what + " index"));
    byte[] store = reader.bytes((int) storeSize, what + " store");
    Map<Integer, Entry> entries = new TreeMap<>();
    List<String> layout = new ArrayList<>();
    long valuesLeft = MAX_VALUES;
    while (index.hasRemaining()) {
      int tag = index.getInt();
      int type = index.getInt();
      int offset = index.getInt();
      int values = index.getInt();
      valuesLeft -= type == BINARY ? 1 : Math.max(0, values);
      if (valuesLeft < 0) {
        throw new FormatException(what + " has more than " + MAX_VALUES + " values");
      }
      layout.add("tag " + tag + ", type " + type + ", offset " + offset + ", count " + values);
      entries.putIfAbsent(tag, entry(tag, type, offset, values, store, what));
    }
    return new RpmHeader(entries, layout, reader.position());
  }

  private static Entry entry(int tag, int type, int offset, int count, byte[] store, String what)
      throws FormatException {
    int width = switch (type) {
      case 3 -> 2;
      case 4 -> 4;
      case 5 -> 8;
      default -> 1;
    };
    // Every value takes at least its width, a string at least its final NUL.
    if (offset < 0 || count < 0 || offset > store.length || (long) count * width > store.length - offset) {
      throw new FormatException(what + " entry " + tag + " points outside the store: offset " + offset + ", count "
          + count);
    }
    switch (type) {
      case 2, 3, 4, 5:
        return new Entry(tag, numbers(ByteBuffer.wrap(store, offset, count * width), width, count), null);
      case 6, 8, 9:
        return new Entry(tag, strings(store, offset, count, tag, what), null);
      default:
        byte[] bytes = Arrays.copyOfRange(store, offset, offset + count);
        return new Entry(tag, List.of(HexFormat.of().formatHex(bytes)), bytes);
    }
  }

  private static List<String> numbers(ByteBuffer store, int width, int count) {
    List<String> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long value = switch (width) {
        case 1 -> store.get() & 0xFF;
        case 2 -> store.getShort() & 0xFFFF;
        case 4 -> store.getInt() & 0xFFFF_FFFFL;
        default -> store.getLong();
      };
      values.add(Long.toUnsignedString(value));
    }
    return values;
  }

  private static List<String> strings(byte[] store, int offset, int count, int tag, String what)
      throws FormatException {
    List<String> values = new ArrayList<>(count);
    int at = offset;
    for (int i = 0; i < count; i++) {
      int end = at;
      while (end < store.length && store[end] != 0) {
        end++;
      }
      if (end == store.length) {
        throw new FormatException(what + " entry " + tag + " has a string that does not end");
      }
      values.add(FileNames.decode(Arrays.copyOfRange(store, at, end)));
      at = end + 1;
    }
    return values;
  }

  /** Returns the values of a tag; none if it is not there. */
  List<String> values(int tag) {
    Entry entry = entries.get(tag);
    return entry == null ? List.of() : entry.values();
  }

  /** Returns the i-th value of a tag, or {@code otherwise}. */
  String value(int tag, int i, String otherwise) {
    List<String> values = values(tag);
    return i < values.size() ? values.get(i) : otherwise;
  }

  /** Returns the i-th value of a tag as a number, or 0. */
  long number(int tag, int i) {
    try {
      return Long.parseUnsignedLong(value(tag, i, "0"));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
