package io.github.jdiffscope.codec.tar;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the members of a tape archive one after another, and further archives that follow it. */
public final class TarReader {
  static final int BLOCK = TarHeader.BLOCK;
  private static final int EXTENDED_LIMIT = 16 << 20;
  private static final int HEADERS_LIMIT = 64;
  private static final int WINDOW = 1 << 16;

  private final Blob blob;
  private final Map<String, String> global = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private final byte[] window = new byte[WINDOW];
  private long windowStart;
  private int windowLength;
  private long position;
  private long endOfMembers;
  private int archives = 1;
  private boolean hasEndMark;

  public TarReader(Blob blob) {
    this.blob = blob;
  }

  /** Returns whether a block of 512 bytes is a header by its checksum. */
  public static boolean isHeader(byte[] block) {
    return TarHeader.isValid(block, 0);
  }

  /** Returns the records of global extended headers met so far. */
  public Map<String, String> global() {
    return global;
  }

  /** Returns what was wrong so far, in sentences. */
  public List<String> problems() {
    return problems;
  }

  /** Returns how many archives were met: more follow where one's end mark is followed by another header. */
  public int archives() {
    return archives;
  }

  /** Returns where the last member ends, padding included. */
  public long endOfMembers() {
    return endOfMembers;
  }

  /** Returns whether the last archive ends in zero blocks. */
  public boolean hasEndMark() {
    return hasEndMark;
  }

  /** Returns where the zero blocks at the end stop: the size of the bytes, but for foreign data. */
  public long end() {
    return position;
  }

  /**
   * Returns the next member, or null after the last.
   *
   * @throws FormatException if headers are damaged beyond finding another one; members before were good
   */
  public TarEntry next() throws IOException {
    Pending pending = new Pending(position);
    for (int headers = 0; headers < HEADERS_LIMIT; headers++) {
      byte[] block = nextHeader(headers == 0);
      if (block == null) {
        return null;
      }
      if (headers == 0) {
        pending.start = position;
      }
      TarHeader header = new TarHeader(block);
      if (!pending.take(header)) {
        return entry(header, pending);
      }
    }
    throw FormatException.at(position, "too many extended headers in a row");
  }

  /** Returns the block of the next header, past the end marks of archives and past damage; null at the end. */
  private byte[] nextHeader(boolean first) throws IOException {
    long zeros = 0;
    while (position <= blob.size() - BLOCK) {
      int at = windowed(position);
      if (TarHeader.isValid(window, at)) {
        archives += zeros > 0 && endOfMembers > 0 && first ? 1 : 0;
        hasEndMark = false;
        return Arrays.copyOfRange(window, at, at + BLOCK);
      }
      if (!isZero(at)) {
        if (zeros > 0 || endOfMembers == 0 || !resynchronise()) {
          return null;
        }
        continue;
      }
      hasEndMark = true;
      zeros++;
      position += BLOCK;
    }
    if (position < blob.size() && blob.size() - position < BLOCK && !hasEndMark) {
      problems.add("tar archive is cut off inside a header at byte " + position);
    }
    return null;
  }

  /** Moves to the next valid header; returns whether there is one. */
  private boolean resynchronise() throws IOException {
    long damaged = position;
    for (long at = position + BLOCK; at <= blob.size() - BLOCK; at += BLOCK) {
      if (TarHeader.isValid(window, windowed(at))) {
        problems.add(String.format(java.util.Locale.ROOT,
            "there is no tar header at byte %,d; the next one is at byte %,d", damaged, at));
        position = at;
        return true;
      }
    }
    return false;
  }

  private int windowed(long at) throws IOException {
    if (at < windowStart || at + BLOCK > windowStart + windowLength) {
      // Big steps want little, small steps much.
      boolean near = at - windowStart < 2L * WINDOW;
      windowStart = at;
      windowLength = blob.read(at, window, 0, near ? WINDOW : 4 * BLOCK);
      if (windowLength < BLOCK) {
        throw FormatException.at(at, "input shrank while it was read");
      }
    }
    return (int) (at - windowStart);
  }

  private boolean isZero(int at) {
    for (int i = at; i < at + BLOCK; i++) {
      if (window[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private TarEntry entry(TarHeader header, Pending pending) throws IOException {
    long headerOffset = position;
    char type = header.type();
    Map<String, String> records = pending.records();
    long stored = number(records.get("size"), header.number(124, 12));
    boolean hasData = "12345".indexOf(type) < 0 || type == '1' && stored > 0 && pending.isPax();
    stored = hasData ? Math.max(0, stored) : 0;
    SparseMap map = SparseMap.of(pending.local);
    long data = headerOffset + BLOCK;
    long size = stored;
    if (type == 'S' && header.flavour() == TarEntry.Flavour.GNU) {
      map = new SparseMap();
      map.addOldGnu(header, 386, 4);
      data = oldGnuContinuation(map, header.u8(482) != 0, data);
      size = header.number(483, 12);
    }
    if (stored > blob.size() - data) {
      problems.add(String.format(java.util.Locale.ROOT, "member %s is cut off: %,d of %,d bytes are there",
          pending.name(header), blob.size() - data, stored));
      stored = Math.max(0, blob.size() - data);
      size = map == null ? stored : size;
    }
    position = Math.min(blob.size(), data + (stored + BLOCK - 1) / BLOCK * BLOCK);
    endOfMembers = position;
    List<Extent> content = List.of(new Extent(data, stored));
    try {
      long dataStart = data;
      if ("1".equals(records.get("GNU.sparse.major"))) {
        map = new SparseMap();
        dataStart += map.readInData(blob, data, stored);
      }
      if (map != null) {
        size = number(records.get("GNU.sparse.realsize"), number(records.get("GNU.sparse.size"), size));
        content = map.extents(dataStart, stored - (dataStart - data), size);
      }
    } catch (FormatException damaged) {
      problems.add(pending.name(header) + ": " + damaged.getMessage());
      size = stored;
    }
    return entry(header, pending, headerOffset, data, stored, size, content, map != null);
  }

  private long oldGnuContinuation(SparseMap map, boolean more, long at) throws IOException {
    long data = at;
    boolean goesOn = more;
    while (goesOn) {
      TarHeader extension = new TarHeader(blob.bytes(data, BLOCK));
      map.addOldGnu(extension, 0, 21);
      goesOn = extension.u8(504) != 0;
      data += BLOCK;
    }
    return data;
  }

  private TarEntry entry(TarHeader header, Pending pending, long headerOffset, long data, long stored, long size,
      List<Extent> content, boolean sparse) {
    Map<String, String> records = pending.records();
    String link = records.getOrDefault("linkpath", pending.longLink == null ? header.text(157, 100) : pending.longLink);
    TarEntry.Flavour flavour = pending.isPax() && header.flavour() == TarEntry.Flavour.USTAR ? TarEntry.Flavour.PAX
        : header.flavour();
    boolean owned = header.flavour() != TarEntry.Flavour.V7;
    String device = owned ? Math.max(0, header.number(329, 8)) + ":" + Math.max(0, header.number(337, 8)) : "0:0";
    String name = pending.name(header);
    // The oldest layout has no type for directories.
    char type = header.type() == '0' && name.endsWith("/") && size == 0 ? '5' : header.type();
    return new TarEntry(name, type, (int) Math.max(0, header.number(100, 8)) & 0xFFF,
        number(records.get("uid"), header.number(108, 8)), number(records.get("gid"), header.number(116, 8)),
        records.getOrDefault("uname", owned ? header.text(265, 32) : ""),
        records.getOrDefault("gname", owned ? header.text(297, 32) : ""), size,
        time(records.get("mtime"), header.number(136, 12)), link, device, flavour, header.hasNulType(), pending.extra(),
        pending.start, headerOffset, data, stored, content, sparse);
  }

  private static long number(String text, long otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }

  private static Instant time(String text, long otherwise) {
    try {
      if (text != null && text.length() < 64) {
        BigDecimal exact = new BigDecimal(text);
        BigDecimal seconds = exact.setScale(0, RoundingMode.FLOOR);
        int nanos = exact.subtract(seconds).movePointRight(9).intValue();
        return Instant.ofEpochSecond(seconds.longValueExact(), nanos);
      }
      return Instant.ofEpochSecond(otherwise);
    } catch (ArithmeticException | NumberFormatException | DateTimeException outOfRange) {
      return Instant.EPOCH;
    }
  }

  /** What headers before the member's own say of it. */
  private final class Pending {
    private final List<Map.Entry<String, String>> local = new ArrayList<>();
    private long start;
    private String longName;
    private String longLink;

    Pending(long start) {
      this.start = start;
    }

    /** Takes what a header that precedes a member's own says; returns false if it is the member's own. */
    boolean take(TarHeader header) throws IOException {
      char type = header.type();
      if ("xXgLK".indexOf(type) < 0) {
        return false;
      }
      long size = header.number(124, 12);
      long data = position + BLOCK;
      if (size < 0 || size > EXTENDED_LIMIT || size > blob.size() - data) {
        throw FormatException.at(position, "extended header of " + size + " bytes is cut off or too large");
      }
      byte[] content = blob.bytes(data, (int) size);
      position = Math.min(blob.size(), data + (size + BLOCK - 1) / BLOCK * BLOCK);
      try {
        takeContent(type, content);
      } catch (FormatException damaged) {
        problems.add(damaged.getMessage() + " of the extended header's data at byte " + data);
      }
      return true;
    }

    private void takeContent(char type, byte[] content) throws FormatException {
      switch (type) {
        case 'L' -> longName = text(content);
        case 'K' -> longLink = text(content);
        case 'g' -> PaxRecords.parse(content).forEach(record -> global.put(record.getKey(), record.getValue()));
        default -> local.addAll(PaxRecords.parse(content));
      }
    }

    private String text(byte[] content) {
      int end = 0;
      while (end < content.length && content[end] != 0) {
        end++;
      }
      return FileNames.decode(Arrays.copyOf(content, end));
    }

    boolean isPax() {
      return !local.isEmpty();
    }

    Map<String, String> records() {
      Map<String, String> all = new TreeMap<>(global);
      local.forEach(record -> all.put(record.getKey(), record.getValue()));
      return all;
    }

    /** Returns the records that no field of the entry shows. */
    Map<String, String> extra() {
      Map<String, String> all = new TreeMap<>();
      local.forEach(record -> {
        if (!SHOWN.contains(record.getKey()) && !record.getKey().startsWith("GNU.sparse.")) {
          all.put(record.getKey(), record.getValue());
        }
      });
      if (longName != null) {
        all.put("GNU.longname", "");
      }
      if (longLink != null) {
        all.put("GNU.longlink", "");
      }
      local.stream().filter(record -> record.getKey().startsWith("GNU.sparse.m")).findFirst()
          .ifPresent(record -> all.put("GNU.sparse", version()));
      return all;
    }

    private String version() {
      Map<String, String> all = records();
      return all.containsKey("GNU.sparse.major") ? all.get("GNU.sparse.major") + "." + all.get("GNU.sparse.minor")
          : all.containsKey("GNU.sparse.map") ? "0.1" : "0.0";
    }

    String name(TarHeader header) {
      Map<String, String> all = records();
      String path = all.getOrDefault("GNU.sparse.name", all.get("path"));
      return path != null ? path : longName != null ? longName : header.name();
    }
  }

  private static final java.util.Set<String> SHOWN = java.util.Set.of("path", "linkpath", "size", "uid", "gid", "uname",
      "gname", "mtime");
}
