package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A volume of UDF: its descriptors (ECMA-167, parts 3 and 4), and its files by the place of their entries. */
final class UdfVolume implements UnixTree.Volume {
  private static final int ANCHOR_BLOCK = 256;
  private static final int[] BLOCK_SIZES = {2048, 512, 4096, 1024};
  private static final int DESCRIPTOR = 512;
  private static final int MOST_DESCRIPTORS = 256;
  private static final int MOST_MAPS = 16;
  private static final int LARGEST_FOLDER = 1 << 26;
  private static final int MOST_NAMES = 4 << 20;
  private static final int DELETED = 4;
  private static final int PARENT = 8;

  /** @param reason why its contents cannot be read, or null */
  private record Part(long start, long length, String reason) {}

  private final Blob blob;
  private final int sector;
  private final Struct anchor;
  private final Map<Integer, Struct> descriptors = new HashMap<>();
  private final List<Struct> partitions = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final Leftovers leftovers;
  private int blockSize;
  private Struct fileSet;
  private Struct integrity;
  private int names;

  UdfVolume(Blob blob) throws IOException {
    this.blob = blob;
    Struct found = null;
    int size = 0;
    for (int i = 0; i < BLOCK_SIZES.length && found == null; i++) {
      size = BLOCK_SIZES[i];
      long blocks = blob.size() / size;
      // One of these three places may be without an anchor (3/8.4.2.1).
      for (long at : new long[] {ANCHOR_BLOCK, blocks - 1, blocks - 1 - ANCHOR_BLOCK}) {
        found = found == null ? tagged(at * size, 2, at) : found;
      }
    }
    if (found == null) {
      throw FormatException.at(ANCHOR_BLOCK * 2048L, "no anchor of the volume descriptors");
    }
    anchor = found;
    sector = size;
    leftovers = new Leftovers(blob, 0, sector);
    leftovers.use(0, 16 * 2048 + 6 * 2048);
  }

  /** Returns a descriptor if one of that kind is there and says that it is. */
  private Struct tagged(long at, int kind, long block) throws IOException {
    if (at < 0 || at > blob.size() - DESCRIPTOR) {
      return null;
    }
    Struct raw = Struct.little(blob, at, DESCRIPTOR, "descriptor");
    return raw.u16(0) == kind && raw.u32(12) == block && isSound(raw) ? raw : null;
  }

  /** The tag of a descriptor has a sum of its other bytes (3/7.2). */
  private static boolean isSound(Struct raw) throws FormatException {
    int sum = 0;
    for (int i = 0; i < 16; i++) {
      sum += i == 4 ? 0 : raw.u8(i);
    }
    return raw.u16(0) != 0 && (sum & 0xFF) == raw.u8(4);
  }

  Struct descriptor(int kind) {
    return descriptors.get(kind);
  }

  List<Struct> partitions() {
    return partitions;
  }

  Struct fileSet() {
    return fileSet;
  }

  Struct integrity() {
    return integrity;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  int blockSize() {
    return blockSize;
  }

  Blob blob() {
    return blob;
  }

  /** Returns where each descriptor of the volume is. */
  String places() throws FormatException {
    return "main " + anchor.u32(20) + "+" + anchor.u32(16) + ", reserve " + anchor.u32(28) + "+" + anchor.u32(24);
  }

  /** Reads the descriptors; those before damage are kept. */
  void read() throws IOException {
    leftovers.use(anchor.u32(12) * sector, sector);
    sequence(anchor.u32(20), anchor.u32(16) / sector);
    if (!descriptors.containsKey(6)) {
      sequence(anchor.u32(28), anchor.u32(24) / sector);
    }
    Struct logical = descriptors.get(6);
    if (logical == null) {
      throw FormatException.at(anchor.u32(20) * sector, "no descriptor of a logical volume");
    }
    blockSize = (int) Math.min(Integer.MAX_VALUE, logical.u32(212));
    if (Integer.bitCount(blockSize) != 1 || blockSize < 512 || blockSize > 1 << 15) {
      throw new FormatException("impossible block of " + logical.u32(212) + " bytes");
    }
    integrity = logical.u32(432) == 0 ? null : tagged(logical.u32(436) * sector, 9, logical.u32(436));
    leftovers.use(logical.u32(436) * sector, Math.min(logical.u32(432), 1 << 16));
    maps(logical);
    fileSet = Struct.little(blob, place(logical.u16(256), logical.u32(252)), DESCRIPTOR, "file set descriptor");
    leftovers.use(place(logical.u16(256), logical.u32(252)), blockSize);
    if (fileSet.u16(0) != 256) {
      throw FormatException.at(place(logical.u16(256), logical.u32(252)), "no file set descriptor");
    }
  }

  private void sequence(long start, long count) throws IOException {
    for (long i = 0; i < Math.min(count, MOST_DESCRIPTORS); i++) {
      long at = (start + i) * sector;
      Struct raw = at > blob.size() - DESCRIPTOR ? null : Struct.little(blob, at, DESCRIPTOR, "descriptor");
      if (raw == null || raw.u16(0) == 8 || !isSound(raw)) {
        return;
      }
      int kind = raw.u16(0);
      leftovers.use(at, sector);
      if (kind == 6) {
        // Its maps may reach past what is there of other descriptors.
        raw = Struct.little(blob, at, (int) Math.min(sector, blob.size() - at), "logical volume descriptor");
      }
      Struct old = descriptors.get(kind);
      if (kind == 5) {
        partitions.add(raw);
      } else if (old == null || old.u32(16) <= raw.u32(16)) {
        descriptors.put(kind, raw);
      }
    }
  }

  private void maps(Struct logical) throws IOException {
    int at = 440;
    for (int i = 0; i < Math.min(MOST_MAPS, logical.u32(268)); i++) {
      int length = logical.u8(at + 1);
      boolean plain = logical.u8(at) == 1;
      String kind = plain ? "" : logical.text(at + 5, 23);
      String reason = plain ? null : kind.equals("*UDF Sparable Partition") ? sparable(logical, at) : kind;
      parts.add(part(logical.u16(at + (plain ? 4 : 38)), reason));
      at += Math.max(length, 6);
    }
  }

  private Part part(int number, String reason) throws FormatException {
    for (Struct partition : partitions) {
      if (partition.u16(22) == number) {
        return new Part(partition.u32(188), partition.u32(192), reason);
      }
    }
    return new Part(0, 0, "no partition " + number);
  }

  /** A partition with spare packets is read like a plain one as long as none of them is in use (UDF 2.2.11). */
  private String sparable(Struct logical, int at) throws IOException {
    long table = logical.u32(at + 48) * sector;
    Struct head = Struct.little(blob, table, 56, "sparing table");
    leftovers.use(table, logical.u32(at + 44));
    for (int i = 0; i < head.u16(48); i++) {
      if (Struct.little(blob, table + 56 + 8L * i, 4, "sparing table").u32(0) < 0xFFFF_FFF0L) {
        return "spare packets of a sparable partition";
      }
    }
    return null;
  }

  /** Returns the byte where a block of a partition starts. */
  long place(int reference, long block) throws FormatException {
    if (reference >= parts.size()) {
      throw new FormatException("block " + block + " of partition map " + reference + ", which is not there");
    }
    Part part = parts.get(reference);
    if (part.reason != null) {
      throw new FormatException("block " + block + " is in what is not read: " + part.reason);
    } else if (block >= part.length) {
      throw new FormatException("block " + block + " is past the " + part.length + " blocks of its partition");
    }
    return part.start * sector + block * blockSize;
  }

  /** Returns what a file's entry is found by again: the place that a long allocation descriptor names. */
  private static long id(Struct raw, int at) throws FormatException {
    return (long) raw.u16(at + 8) << 32 | raw.u32(at + 4);
  }

  @Override
  public long root() throws IOException {
    return id(fileSet, 400);
  }

  private UdfFile file(long id) throws IOException {
    long at = place((int) (id >>> 32), id & 0xFFFF_FFFFL);
    leftovers.use(at, blockSize);
    Struct entry = Struct.little(blob, at, blockSize, "file entry at byte " + at);
    if (entry.u16(0) != 261 && entry.u16(0) != 266) {
      throw FormatException.at(at, "no file entry, but a descriptor of kind " + entry.u16(0));
    }
    return new UdfFile(this, entry, (int) (id >>> 32), at);
  }

  @Override
  public UnixNode node(long id) throws IOException {
    return file(id).node(id);
  }

  @Override
  public void names(UnixNode folder, UnixTree.Names into) throws IOException {
    Extents contents = file(folder.id()).contents();
    if (contents.size() > LARGEST_FOLDER) {
      throw new FormatException("folder of " + contents.size() + " bytes is too large");
    }
    leftovers.use(contents);
    Struct raw = Struct.little(contents.bytes(0, (int) contents.size()), "folder");
    for (int at = 0; at + 38 <= raw.length();) {
      if (raw.u16(at) != 257) {
        throw new FormatException("folder has no entry at its byte " + at);
      }
      int length = raw.u8(at + 19);
      int text = at + 38 + raw.u16(at + 36);
      if ((raw.u8(at + 18) & (DELETED | PARENT)) == 0) {
        if (++names > MOST_NAMES) {
          throw new LimitException("more than " + MOST_NAMES + " names");
        }
        into.name(UdfText.text(raw, text, length).replace('/', ':'), id(raw, at + 20));
      }
      at = text + length + 3 & ~3;
    }
  }
}
