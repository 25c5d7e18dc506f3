package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** An inode of a SquashFS image; of each kind there is a basic and an extended form, numbered seven apart. */
final class SquashInode {
  static final int DIRECTORY = 1;
  static final int FILE = 2;
  static final int LINK = 3;
  private static final int BLOCK_DEVICE = 4;
  private static final int CHARACTER_DEVICE = 5;
  private static final int PIPE = 6;
  private static final int SOCKET = 7;
  private static final int EXTENDED = 7;
  private static final int NONE = -1;
  private static final int LARGEST_VALUE = 1 << 16;
  private static final int MOST_ATTRIBUTES = 1 << 12;
  private static final int LONGEST_TARGET = 1 << 16;
  /** Bytes of the largest fixed part. */
  private static final int FIXED = 56;
  private static final int[] SIZES = {32, 32, 24, 24, 24, 20, 20, 40, FIXED, 24, 28, 28, 24, 24};
  private static final int[] TYPES = {UnixMode.DIRECTORY, UnixMode.FILE, UnixMode.LINK, UnixMode.BLOCK,
      UnixMode.CHARACTER, UnixMode.PIPE, UnixMode.SOCKET};

  private final SquashImage image;
  private final long block;
  private final int offset;
  private final int type;
  private final Struct raw;

  SquashInode(SquashImage image, long reference) throws IOException {
    this.image = image;
    this.block = image.superblock().i64(64) + (reference >>> 16);
    this.offset = (int) (reference & 0xFFFF);
    this.type = image.metadata(block, offset, 2, "inode").u16(0);
    if (type < 1 || type > SIZES.length) {
      throw FormatException.at(block, "inode of unknown type " + type);
    }
    this.raw = image.metadata(block, offset, SIZES[type - 1], "inode");
  }

  int kind() {
    return type > EXTENDED ? type - EXTENDED : type;
  }

  private boolean isExtended() {
    return type > EXTENDED;
  }

  int mode() throws FormatException {
    return raw.u16(2) & 0xFFF | TYPES[kind() - 1];
  }

  long uid() throws IOException {
    return image.owner(raw.u16(4));
  }

  long gid() throws IOException {
    return image.owner(raw.u16(6));
  }

  /** Seconds are unsigned. */
  long modified() throws FormatException {
    return raw.u32(8);
  }

  long number() throws FormatException {
    return raw.u32(12);
  }

  long links() throws FormatException {
    return kind() == FILE ? isExtended() ? raw.u32(40) : 1 : kind() == DIRECTORY && !isExtended() ? raw.u32(20)
        : raw.u32(16);
  }

  long size() throws FormatException {
    return switch (kind()) {
      case FILE -> isExtended() ? raw.u64(24, "size") : raw.u32(28);
      case DIRECTORY -> isExtended() ? raw.u32(20) : raw.u16(24);
      case LINK -> raw.u32(20);
      default -> 0;
    };
  }

  long device() throws FormatException {
    return kind() == BLOCK_DEVICE || kind() == CHARACTER_DEVICE ? raw.u32(20) : 0;
  }

  String target() throws IOException {
    if (size() > LONGEST_TARGET) {
      throw FormatException.at(block, "link target of " + size() + " bytes is too long");
    }
    return image.metadata(block, offset, 24 + (int) size(), "symbolic link").text(24, (int) size());
  }

  long folderBlock() throws FormatException {
    return image.superblock().i64(72) + (isExtended() ? raw.u32(24) : raw.u32(16));
  }

  int folderOffset() throws FormatException {
    return isExtended() ? raw.u16(34) : raw.u16(26);
  }

  long dataStart() throws FormatException {
    return isExtended() ? raw.u64(16, "start") : raw.u32(16);
  }

  /** Returns the fragment that holds the end, or -1. */
  int fragment() throws FormatException {
    return isExtended() ? raw.i32(44) : raw.i32(20);
  }

  int fragmentOffset() throws FormatException {
    return isExtended() ? raw.i32(48) : raw.i32(24);
  }

  /** Returns the size words of the file's blocks. */
  Struct blockSizes() throws IOException {
    long whole = size() / image.blockSize();
    long blocks = whole + (fragment() == NONE && size() % image.blockSize() != 0 ? 1 : 0);
    // A block takes four bytes of metadata, and metadata expands at most a thousandfold.
    if (blocks > image.blob().size() * 256 || blocks > 1 << 28) {
      throw FormatException.at(block, "file of " + size() + " bytes cannot be in this image");
    }
    int fixed = isExtended() ? FIXED : 32;
    return image.metadata(block, offset, fixed + 4 * (int) blocks, "block list")
        .part(fixed, 4 * (int) blocks, "block list");
  }

  /** Returns the extended attributes by full name. */
  Map<String, byte[]> attributes() throws IOException {
    Map<String, byte[]> values = new TreeMap<>();
    long index = attributeIndex();
    long table = image.superblock().i64(56);
    if (index == 0xFFFF_FFFFL || table < 0) {
      return values;
    }
    Struct header = Struct.little(image.blob(), table, 16, "attribute table");
    if (index >= header.u32(8)) {
      throw new FormatException("attributes " + index + " are not among " + header.u32(8));
    }
    Struct id = image.tableEntry(table + 16, index, 16, "attributes");
    Place place = new Place(header.i64(0), id.i64(0));
    long count = id.u32(8);
    if (count > MOST_ATTRIBUTES) {
      throw new FormatException("impossible number of attributes " + count);
    }
    for (int i = 0; i < count; i++) {
      attribute(place, header.i64(0), values);
    }
    return values;
  }

  private long attributeIndex() throws IOException {
    if (!isExtended()) {
      return 0xFFFF_FFFFL;
    }
    return switch (kind()) {
      case FILE -> raw.u32(52);
      case DIRECTORY -> raw.u32(36);
      case BLOCK_DEVICE, CHARACTER_DEVICE -> raw.u32(24);
      case PIPE, SOCKET -> raw.u32(20);
      default -> linkAttributes();
    };
  }

  /** The index of a link stands behind its target. */
  private long linkAttributes() throws IOException {
    int at = 24 + (int) Math.min(size(), LONGEST_TARGET);
    return image.metadata(block, offset, at + 4, "symbolic link").u32(at);
  }

  private void attribute(Place place, long start, Map<String, byte[]> values) throws IOException {
    Struct entry = place.take(4);
    int kindWord = entry.u16(0);
    String prefix = switch (kindWord & 0xFF) {
      case 0 -> "user.";
      case 1 -> "trusted.";
      case 2 -> "security.";
      default -> "type" + (kindWord & 0xFF) + ".";
    };
    int nameSize = entry.u16(2);
    String name = prefix + place.take(nameSize).text(0, nameSize);
    Struct value = place.take(size(place.take(4)));
    if ((kindWord & 0x100) != 0) {
      Place elsewhere = new Place(start, value.i64(0));
      value = elsewhere.take(size(elsewhere.take(4)));
    }
    values.put(name, value.all());
  }

  private static int size(Struct word) throws FormatException {
    if (word.u32(0) > LARGEST_VALUE) {
      throw new FormatException("attribute value of " + word.u32(0) + " bytes is too large");
    }
    return word.i32(0);
  }

  /** A place in metadata that moves on as it is read. */
  private final class Place {
    private final long start;
    private final int from;
    private int taken;

    Place(long table, long reference) {
      start = table + (reference >>> 16);
      from = (int) (reference & 0xFFFF);
    }

    Struct take(int length) throws IOException {
      Struct all = image.metadata(start, from, taken + length, "attribute");
      taken += length;
      return all.part(taken - length, length, "attribute");
    }
  }
}
