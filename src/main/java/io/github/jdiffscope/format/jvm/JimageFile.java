package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The index of a run-time image (jdk.internal.jimage: ImageHeader, ImageLocation): a header, a hash table, locations
 * coded as attributes, strings, then the content. Numbers of the header are in the byte order of the machine.
 */
final class JimageFile {
  static final int MAGIC = 0xCAFEDADA;
  private static final int HEADER_SIZE = 28;
  private static final int LARGEST_INDEX = 1 << 28;
  /** Names may share their characters: all together may be much longer than the index. */
  private static final long MOST_CHARACTERS = 1 << 28;
  private static final int MODULE = 1;
  private static final int PARENT = 2;
  private static final int BASE = 3;
  private static final int EXTENSION = 4;
  private static final int OFFSET = 5;
  private static final int COMPRESSED = 6;
  private static final int UNCOMPRESSED = 7;

  final ByteOrder order;
  final int majorVersion;
  final int minorVersion;
  final int flags;
  final long resources;
  final long tableLength;
  final long contentStart;
  private final byte[] index;
  private final int offsetsStart;
  private final int locationsStart;
  private final int stringsStart;
  private long characters;

  JimageFile(Blob blob) throws IOException {
    order = blob.bytes(0, 1)[0] == (byte) 0xCA ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    BinaryReader in = new BinaryReader(blob, order);
    in.skip(4);
    int version = in.i32("version");
    majorVersion = version >>> 16;
    minorVersion = version & 0xFFFF;
    flags = in.i32("flags");
    resources = in.u32("resource count");
    tableLength = in.u32("table length");
    long locations = in.u32("size of locations");
    long strings = in.u32("size of strings");
    contentStart = HEADER_SIZE + tableLength * 8 + locations + strings;
    if (contentStart > Math.min(blob.size(), LARGEST_INDEX)) {
      throw FormatException.at(0, "index of " + contentStart + " bytes is larger than the image may have");
    }
    index = blob.bytes(0, (int) contentStart);
    offsetsStart = (int) (HEADER_SIZE + tableLength * 4);
    locationsStart = (int) (HEADER_SIZE + tableLength * 8);
    stringsStart = (int) (locationsStart + locations);
  }

  /** Returns all entries in the order of their content. */
  List<JimageLocation> locations() throws IOException {
    List<JimageLocation> all = new ArrayList<>();
    for (int i = 0; i < tableLength; i++) {
      long offset = u4(offsetsStart + i * 4);
      JimageLocation location = location(offset);
      if (location != null) {
        all.add(location);
      }
    }
    all.sort(java.util.Comparator.comparingLong(JimageLocation::offset).thenComparing(JimageLocation::name));
    return all;
  }

  private long u4(int at) {
    int value = Opcodes.i4(index, at);
    return (order == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value)) & 0xFFFF_FFFFL;
  }

  /** Returns the entry whose attributes begin at an offset into the table of locations, or null if it is empty. */
  JimageLocation location(long offset) throws IOException {
    long[] values = new long[8];
    long at = locationsStart + offset;
    while (at < stringsStart && index[(int) at] >>> 3 != 0) {
      int kind = (index[(int) at] & 0xFF) >>> 3;
      int length = (index[(int) at] & 7) + 1;
      if (kind > UNCOMPRESSED || at + length >= stringsStart) {
        throw FormatException.at(at, "location has the attribute " + kind + ", which is unknown or cut off");
      }
      long value = 0;
      for (int i = 1; i <= length; i++) {
        value = value << 8 | index[(int) at + i] & 0xFF;
      }
      values[kind] = value;
      at += length + 1;
    }
    if (at >= stringsStart) {
      throw FormatException.at(at, "location is not inside the table of locations");
    }
    boolean compressed = values[COMPRESSED] != 0;
    return values[UNCOMPRESSED] == 0 && values[BASE] == 0 ? null
        : new JimageLocation(name(values), contentStart + values[OFFSET],
            compressed ? values[COMPRESSED] : values[UNCOMPRESSED], values[UNCOMPRESSED], compressed);
  }

  private String name(long[] values) throws IOException {
    StringBuilder name = new StringBuilder();
    String module = string(values[MODULE]);
    String parent = string(values[PARENT]);
    String extension = string(values[EXTENSION]);
    name.append(module.isEmpty() ? "" : "/" + module + "/").append(parent).append(parent.isEmpty() ? "" : "/")
        .append(string(values[BASE])).append(extension.isEmpty() ? "" : ".").append(extension);
    return name.toString();
  }

  /** Returns the string at an offset, which ends in a zero byte. */
  String string(long offset) throws IOException {
    return FileNames.decode(stringBytes(offset));
  }

  /** Returns the bytes of the string at an offset, modified UTF-8. */
  byte[] stringBytes(long offset) throws IOException {
    long start = stringsStart + offset;
    if (offset < 0 || start >= index.length) {
      throw FormatException.at(start, "string is not inside the table of strings");
    }
    int end = (int) start;
    while (end < index.length && index[end] != 0) {
      end++;
    }
    characters += end - start;
    if (characters > MOST_CHARACTERS) {
      throw new LimitException("the names of the image have more than " + MOST_CHARACTERS + " characters together");
    }
    return Arrays.copyOfRange(index, (int) start, end);
  }
}
