package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An OSTree static delta in one piece, as Flatpak bundles are: a commit, and parts that hold the objects that make it.
 * Only those that build on nothing else are opened ("OSTree data formats", "static deltas").
 */
final class OstreeDelta {
  static final int FILE = 1;
  static final int DIRTREE = 2;
  static final int DIRMETA = 3;
  private static final String SUPERBLOCK = "(a{sv}tayay(a{sv}aya(say)sstayay)aya(uayttay)a(yaytt))";
  private static final String PAYLOAD = "(a(uuu)aa(ayay)ayay)";
  private static final int OBJECT_NAME = 33;
  private static final int PART_LIMIT_BYTES = 512 << 20;

  private final GVariant superblock;
  /** Where what is in a dictionary begins, by key. */
  private final Map<String, GVariant> metadata = new TreeMap<>();
  private final List<List<GVariant>> entries = new ArrayList<>();

  OstreeDelta(Blob blob) throws IOException {
    superblock = new GVariant(blob, SUPERBLOCK, ByteOrder.LITTLE_ENDIAN);
    for (GVariant entry : superblock.member(0).children()) {
      metadata.put(entry.member(0).string(), entry.member(1).value());
    }
  }

  /** An object of a part. */
  interface ObjectSink {
    /**
     * Receives one.
     *
     * @param header of a file: user, group and mode; null of what is none
     */
    void object(int kind, String checksum, FileHeader header, byte[] payload, int offset, int length)
        throws IOException;
  }

  /** What a file is besides its content; {@code xattrs} is empty where there are none. */
  record FileHeader(long uid, long gid, int mode, String xattrs) {}

  Map<String, GVariant> metadata() {
    return metadata;
  }

  /** Returns the commit, whose numbers are big-endian whatever those of the bundle are. */
  GVariant commit() throws IOException {
    GVariant commit = superblock.member(4);
    return new GVariant(commit.blob(), commit.type(), ByteOrder.BIG_ENDIAN);
  }

  String commitChecksum() throws IOException {
    return superblock.member(3).text();
  }

  /** Returns how many objects are to be fetched elsewhere. */
  int fallbacks() throws IOException {
    return superblock.member(7).children().size();
  }

  /** Returns the descriptions of the parts: version, checksum, sizes, objects. */
  List<List<GVariant>> parts() throws IOException {
    if (entries.isEmpty()) {
      for (GVariant entry : superblock.member(6).children()) {
        entries.add(entry.children());
      }
    }
    return entries;
  }

  /** Returns the kinds of the objects of a part, as bits. */
  int kinds(int part) throws IOException {
    byte[] names = objects(part);
    int kinds = 0;
    for (int at = 0; at + OBJECT_NAME <= names.length; at += OBJECT_NAME) {
      kinds |= 1 << (names[at] & 7);
    }
    return kinds;
  }

  private byte[] objects(int part) throws IOException {
    return parts().get(part).get(4).blob().all(64 << 20);
  }

  /** Hands out the objects of a part, in order. */
  void open(int part, ObjectSink sink) throws IOException {
    GVariant stored = stored(part);
    if (stored == null) {
      throw new FormatException("part " + part + " is not in the bundle");
    }
    List<GVariant> pair = stored.children();
    byte[] bytes = decoded(pair.get(0).blob().bytes(0, 1)[0], pair.get(1).blob(), part);
    List<GVariant> payload = new GVariant(Blob.of(bytes), PAYLOAD, ByteOrder.BIG_ENDIAN).children();
    new Program(objects(part), payload).run(sink);
  }

  private GVariant stored(int part) {
    for (Map.Entry<String, GVariant> entry : metadata.entrySet()) {
      if (entry.getKey().startsWith("deltas/") && entry.getKey().endsWith("/" + part)
          && entry.getValue().type().equals("(yay)")) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static byte[] decoded(int compression, Blob coded, int part) throws IOException {
    if (compression == 0) {
      return coded.all(PART_LIMIT_BYTES);
    }
    if (compression != 'x') {
      throw new FormatException("part " + part + " has the unknown compression " + compression);
    }
    try (InputStream in = Decompressors.open(Compression.XZ, coded.stream())) {
      byte[] bytes = in.readNBytes(PART_LIMIT_BYTES);
      if (bytes.length == PART_LIMIT_BYTES) {
        throw new FormatException("part " + part + " has more than " + PART_LIMIT_BYTES + " bytes");
      }
      return bytes;
    }
  }

  /** The operations of a part, which say where in the raw data each object lies. */
  private static final class Program {
    private final byte[] names;
    private final List<GVariant> modes;
    private final List<GVariant> xattrs;
    private final byte[] data;
    private final byte[] code;
    private int at;
    private int object;

    Program(byte[] names, List<GVariant> payload) throws IOException {
      this.names = names;
      this.modes = payload.get(0).children();
      this.xattrs = payload.get(1).children();
      this.data = payload.get(2).blob().all(PART_LIMIT_BYTES);
      this.code = payload.get(3).blob().all(PART_LIMIT_BYTES);
    }

    void run(ObjectSink sink) throws IOException {
      FileHeader open = null;
      while (at < code.length) {
        int operation = code[at++];
        switch (operation) {
          case 'S' -> splice(sink);
          case 'o' -> {
            open = header(number(), number());
            number();
          }
          case 'w' -> {
            long length = number();
            emit(sink, open, length, number());
          }
          case 'c' -> object++;
          default -> throw new FormatException("operation " + (char) operation
              + " needs what is outside of the bundle, at " + (at - 1) + " of a part's operations");
        }
      }
    }

    private void splice(ObjectSink sink) throws IOException {
      boolean file = object * OBJECT_NAME < names.length && names[object * OBJECT_NAME] == FILE;
      FileHeader header = file ? header(number(), number()) : null;
      long length = number();
      emit(sink, header, length, number());
      object++;
    }

    private void emit(ObjectSink sink, FileHeader header, long length, long offset) throws IOException {
      int name = object * OBJECT_NAME;
      if (name + OBJECT_NAME > names.length) {
        throw new FormatException("a part makes more than its " + names.length / OBJECT_NAME + " objects");
      }
      if (length < 0 || offset < 0 || offset > data.length - length) {
        throw new FormatException("an object of " + length + " bytes at " + offset + " is not inside the "
            + data.length + " bytes of a part");
      }
      sink.object(names[name], HexFormat.of().formatHex(names, name + 1, name + OBJECT_NAME), header, data,
          (int) offset, (int) length);
    }

    private FileHeader header(long mode, long attributes) throws IOException {
      if (mode < 0 || mode >= modes.size() || attributes < 0 || attributes >= xattrs.size()) {
        throw new FormatException("a file has the mode " + mode + " of " + modes.size() + ", the attributes "
            + attributes + " of " + xattrs.size());
      }
      List<GVariant> fields = modes.get((int) mode).children();
      GVariant list = xattrs.get((int) attributes);
      return new FileHeader(fields.get(0).number(), fields.get(1).number(), (int) fields.get(2).number(),
          list.blob().size() == 0 ? "" : list.text());
    }

    /** Returns a number of seven bits a byte, the lowest first. */
    private long number() throws IOException {
      long value = 0;
      for (int shift = 0; shift < 63 && at < code.length; shift += 7) {
        byte next = code[at++];
        value |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new FormatException("a number is cut off at " + at + " of a part's operations");
    }
  }
}
