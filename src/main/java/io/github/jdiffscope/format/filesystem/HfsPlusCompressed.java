package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.bytes.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of HFS+ that the system compressed (Darwin's sys/decmpfs.h): the attribute {@code com.apple.decmpfs} says how,
 * and holds the contents, or the resource fork holds them in parts of 64 KiB, each coded by itself.
 */
final class HfsPlusCompressed {
  static final String ATTRIBUTE = "com.apple.decmpfs";
  private static final int HEADER = 16;
  private static final int PART = 1 << 16;
  private static final int PLACE_OF_DATA = 256;
  /** What macOS itself would put into an attribute, many times over. */
  private static final int LARGEST_INLINE = 1 << 24;

  private final Struct value;
  private final Extents fork;
  private final int type;
  private final long size;

  private HfsPlusCompressed(Struct value, Extents fork) throws FormatException {
    this.value = value;
    this.fork = fork;
    this.type = value.i32(4);
    this.size = value.u64(8, "size");
  }

  /** Returns the compressed file that an attribute tells of, or null if it does not, or in a way that is not known. */
  static HfsPlusCompressed of(byte[] value, Extents fork) throws FormatException {
    if (value == null || value.length < HEADER) {
      return null;
    }
    Struct header = Struct.little(value, "attribute " + ATTRIBUTE);
    HfsPlusCompressed file = header.text(0, 4).equals("fpmc") ? new HfsPlusCompressed(header, fork) : null;
    return file == null || file.word() == null ? null : file;
  }

  long size() {
    return size;
  }

  boolean isInFork() {
    return type == 4 || type == 8 || type == 10 || type == 12;
  }

  private String word() {
    return switch (type) {
      case 1, 9, 10 -> "stored";
      case 3, 4 -> "zlib";
      case 7, 8 -> "LZVN";
      case 11, 12 -> "LZFSE";
      default -> null;
    };
  }

  /** Returns how it is compressed, in a few words. */
  String remark() {
    return "compressed (" + word() + ") in its " + (isInFork() ? "resource fork of " + fork.size() + " bytes"
        : "attribute of " + (value.length() - HEADER) + " bytes");
  }

  InputStream open() throws IOException {
    if (!isInFork()) {
      if (size > LARGEST_INLINE) {
        throw new FormatException("compressed contents of " + size + " bytes are in an attribute");
      }
      return new ByteArrayInputStream(part(value.bytes(HEADER, value.length() - HEADER), (int) size));
    }
    return new Parts(places());
  }

  /** Returns where the parts start and end: start and end of each, in turn. */
  private long[] places() throws IOException {
    long parts = size / PART + (size % PART == 0 ? 0 : 1);
    if (parts > fork.size() / 4) {
      throw new FormatException("resource fork of " + fork.size() + " bytes is too short for the parts of " + size);
    }
    int count = (int) parts;
    long[] places = new long[2 * count];
    if (type == 4) {
      long data = number(fork, 0, java.nio.ByteOrder.BIG_ENDIAN) + 4;
      if (data != PLACE_OF_DATA + 4 || number(fork, data, java.nio.ByteOrder.LITTLE_ENDIAN) != count) {
        throw new FormatException("resource fork has no table of " + count + " parts");
      }
      Struct table = table(data + 4, 8L * count);
      for (int i = 0; i < count; i++) {
        places[2 * i] = data + table.u32(8 * i);
        places[2 * i + 1] = places[2 * i] + table.u32(8 * i + 4);
      }
      return places;
    }
    Struct table = table(0, 4L * count + 4);
    for (int i = 0; i < count; i++) {
      places[2 * i] = table.u32(4 * i);
      places[2 * i + 1] = table.u32(4 * i + 4);
    }
    return places;
  }

  private static long number(Extents from, long at, java.nio.ByteOrder order) throws IOException {
    return new Struct(from.bytes(at, 4), order, "resource fork").u32(0);
  }

  private Struct table(long at, long length) throws IOException {
    if (length > fork.size() - at) {
      throw new FormatException("resource fork of " + fork.size() + " bytes ends inside its table of parts");
    }
    return Struct.little(fork.bytes(at, (int) length), "table of a resource fork");
  }

  /** A part that compression made no shorter is stored behind a marker: a byte that starts no stream of its coding. */
  private byte[] part(byte[] coded, int length) throws FormatException {
    int first = coded.length == 0 ? -1 : coded[0] & 0xFF;
    boolean stored = switch (type) {
      case 3, 4 -> (first & 0xF) == 0xF;
      case 7, 8 -> first == 6;
      case 11, 12 -> first != 'b';
      default -> coded.length > length;
    };
    BlockDecoder decoder = stored || type == 1 || type == 9 || type == 10 ? BlockDecoder.STORED
        : type <= 4 ? BlockDecoder.ZLIB : type <= 8 ? BlockDecoder.LZVN : BlockDecoder.LZFSE;
    byte[] result = decoder.decode(stored ? java.util.Arrays.copyOfRange(coded, 1, coded.length) : coded, length);
    if (result.length < length) {
      throw new FormatException("compressed part ends after " + result.length + " bytes of " + length);
    }
    return result;
  }

  /** All parts one after another, each decoded when its turn comes. */
  private final class Parts extends BulkStream {
    private final long[] places;
    private int next;
    private byte[] part = new byte[0];
    private int at;

    Parts(long[] places) {
      this.places = places;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      } else if (at == part.length && 2 * next == places.length) {
        return -1;
      } else if (at == part.length) {
        long from = places[2 * next];
        long stored = places[2 * next + 1] - from;
        if (stored < 0 || stored > 2 * PART || from > fork.size() - stored) {
          throw new FormatException("compressed part " + next + " of " + stored + " bytes is not inside the resource fork");
        }
        part = part(fork.bytes(from, (int) stored), (int) Math.min(PART, size - (long) next * PART));
        next++;
        at = 0;
      }
      int count = Math.min(length, part.length - at);
      System.arraycopy(part, at, target, offset, count);
      at += count;
      return count;
    }
  }
}
