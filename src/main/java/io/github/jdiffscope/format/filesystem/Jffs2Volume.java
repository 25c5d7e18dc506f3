package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Inodes and folders of a JFFS2 log: of all nodes that say something, the one of the highest version counts. */
final class Jffs2Volume implements UnixTree.Volume {
  private static final int INODE_HEADER = 68;
  private static final int NAME_HEADER = 40;
  private static final int ATTRIBUTE_HEADER = 32;
  private static final int LONGEST_TARGET = 1 << 12;
  private static final String[] PREFIXES = {"", "user.", "security.", "system.posix_acl_access",
      "system.posix_acl_default", "trusted."};

  /** A name as a node gives it; inode 0 takes the name away. */
  private record Name(long version, long inode, String text) {}

  /** A part of a file. */
  private record Piece(long version, long start, long length, long place, int coded, BlockDecoder decoder) {}

  private final Jffs2Log log;
  private final Sections sections;
  private final Map<Long, Map<String, Name>> folders = new HashMap<>();
  private final Map<Long, Struct> inodes = new HashMap<>();
  private final Map<Long, List<Piece>> pieces = new HashMap<>();
  private final Map<Long, byte[][]> values = new HashMap<>();
  private final Map<Long, List<Long>> uses = new HashMap<>();

  Jffs2Volume(Jffs2Log log, Sections sections) {
    this.log = log;
    this.sections = sections;
  }

  /** Reads all nodes; damaged ones are named and left out. */
  void read() throws IOException {
    for (Jffs2Log.Node node : log.nodes()) {
      try {
        switch (node.type()) {
          case Jffs2Log.NAME -> name(node);
          case Jffs2Log.INODE -> inode(node);
          case Jffs2Log.ATTRIBUTE -> attribute(node);
          case Jffs2Log.ATTRIBUTE_USE -> {
            Struct raw = log.read(node, 28);
            uses.computeIfAbsent(raw.u32(12), key -> new ArrayList<>()).add(raw.u32(16));
          }
          default -> { }
        }
      } catch (FormatException damaged) {
        sections.comment("node at byte " + node.place() + ": " + damaged.getMessage());
      }
    }
  }

  private static void checked(int expected, byte[] bytes, String what) throws FormatException {
    if (Jffs2Log.check(bytes) != expected) {
      throw new FormatException(what + " does not fit its check sum");
    }
  }

  private void name(Jffs2Log.Node node) throws IOException {
    Struct raw = log.read(node, NAME_HEADER + 255);
    checked(raw.i32(32), raw.bytes(0, NAME_HEADER - 8), "name node");
    byte[] bytes = raw.bytes(NAME_HEADER, raw.u8(28));
    checked(raw.i32(36), bytes, "name");
    String text = FileNames.decode(bytes);
    Name name = new Name(raw.u32(16), raw.u32(20), text);
    folders.computeIfAbsent(raw.u32(12), key -> new LinkedHashMap<>()).merge(text, name,
        (old, next) -> next.version >= old.version ? next : old);
  }

  private void inode(Jffs2Log.Node node) throws IOException {
    Struct raw = log.read(node, INODE_HEADER);
    checked(raw.i32(64), raw.bytes(0, INODE_HEADER - 8), "inode node");
    long coded = raw.u32(48);
    if (coded > node.length() - INODE_HEADER) {
      throw new FormatException("contents of " + coded + " bytes are not inside their node");
    }
    long number = raw.u32(12);
    inodes.merge(number, raw, (old, next) -> versionOf(next) >= versionOf(old) ? next : old);
    if (raw.u32(52) > 0) {
      pieces.computeIfAbsent(number, key -> new ArrayList<>()).add(new Piece(raw.u32(16), raw.u32(44), raw.u32(52),
          node.place() + INODE_HEADER, (int) coded, decoder(raw.u8(56))));
    }
  }

  private static long versionOf(Struct raw) {
    try {
      return raw.u32(16);
    } catch (FormatException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the decoder of a compression, or null for a run of zeros. */
  private static BlockDecoder decoder(int number) throws FormatException {
    return switch (number) {
      case 0 -> BlockDecoder.STORED;
      case 1 -> null;
      case 2 -> BlockDecoder.RTIME;
      case 6 -> BlockDecoder.ZLIB;
      case 7 -> BlockDecoder.LZO;
      default -> throw new FormatException("contents in compression "
          + Fields.word(number, "none", "zero", "rtime", "rubinmips", "copy", "dynrubin", "zlib", "lzo", "lzma")
          + " are not decoded");
    };
  }

  private void attribute(Jffs2Log.Node node) throws IOException {
    Struct raw = log.read(node, ATTRIBUTE_HEADER + 255 + (1 << 16));
    int prefix = raw.u8(20);
    int nameLength = raw.u8(21);
    String name = (prefix < PREFIXES.length ? PREFIXES[prefix] : "prefix" + prefix + ".")
        + FileNames.decode(raw.bytes(ATTRIBUTE_HEADER, nameLength));
    values.put(raw.u32(12), new byte[][] {FileNames.bytes(name),
        raw.bytes(ATTRIBUTE_HEADER + nameLength + 1, raw.u16(22))});
  }

  @Override
  public long root() {
    return 1;
  }

  @Override
  public UnixNode node(long id) throws IOException {
    Struct raw = inodes.get(id);
    if (raw == null) {
      if (id == root()) {
        return new UnixNode(id, UnixMode.DIRECTORY | 0755, 0, 0, 0, 0, 0, "", Map.of(), null, List.of(), null, null);
      }
      throw new FormatException("there is no inode " + id);
    }
    int mode = raw.i32(20);
    int kind = mode & UnixMode.TYPE;
    CodedBlocks blocks = blocks(id, kind == UnixMode.FILE ? raw.u32(28) : length(id));
    Extents stored = blocks.stored();
    List<Detail> details = new ArrayList<>();
    Map<String, String> times = new TreeMap<>();
    times.put("accessed", Times.seconds(raw.u32(32)));
    times.put("changed", Times.seconds(raw.u32(40)));
    Attributes.addTo(details, attributes(id));
    TreeEntry.Contents contents = kind != UnixMode.FILE ? null
        : stored == null ? TreeEntry.unpacked(blocks::stream) : TreeEntry.at(stored);
    return new UnixNode(id, mode, UnixNode.UNKNOWN, raw.u16(24), raw.u16(26), raw.u32(28),
        UnixMode.isDevice(mode) ? device(blocks) : 0, Times.seconds(raw.u32(36)), times,
        kind == UnixMode.LINK ? FileNames.decode(bytes(blocks, LONGEST_TARGET)) : null, details,
        "inode " + id + blocks.placement(), contents);
  }

  private long length(long id) {
    return pieces.getOrDefault(id, List.of()).stream().mapToLong(piece -> piece.start + piece.length).max().orElse(0);
  }

  private static byte[] bytes(CodedBlocks blocks, int limit) throws IOException {
    try (InputStream stream = blocks.stream()) {
      return stream.readNBytes(limit);
    }
  }

  /** Returns a device number, of 16 bits with the major one in the high byte or of 32 bits. */
  private long device(CodedBlocks blocks) throws IOException {
    byte[] number = bytes(blocks, 4);
    Struct raw = new Struct(number, log.order(), "device number");
    return number.length == 2 ? raw.u16(0) : raw.u32(0);
  }

  /** Lays the pieces over each other, newer ones on top. */
  private CodedBlocks blocks(long id, long size) throws IOException {
    List<Piece> byAge = new ArrayList<>(pieces.getOrDefault(id, List.of()));
    byAge.sort((a, b) -> Long.compare(a.version, b.version));
    TreeMap<Long, Piece> parts = new TreeMap<>();
    TreeMap<Long, Long> ends = new TreeMap<>();
    for (Piece piece : byAge) {
      cover(parts, ends, piece, Math.min(size, piece.start + piece.length));
    }
    CodedBlocks blocks = new CodedBlocks(log.blob(), size);
    for (Map.Entry<Long, Piece> part : parts.entrySet()) {
      Piece piece = part.getValue();
      long from = part.getKey();
      long length = ends.get(from) - from;
      blocks.hole(from - blocks.total());
      if (piece.decoder == null) {
        blocks.hole(length);
      } else if (length > 0) {
        blocks.add(piece.place, piece.coded, length, piece.decoder, (int) (from - piece.start));
      }
    }
    return blocks;
  }

  private static void cover(TreeMap<Long, Piece> parts, TreeMap<Long, Long> ends, Piece piece, long end) {
    if (end <= piece.start) {
      return;
    }
    Map.Entry<Long, Long> before = ends.lowerEntry(piece.start);
    if (before != null && before.getValue() > piece.start) {
      if (before.getValue() > end) {
        parts.put(end, parts.get(before.getKey()));
        ends.put(end, before.getValue());
      }
      ends.put(before.getKey(), piece.start);
    }
    Map.Entry<Long, Long> last = ends.lowerEntry(end);
    if (last != null && last.getKey() >= piece.start && last.getValue() > end) {
      parts.put(end, parts.get(last.getKey()));
      ends.put(end, last.getValue());
    }
    parts.subMap(piece.start, end).clear();
    ends.subMap(piece.start, end).clear();
    parts.put(piece.start, piece);
    ends.put(piece.start, end);
  }

  private Map<String, byte[]> attributes(long id) {
    Map<String, byte[]> named = new TreeMap<>();
    for (long use : uses.getOrDefault(id, List.of())) {
      byte[][] pair = values.get(use);
      if (pair != null) {
        named.put(FileNames.decode(pair[0]), pair[1]);
      }
    }
    return named;
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names names) throws IOException {
    for (Name name : folders.getOrDefault(folder.id(), Map.of()).values()) {
      if (name.inode != 0) {
        names.name(name.text, name.inode);
      }
    }
  }
}
