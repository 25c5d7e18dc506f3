package io.github.jdiffscope.codec.tar;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which parts of a sparse file are stored (GNU tar manual, "Storing Sparse Files"). */
final class SparseMap {
  private static final int PARTS_LIMIT = 1 << 20;

  private final List<long[]> parts = new ArrayList<>();

  void add(long offset, long length) throws FormatException {
    if (offset < 0 || length < 0 || parts.size() >= PARTS_LIMIT) {
      throw new FormatException("map of a sparse file is damaged");
    }
    parts.add(new long[] {offset, length});
  }

  /** Returns the runs of the content: stored parts where they lie, holes between them. */
  List<Extent> extents(long dataOffset, long stored, long size) throws FormatException {
    List<Extent> runs = new ArrayList<>();
    long at = 0;
    long from = dataOffset;
    for (long[] part : parts) {
      if (part[0] < at || part[1] > stored - (from - dataOffset) || part[0] > size - part[1]) {
        throw new FormatException("map of a sparse file goes past its content");
      }
      if (part[0] > at) {
        runs.add(Extent.hole(part[0] - at));
      }
      if (part[1] > 0) {
        runs.add(new Extent(from, part[1]));
      }
      from += part[1];
      at = part[0] + part[1];
    }
    if (size > at) {
      runs.add(Extent.hole(size - at));
    }
    return runs;
  }

  /** Adds the parts of an old GNU header, or of one of its continuation blocks. */
  void addOldGnu(TarHeader header, int start, int count) throws FormatException {
    for (int i = 0; i < count; i++) {
      int at = start + 24 * i;
      if (header.u8(at) == 0 && header.u8(at + 12) == 0) {
        return;
      }
      add(header.number(at, 12), header.number(at + 12, 12));
    }
  }

  /** Returns the map of pax records of version 0.0 or 0.1, or null if there is none. */
  static SparseMap of(List<Map.Entry<String, String>> records) throws FormatException {
    SparseMap map = null;
    long offset = -1;
    for (Map.Entry<String, String> entry : records) {
      switch (entry.getKey()) {
        case "GNU.sparse.map" -> {
          map = new SparseMap();
          String[] numbers = entry.getValue().isEmpty() ? new String[0] : entry.getValue().split(",");
          for (int i = 0; i + 1 < numbers.length; i += 2) {
            map.add(number(numbers[i]), number(numbers[i + 1]));
          }
        }
        case "GNU.sparse.offset" -> offset = number(entry.getValue());
        case "GNU.sparse.numbytes" -> {
          map = map == null ? new SparseMap() : map;
          map.add(offset, number(entry.getValue()));
        }
        default -> { }
      }
    }
    return map;
  }

  /**
   * Reads the map that precedes the data in version 1.0: decimal lines, padded to a block.
   *
   * @return its length in bytes
   */
  long readInData(Blob blob, long dataOffset, long stored) throws IOException {
    LineReader lines = new LineReader(blob, dataOffset, stored);
    long count = lines.next();
    if (count > PARTS_LIMIT) {
      throw FormatException.at(dataOffset, "map of a sparse file is too long");
    }
    for (long i = 0; i < count; i++) {
      long offset = lines.next();
      add(offset, lines.next());
    }
    return (lines.used + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
  }

  private static long number(String digits) throws FormatException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new FormatException("map of a sparse file is damaged", e);
    }
  }

  private static final class LineReader {
    private final java.io.InputStream in;
    private long used;

    LineReader(Blob blob, long start, long length) {
      this.in = blob.stream(start, length);
    }

    long next() throws IOException {
      StringBuilder digits = new StringBuilder(20);
      for (int c; (c = in.read()) != '\n'; used++) {
        if (c < '0' || c > '9' || digits.length() > 19) {
          throw new FormatException("map of a sparse file is damaged");
        }
        digits.append((char) c);
      }
      used++;
      return number(digits.toString());
    }
  }
}
