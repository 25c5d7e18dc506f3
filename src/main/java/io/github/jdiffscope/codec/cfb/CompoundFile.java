package io.github.jdiffscope.codec.cfb;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a compound file, [MS-CFB] version 13. Streams are addressed where they lie. */
public final class CompoundFile {
  static final int NO_STREAM = -1;
  /** Sector numbers from here on have a meaning of their own: section 2.1. */
  private static final long MAX_REGULAR_SECTOR = 0xFFFF_FFFAL;
  private static final int DIFAT_IN_HEADER = 109;

  private final Blob blob;
  private final int sectorSize;
  private final int miniSectorSize;
  private final long miniCutoff;
  private final int version;
  private final int[] fat;
  private final int[] miniFat;
  private final List<CompoundEntry> entries;
  private final int[] miniStream;

  public CompoundFile(Blob blob) throws IOException {
    this.blob = blob;
    BinaryReader reader = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN).seek(26);
    this.version = reader.u16("major version");
    int shift = reader.seek(30).u16("sector shift");
    int miniShift = reader.u16("mini sector shift");
    if (shift < 7 || shift > 16 || miniShift > shift) {
      throw FormatException.at(30, "sector shifts " + shift + " and " + miniShift + " are not possible");
    }
    this.sectorSize = 1 << shift;
    this.miniSectorSize = 1 << miniShift;
    long fatSectors = reader.seek(44).u32("FAT sector count");
    long firstDirectory = reader.u32("first directory sector");
    this.miniCutoff = reader.seek(56).u32("mini stream cutoff");
    long firstMiniFat = reader.u32("first mini FAT sector");
    reader.skip(4);
    this.fat = table(fatSectors(reader, fatSectors));
    this.entries = CompoundEntry.readAll(stream(chain(fat, firstDirectory), sectorSize, Long.MAX_VALUE));
    this.miniFat = firstMiniFat < MAX_REGULAR_SECTOR ? table(chain(fat, firstMiniFat)) : new int[0];
    this.miniStream = entries.isEmpty() || entries.get(0).start() >= MAX_REGULAR_SECTOR ? new int[0]
        : chain(fat, entries.get(0).start());
  }

  /** Returns the numbers of the sectors that hold the file allocation table: sections 2.2 and 2.5. */
  private int[] fatSectors(BinaryReader reader, long count) throws IOException {
    long sectors = blob.size() / sectorSize;
    if (count > sectors) {
      throw FormatException.at(44, "FAT of " + count + " sectors does not fit into the file");
    }
    long next = reader.seek(68).u32("first DIFAT sector");
    reader.skip(4);
    int[] numbers = new int[(int) count];
    int found = 0;
    while (found < Math.min(count, DIFAT_IN_HEADER)) {
      numbers[found++] = reader.i32("DIFAT entry");
    }
    int perSector = sectorSize / 4 - 1;
    // Every sector of the DIFAT brings entries, so a circle ends too.
    while (found < count) {
      if (next >= MAX_REGULAR_SECTOR) {
        throw new FormatException("DIFAT ends after " + found + " of " + count + " entries");
      }
      reader.seek(offset(next));
      for (int i = 0; i < perSector && found < count; i++) {
        numbers[found++] = reader.i32("DIFAT entry");
      }
      next = reader.seek(offset(next) + 4L * perSector).u32("next DIFAT sector");
    }
    return numbers;
  }

  private int[] table(int[] sectors) throws IOException {
    int perSector = sectorSize / 4;
    int[] table = new int[Math.multiplyExact(sectors.length, perSector)];
    BinaryReader reader = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < sectors.length; i++) {
      reader.seek(offset(sectors[i] & 0xFFFF_FFFFL));
      int count = (int) Math.min(perSector, reader.remaining() / 4);
      for (int k = 0; k < perSector; k++) {
        table[i * perSector + k] = k < count ? reader.i32("sector table") : NO_STREAM;
      }
    }
    return table;
  }

  private long offset(long sector) throws FormatException {
    long offset = (sector + 1) * sectorSize;
    if (sector >= MAX_REGULAR_SECTOR || offset >= blob.size()) {
      throw new FormatException("sector " + sector + " lies outside the file");
    }
    return offset;
  }

  private static int[] chain(int[] table, long first) throws FormatException {
    int[] chain = new int[16];
    int length = 0;
    for (long sector = first; sector < MAX_REGULAR_SECTOR; sector = table[(int) sector] & 0xFFFF_FFFFL) {
      if (sector >= table.length || length >= table.length) {
        throw new FormatException("chain of sectors from " + first + " leaves the table or is a circle");
      }
      if (length == chain.length) {
        chain = Arrays.copyOf(chain, length * 2);
      }
      chain[length++] = (int) sector;
    }
    return Arrays.copyOf(chain, length);
  }

  /** Returns all bytes of a chain, up to {@code size}. */
  private byte[] stream(int[] chain, int unit, long size) throws IOException {
    int length = (int) Math.min(Math.multiplyExact((long) chain.length, unit), Math.min(size, Integer.MAX_VALUE - 8));
    byte[] bytes = new byte[length];
    for (int i = 0; i < chain.length && (long) i * unit < length; i++) {
      blob.read(offset(chain[i]), bytes, i * unit, Math.min(unit, length - i * unit));
    }
    return bytes;
  }

  public int version() {
    return version;
  }

  public int sectorSize() {
    return sectorSize;
  }

  /** Returns the directory entries by number; unused ones are there too. */
  public List<CompoundEntry> entries() {
    return entries;
  }

  /** Returns the storages and streams with their paths, in the order of the tree. */
  public List<CompoundEntry.Placed> tree() throws FormatException {
    return CompoundEntry.tree(entries);
  }

  /** Returns where the bytes of a stream lie. */
  public BlobLocation location(CompoundEntry entry) throws IOException {
    BlobLocation whole = blob.location();
    Extent base = whole.extents().get(0);
    List<Extent> extents = new ArrayList<>();
    long left = size(entry);
    boolean mini = left < miniCutoff;
    int unit = mini ? miniSectorSize : sectorSize;
    for (int sector : left == 0 ? new int[0] : chain(mini ? miniFat : fat, entry.start())) {
      if (left <= 0) {
        break;
      }
      long offset = mini ? miniOffset(sector) : offset(sector);
      long length = Math.min(Math.min(unit, left), blob.size() - offset);
      append(extents, base.offset() + offset, length);
      left -= length;
    }
    if (left > 0) {
      throw new FormatException("stream " + entry.name() + " of " + size(entry) + " bytes ends "
          + left + " bytes early");
    }
    return new BlobLocation(whole.file(), extents, Coding.STORED, size(entry));
  }

  /** Returns the size of a stream; version 3 has only 32 bits of it, section 2.6.3. */
  public long size(CompoundEntry entry) {
    return version < 4 ? entry.size() & 0xFFFF_FFFFL : entry.size();
  }

  private long miniOffset(int miniSector) throws FormatException {
    long position = (long) miniSector * miniSectorSize;
    int index = (int) (position / sectorSize);
    if (index >= miniStream.length) {
      throw new FormatException("mini sector " + miniSector + " lies outside the mini stream");
    }
    return offset(miniStream[index]) + position % sectorSize;
  }

  private static void append(List<Extent> extents, long offset, long length) {
    int last = extents.size() - 1;
    if (last >= 0 && extents.get(last).offset() + extents.get(last).length() == offset) {
      extents.set(last, new Extent(extents.get(last).offset(), extents.get(last).length() + length));
    } else {
      extents.add(new Extent(offset, length));
    }
  }

  /**
   * Returns the bytes of a stream.
   *
   * @throws FormatException if there are more than {@code limit}
   */
  public byte[] read(CompoundEntry entry, int limit) throws IOException {
    long size = size(entry);
    if (size > limit || size > blob.size()) {
      throw new FormatException("stream " + entry.name() + " of " + size + " bytes is larger than expected");
    }
    long start = blob.location().extents().get(0).offset();
    byte[] bytes = new byte[(int) size];
    int at = 0;
    for (Extent extent : location(entry).extents()) {
      at += blob.read(extent.offset() - start, bytes, at, (int) extent.length());
    }
    return bytes;
  }

}
