package io.github.jdiffscope.codec.sevenzip;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads the properties of a decoded header one after another. */
final class HeaderReader {
  private static final int END = 0;
  private static final int ARCHIVE_PROPERTIES = 2;
  private static final int ADDITIONAL_STREAMS = 3;
  private static final int MAIN_STREAMS = 4;
  private static final int FILES = 5;
  private static final int PACK_INFO = 6;
  private static final int UNPACK_INFO = 7;
  private static final int SUBSTREAMS = 8;
  private static final int SIZES = 9;
  private static final int CHECKSUMS = 10;
  private static final int FOLDERS = 11;
  private static final int CODER_SIZES = 12;
  private static final int STREAM_COUNTS = 13;
  private static final int CODERS_LIMIT = 32;
  private static final int INPUTS_LIMIT = 32;
  private static final long EPOCH_SECONDS = 11_644_473_600L;
  private static final long TICKS = 10_000_000L;

  private final BinaryReader in;
  private final long packedEnd;
  private final List<Folder> folders = new ArrayList<>();
  /** Sizes and checksums of the files in each folder. */
  private final List<long[]> sizes = new ArrayList<>();
  private final List<long[]> checksums = new ArrayList<>();
  private final List<SevenZipEntry> entries = new ArrayList<>();

  /**
   * @param packedEnd where packed streams end at the latest, from the start of the bytes
   */
  HeaderReader(byte[] header, long packedEnd) {
    this.in = new BinaryReader(Blob.of(header), ByteOrder.LITTLE_ENDIAN);
    this.packedEnd = packedEnd;
  }

  List<Folder> folders() {
    return folders;
  }

  List<SevenZipEntry> entries() {
    return entries;
  }

  /** Reads a header after its first byte. */
  void readHeader() throws IOException {
    for (int type; (type = in.u8("property")) != END; ) {
      switch (type) {
        case ARCHIVE_PROPERTIES -> skipProperties();
        case ADDITIONAL_STREAMS -> throw damaged("additional streams are not known");
        case MAIN_STREAMS -> readStreams();
        case FILES -> readFiles();
        default -> throw damaged("property " + type + " is not known");
      }
    }
  }

  int first() throws IOException {
    return in.u8("kind of header");
  }

  private FormatException damaged(String rule) {
    return new FormatException("header of the 7z archive, byte " + in.position() + ": " + rule);
  }

  /** Returns a number of up to 9 bytes: the leading ones of the first say how many follow. */
  private long number(String field) throws IOException {
    int first = in.u8(field);
    long value = 0;
    int mask = 0x80;
    for (int i = 0; i < 8; i++, mask >>= 1) {
      if ((first & mask) == 0) {
        return value | (long) (first & mask - 1) << 8 * i;
      }
      value |= (long) in.u8(field) << 8 * i;
    }
    return value;
  }

  /** Returns a number of things that take at least some bits each in what is left of the header. */
  private int count(String field, int limit) throws IOException {
    long value = number(field);
    if (value < 0 || value > limit) {
      throw damaged(field + " " + value + " is too large");
    }
    return (int) value;
  }

  private long size(String field) throws IOException {
    long value = number(field);
    if (value < 0) {
      throw damaged(field + " is too large");
    }
    return value;
  }

  private void expect(int type, int wanted) throws FormatException {
    if (type != wanted) {
      throw damaged("property " + type + " instead of " + wanted);
    }
  }

  private void skipProperties() throws IOException {
    while (in.u8("property") != END) {
      in.skip(size("size of a property"));
    }
  }

  private boolean[] bits(int count) throws IOException {
    boolean[] set = new boolean[count];
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (i % 8 == 0) {
        value = in.u8("bits");
      }
      set[i] = (value & 0x80 >> i % 8) != 0;
    }
    return set;
  }

  private boolean[] definedBits(int count) throws IOException {
    if (in.u8("whether all are defined") == 0) {
      return bits(count);
    }
    boolean[] all = new boolean[count];
    Arrays.fill(all, true);
    return all;
  }

  private long[] checksums(int count) throws IOException {
    boolean[] defined = definedBits(count);
    long[] sums = new long[count];
    for (int i = 0; i < count; i++) {
      sums[i] = defined[i] ? in.u32("CRC-32") : -1;
    }
    return sums;
  }

  void readStreams() throws IOException {
    long[] offsets = {};
    long[] lengths = {};
    int type = in.u8("property");
    if (type == PACK_INFO) {
      long position = size("position of packed streams");
      int count = count("number of packed streams", (int) in.remaining());
      lengths = new long[count];
      offsets = new long[count];
      for (type = in.u8("property"); type != END; type = in.u8("property")) {
        if (type == CHECKSUMS) {
          checksums(count);
          continue;
        }
        expect(type, SIZES);
        long at = SevenZipArchive.HEADER + position;
        for (int i = 0; i < count; i++) {
          lengths[i] = size("packed size");
          offsets[i] = at;
          at += lengths[i];
          if (at < 0 || at > packedEnd) {
            throw damaged("packed stream lies outside");
          }
        }
      }
      type = in.u8("property");
    }
    if (type == UNPACK_INFO) {
      readFolders(offsets, lengths);
      type = in.u8("property");
    }
    for (Folder folder : folders) {
      sizes.add(new long[] {folder.size()});
      checksums.add(new long[] {folder.crc()});
    }
    if (type == SUBSTREAMS) {
      readSubstreams();
      type = in.u8("property");
    }
    expect(type, END);
  }

  private void readFolders(long[] offsets, long[] lengths) throws IOException {
    expect(in.u8("property"), FOLDERS);
    int count = count("number of folders", (int) in.remaining());
    if (in.u8("external") != 0) {
      throw damaged("external folders are not known");
    }
    List<Folder> raw = new ArrayList<>();
    int packed = 0;
    for (int i = 0; i < count; i++) {
      Folder folder = folder(offsets, lengths, packed);
      packed += folder.packed().length;
      raw.add(folder);
    }
    expect(in.u8("property"), CODER_SIZES);
    for (Folder folder : raw) {
      for (int i = 0; i < folder.sizes().length; i++) {
        folder.sizes()[i] = size("decoded size");
      }
    }
    long[] sums = new long[count];
    Arrays.fill(sums, -1);
    for (int type; (type = in.u8("property")) != END; ) {
      expect(type, CHECKSUMS);
      sums = checksums(count);
    }
    for (int i = 0; i < count; i++) {
      Folder one = raw.get(i);
      folders.add(new Folder(one.coders(), one.bindings(), one.packed(), one.sizes(), one.offsets(), one.lengths(),
          sums[i]));
    }
  }

  private Folder folder(long[] offsets, long[] lengths, int firstPacked) throws IOException {
    int count = count("number of coders", CODERS_LIMIT);
    List<Coder> coders = new ArrayList<>();
    int inputs = 0;
    for (int i = 0; i < count; i++) {
      Coder coder = coder();
      coders.add(coder);
      inputs += coder.inputs();
    }
    if (count == 0 || inputs > INPUTS_LIMIT || inputs < count) {
      throw damaged("folder of " + count + " coders with " + inputs + " inputs");
    }
    int[] bindings = new int[inputs];
    Arrays.fill(bindings, -1);
    for (int i = 0; i < count - 1; i++) {
      int input = count("bound input", inputs - 1);
      bindings[input] = count("bound output", count - 1);
    }
    int[] packed = new int[inputs - (count - 1)];
    if (packed.length == 1) {
      for (int i = inputs - 1; i >= 0; i--) {
        packed[0] = bindings[i] < 0 ? i : packed[0];
      }
    } else {
      for (int i = 0; i < packed.length; i++) {
        packed[i] = count("packed input", inputs - 1);
      }
    }
    if (firstPacked + packed.length > offsets.length) {
      throw damaged("there are too few packed streams");
    }
    return new Folder(coders, bindings, packed, new long[count],
        Arrays.copyOfRange(offsets, firstPacked, firstPacked + packed.length),
        Arrays.copyOfRange(lengths, firstPacked, firstPacked + packed.length), -1);
  }

  private Coder coder() throws IOException {
    int flags = in.u8("coder");
    String id = HexFormat.of().formatHex(in.bytes(flags & 15, "id of a coder"));
    int inputs = 1;
    if ((flags & 0x10) != 0) {
      inputs = count("number of inputs", INPUTS_LIMIT);
      if (count("number of outputs", INPUTS_LIMIT) != 1) {
        throw damaged("coder " + id + " has several outputs");
      }
    }
    byte[] properties = (flags & 0x20) == 0 ? new byte[0]
        : in.bytes(count("size of properties", (int) in.remaining()), "properties");
    if ((flags & 0x80) != 0) {
      throw damaged("alternative coders are not known");
    }
    return new Coder(id, inputs, properties);
  }

  private void readSubstreams() throws IOException {
    int type = in.u8("property");
    if (type == STREAM_COUNTS) {
      int total = 0;
      for (int i = 0; i < folders.size(); i++) {
        int count = count("number of files in a folder", 1 << 26);
        total += count;
        if (total > 1 << 26 || count > 1 && total - folders.size() > in.remaining()) {
          throw damaged("there are too many files in folders");
        }
        sizes.set(i, new long[count]);
      }
      type = in.u8("property");
    }
    boolean stored = type == SIZES;
    for (int i = 0; i < sizes.size(); i++) {
      readSizes(sizes.get(i), folders.get(i).size(), stored);
    }
    type = stored ? in.u8("property") : type;
    int unknown = 0;
    for (int i = 0; i < sizes.size(); i++) {
      boolean known = sizes.get(i).length == 1 && folders.get(i).crc() >= 0;
      unknown += known ? 0 : sizes.get(i).length;
    }
    long[] sums = new long[unknown];
    Arrays.fill(sums, -1);
    for (; type != END; type = in.u8("property")) {
      expect(type, CHECKSUMS);
      sums = checksums(unknown);
    }
    int next = 0;
    for (int i = 0; i < sizes.size(); i++) {
      int count = sizes.get(i).length;
      boolean known = count == 1 && folders.get(i).crc() >= 0;
      checksums.set(i, known ? new long[] {folders.get(i).crc()} : Arrays.copyOfRange(sums, next, next + count));
      next += known ? 0 : count;
    }
  }

  /** The last file of a folder takes what the others leave. */
  private void readSizes(long[] target, long whole, boolean stored) throws IOException {
    long left = whole;
    for (int i = 0; i < target.length; i++) {
      boolean last = i == target.length - 1;
      target[i] = last ? left : stored ? size("size of a file") : 0;
      left -= target[i];
      if (left < 0) {
        throw damaged("files are larger than their folder");
      }
    }
  }

  private void readFiles() throws IOException {
    int count = count("number of files", 1 << 26);
    if (count / 8 > in.remaining() && count > folders.size()) {
      throw damaged("number of files " + count + " is too large");
    }
    Files files = new Files(count);
    for (int type; (type = in.u8("property")) != END; ) {
      long size = size("size of a property");
      if (size > in.remaining()) {
        throw damaged("property " + type + " is cut off");
      }
      long end = in.position() + size;
      files.read(type, (int) size);
      in.seek(end);
    }
    files.finish();
  }

  /** What the properties say of all files together. */
  private final class Files {
    private final int count;
    private boolean[] empty;
    private boolean[] emptyFile;
    private boolean[] anti;
    private String[] names = {};
    private final Instant[][] times = new Instant[3][];
    private long[] attributes = {};

    Files(int count) {
      this.count = count;
      this.empty = new boolean[count];
    }

    void read(int type, int size) throws IOException {
      switch (type) {
        case 0x0E -> empty = bits(count);
        case 0x0F -> emptyFile = bits(emptyCount());
        case 0x10 -> anti = bits(emptyCount());
        case 0x11 -> names(size);
        case 0x12, 0x13, 0x14 -> times[type - 0x12] = times();
        case 0x15 -> attributes = attributes();
        default -> { }
      }
    }

    private int emptyCount() {
      int all = 0;
      for (boolean one : empty) {
        all += one ? 1 : 0;
      }
      return all;
    }

    private void names(int size) throws IOException {
      if (size == 0 || in.u8("external") != 0) {
        throw damaged("external names are not known");
      }
      String all = new String(in.bytes(size - 1, "names"), StandardCharsets.UTF_16LE);
      names = all.split("\0", -1);
    }

    private Instant[] times() throws IOException {
      boolean[] defined = definedBits(count);
      if (in.u8("external") != 0) {
        throw damaged("external times are not known");
      }
      Instant[] all = new Instant[count];
      for (int i = 0; i < count; i++) {
        if (defined[i]) {
          long ticks = in.i64("time");
          all[i] = Instant.ofEpochSecond(Math.floorDiv(ticks, TICKS) - EPOCH_SECONDS,
              Math.floorMod(ticks, TICKS) * 100);
        }
      }
      return all;
    }

    private long[] attributes() throws IOException {
      boolean[] defined = definedBits(count);
      if (in.u8("external") != 0) {
        throw damaged("external attributes are not known");
      }
      long[] all = new long[count];
      for (int i = 0; i < count; i++) {
        all[i] = defined[i] ? in.u32("attributes") : -1;
      }
      return all;
    }

    private Instant time(int kind, int i) {
      return times[kind] == null ? null : times[kind][i];
    }

    void finish() throws FormatException {
      int folder = 0;
      int inFolder = 0;
      long offset = 0;
      int emptySeen = 0;
      for (int i = 0; i < count; i++) {
        String name = i < names.length && !names[i].isEmpty() ? names[i] : "content";
        long bits = attributes.length == 0 ? -1 : attributes[i];
        if (empty[i]) {
          boolean file = emptyFile != null && emptyFile[emptySeen];
          boolean gone = anti != null && anti[emptySeen];
          emptySeen++;
          entries.add(new SevenZipEntry(name, !file, gone, time(0, i), time(1, i), time(2, i), bits, -1, 0, 0, -1));
          continue;
        }
        while (folder < sizes.size() && inFolder == sizes.get(folder).length) {
          folder++;
          inFolder = 0;
          offset = 0;
        }
        if (folder == sizes.size()) {
          throw damaged("there are more files than contents");
        }
        long size = sizes.get(folder)[inFolder];
        entries.add(new SevenZipEntry(name, false, false, time(0, i), time(1, i), time(2, i), bits, folder, offset,
            size, checksums.get(folder)[inFolder++]));
        offset += size;
      }
    }
  }
}
