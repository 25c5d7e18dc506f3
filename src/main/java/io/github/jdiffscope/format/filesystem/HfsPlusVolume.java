package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The catalog of an HFS+ or HFSX volume (Technical Note TN1150). */
final class HfsPlusVolume implements UnixTree.Volume {
  static final int OFFSET = 1024;
  static final int FORK = 80;
  private static final int HEADER = 512;
  private static final int EXTENTS_FILE = 3;
  private static final int CATALOG_FILE = 4;
  private static final int ATTRIBUTES_FILE = 8;
  private static final int ROOT = 2;
  private static final int FOLDER_RECORD = 1;
  private static final int FILE_RECORD = 2;
  private static final int LONGEST_RECORD = 248;
  private static final int MOST_NAMES = 4 << 20;
  private static final int MOST_VALUES = 1 << 20;
  private static final int LONGEST_VALUE = 1 << 16;
  private static final int INLINE_VALUE = 0x10;
  private static final int FORK_VALUE = 0x20;

  private record Name(String text, long id) {}

  private final Blob blob;
  private final Struct header;
  private final long blockSize;
  private final Leftovers leftovers;
  private final Map<String, TreeMap<Long, Struct>> overflow = new HashMap<>();
  private final Map<Long, Long> places = new HashMap<>();
  private final Map<Long, List<Name>> folders = new HashMap<>();
  private final Map<String, Long> indirect = new HashMap<>();
  private final Map<Long, Map<String, byte[]>> attributes = new HashMap<>();
  private HfsPlusTree catalog;
  private int values;

  HfsPlusVolume(Blob blob) throws IOException {
    this.blob = blob;
    this.header = Struct.big(blob, OFFSET, HEADER, "volume header");
    this.blockSize = header.u32(40);
    if (Long.bitCount(blockSize) != 1 || blockSize < 512 || blockSize > 1 << 24) {
      throw FormatException.at(OFFSET + 40, "impossible block of " + blockSize + " bytes");
    }
    this.leftovers = new Leftovers(blob, 0, (int) blockSize);
    leftovers.use(0, OFFSET + HEADER);
    leftovers.use(end() - OFFSET, OFFSET);
  }

  Struct header() {
    return header;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  long end() throws FormatException {
    return header.u32(44) * blockSize;
  }

  /** Reads the trees; what could be read before damage is kept. */
  void read() throws IOException {
    extents(112, 6, false);
    Extents known = extents(192, EXTENTS_FILE, false);
    if (known.size() > 0) {
      new HfsPlusTree(known, "extents overflow file").records((key, data, place) -> overflow
          .computeIfAbsent(key.u8(0) + " " + key.u32(2), id -> new TreeMap<>()).put(key.u32(6), data));
    }
    catalog = new HfsPlusTree(extents(272, CATALOG_FILE, false), "catalog");
    catalog.records(this::name);
  }

  /** Reads the extended attributes, which files are told with. */
  void readAttributes() throws IOException {
    Extents tree = extents(352, ATTRIBUTES_FILE, false);
    if (tree.size() > 0) {
      new HfsPlusTree(tree, "attributes file").records(this::attribute);
    }
  }

  private void name(Struct key, Struct data, long place) throws IOException {
    int type = data.u16(0);
    if (type != FOLDER_RECORD && type != FILE_RECORD) {
      return;
    } else if (places.size() >= MOST_NAMES) {
      throw new LimitException("more than " + MOST_NAMES + " names");
    }
    String name = new String(key.bytes(6, 2 * key.u16(4)), StandardCharsets.UTF_16BE);
    long id = data.u32(8);
    places.put(id, place);
    if (type == FILE_RECORD && name.startsWith("iNode") || type == FOLDER_RECORD && name.startsWith("dir_")) {
      indirect.putIfAbsent(name, id);
    }
    // A slash in a name is shown as a colon, and NUL as its picture, as the system itself does.
    folders.computeIfAbsent(key.u32(0), parent -> new ArrayList<>())
        .add(new Name(name.replace('/', ':').replace('\0', '\u2400'), id));
    if (type == FILE_RECORD && data.u64(168, "size of resource fork") > 0) {
      folders.get(key.u32(0)).add(new Name(name.replace('/', ':') + "/..namedfork/rsrc", -id));
    }
  }

  private void attribute(Struct key, Struct data, long place) throws IOException {
    if (++values > MOST_VALUES) {
      throw new LimitException("more than " + MOST_VALUES + " attributes");
    }
    String name = new String(key.bytes(12, 2 * key.u16(10)), StandardCharsets.UTF_16BE);
    byte[] value = null;
    if (data.u32(0) == INLINE_VALUE) {
      value = data.bytes(16, (int) Math.min(data.u32(12), LONGEST_VALUE));
    } else if (data.u32(0) == FORK_VALUE && data.u64(8, "size of attribute") <= LONGEST_VALUE) {
      value = fork(data, 8, key.u32(2), "value").bytes(0, (int) data.i64(8));
    }
    if (value != null) {
      attributes.computeIfAbsent(key.u32(2), id -> new TreeMap<>()).put(name, value);
    }
  }

  private Extents extents(int at, int id, boolean resource) throws IOException {
    Extents extents = fork(header, at, id, resource ? "255" : "0");
    leftovers.use(extents);
    return extents;
  }

  /** Returns a fork: eight runs of blocks, those that follow in the extents overflow file. */
  private Extents fork(Struct record, int at, long id, String kind) throws FormatException {
    Extents runs = new Extents(blob);
    long size = record.u64(at, "size of fork");
    runs(record, at + 16, runs);
    TreeMap<Long, Struct> more = overflow.getOrDefault(kind + " " + id, new TreeMap<>());
    while (runs.size() < size && more.containsKey(runs.size() / blockSize)) {
      long before = runs.size();
      runs(more.get(before / blockSize), 0, runs);
      if (runs.size() == before) {
        break;
      }
    }
    if (runs.size() < size) {
      throw new FormatException("file " + id + " of " + size + " bytes has blocks for " + runs.size() + " only");
    }
    return runs.end(size);
  }

  private void runs(Struct record, int at, Extents runs) throws FormatException {
    for (int i = 0; i < 8 && record.u32(at + 8 * i + 4) > 0; i++) {
      runs.add(record.u32(at + 8 * i) * blockSize, record.u32(at + 8 * i + 4) * blockSize);
    }
  }

  @Override
  public long root() {
    return ROOT;
  }

  @Override
  public UnixNode node(long id) throws IOException {
    Long place = places.get(Math.abs(id));
    if (place == null) {
      throw new FormatException("the catalog holds no file " + id);
    }
    HfsPlusFile file = new HfsPlusFile(catalog.data(place, LONGEST_RECORD));
    if (id < 0) {
      Extents fork = fork(file.record(), 168, -id, "255");
      leftovers.file("resource fork of file " + -id, fork);
      return file.resourceFork(id, fork);
    }
    String linked = file.linkedName();
    if (linked != null && indirect.containsKey(linked)) {
      // One step only: what a link stands for is no link.
      long real = indirect.get(linked);
      return node(real, new HfsPlusFile(catalog.data(places.get(real), LONGEST_RECORD)));
    }
    return node(id, file);
  }

  private UnixNode node(long id, HfsPlusFile file) throws IOException {
    Extents fork = file.isFolder() ? null : fork(file.record(), 88, id, "0");
    if (fork != null) {
      leftovers.file("file " + id, fork);
    }
    return file.node(id, fork, compressed(id, file), attributes.getOrDefault(id, Map.of()), blockSize);
  }

  private HfsPlusCompressed compressed(long id, HfsPlusFile file) throws IOException {
    byte[] value = attributes.getOrDefault(id, Map.of()).get(HfsPlusCompressed.ATTRIBUTE);
    if (value == null || file.isFolder()) {
      return null;
    }
    Extents fork = fork(file.record(), 168, id, "255");
    HfsPlusCompressed compressed = HfsPlusCompressed.of(value, fork);
    if (compressed != null && compressed.isInFork()) {
      leftovers.use(fork);
    }
    return compressed;
  }

  /** Returns whether a resource fork is what a file's contents are compressed to. */
  private boolean isContents(long id) throws FormatException {
    byte[] value = attributes.getOrDefault(id, Map.of()).get(HfsPlusCompressed.ATTRIBUTE);
    HfsPlusCompressed compressed = HfsPlusCompressed.of(value, null);
    return compressed != null && compressed.isInFork();
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names names) throws IOException {
    for (Name name : folders.getOrDefault(folder.id(), List.of())) {
      if (name.id > 0 || !isContents(-name.id)) {
        names.name(name.text, name.id);
      }
    }
  }

  /** Returns the name of the volume, which is that of its root folder. */
  String volumeName() {
    return folders.getOrDefault(1L, List.of()).stream().map(Name::text).findFirst().orElse("");
  }
}
