package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An inode of F2FS: a node with attributes, then addresses of blocks or contents inside it. */
final class F2fsInode {
  static final int FLEXIBLE_ATTRIBUTES = 6;
  private static final int CREATION_TIME = 8;
  private static final int INODE_SUM = 5;
  private static final int INLINE_ATTRIBUTES = 1;
  private static final int INLINE_DATA = 2;
  private static final int INLINE_NAMES = 4;
  private static final int EXTRA = 0x20;
  private static final int ADDRESSES = 360;
  private static final int ADDRESSES_END = 4052;
  private static final int DEFAULT_ATTRIBUTES = 50;
  private static final int LONGEST_TARGET = 1 << 12;
  private static final int ATTRIBUTE_MAGIC = 0xF2F52011;
  private static final int ATTRIBUTE_HEADER = 24;
  private static final int COMPRESSED = 4;
  private static final int ENCRYPTED = 4;
  private static final String[] FLAGS = {null, null, "compr", "sync", "immutable", "append", "nodump", "noatime", null,
      null, "nocomp", null, "index", null, null, null, "dirsync", null, null, null, null, null, null, null, null, null,
      null, null, null, "projinherit", "casefold"};
  private static final String[] ADVICE = {"cold", "lost_parent", "encrypted", "encrypted_name", "keep_size", "hot",
      "verity"};
  private static final String[] PREFIXES = {"", "user.", "system.posix_acl_access", "system.posix_acl_default",
      "trusted.", "lustre.", "security.", "system.advise", "", "encryption.", "", "verity."};

  private final F2fsVolume volume;
  private final long number;
  private final Struct raw;

  F2fsInode(F2fsVolume volume, long number) throws IOException {
    this.volume = volume;
    this.number = number;
    this.raw = volume.node(number, number);
  }

  long number() {
    return number;
  }

  Struct raw() {
    return raw;
  }

  private int mode() throws FormatException {
    return raw.u16(0);
  }

  private boolean has(int flag) throws FormatException {
    return (raw.u8(3) & flag) != 0;
  }

  /** Returns where the addresses begin: behind what newer versions added. */
  int firstAddress() throws FormatException {
    int extra = has(EXTRA) ? raw.u16(ADDRESSES) : 0;
    if (extra % 4 != 0 || extra > 512) {
      throw new FormatException("inode " + number + " with " + extra + " bytes of more attributes");
    }
    return ADDRESSES + extra;
  }

  private int attributeWords() throws FormatException {
    int words = volume.has(FLEXIBLE_ATTRIBUTES) ? has(EXTRA) ? raw.u16(ADDRESSES + 2) : 0
        : has(INLINE_ATTRIBUTES | INLINE_NAMES) ? DEFAULT_ATTRIBUTES : 0;
    if (words > (ADDRESSES_END - firstAddress()) / 4) {
      throw new FormatException("inode " + number + " with impossible attributes");
    }
    return words;
  }

  /** Returns how many addresses of blocks the inode has itself. */
  int addressCount() throws FormatException {
    return (ADDRESSES_END - firstAddress()) / 4 - attributeWords();
  }

  boolean isCompressed() throws FormatException {
    return (raw.u32(80) & COMPRESSED) != 0 && has(EXTRA) && volume.has(13) && (mode() & UnixMode.TYPE) == UnixMode.FILE;
  }

  /** Returns the names inside the inode, or null if they lie in blocks. */
  Struct inlineNames() throws FormatException {
    int start = firstAddress() + 4;
    return has(INLINE_NAMES) ? raw.part(start, 4 * addressCount() - 4, "names of inode " + number) : null;
  }

  private String time(int at, int nanos) throws FormatException {
    return Times.nanos(raw.i64(at), raw.u32(nanos));
  }

  UnixNode node() throws IOException {
    long size = raw.u64(16, "size of inode " + number);
    int kind = mode() & UnixMode.TYPE;
    List<Detail> details = new ArrayList<>();
    TreeEntry.Contents contents = null;
    String target = null;
    String placement = "";
    if (has(INLINE_DATA) && (kind == UnixMode.FILE || kind == UnixMode.LINK)) {
      long length = Math.min(size, Math.max(0, 4 * addressCount() - 4));
      int start = firstAddress() + 4;
      target = kind == UnixMode.LINK ? FileNames.decode(raw.bytes(start, (int) length)) : null;
      contents = length == 0 ? TreeEntry.empty() : TreeEntry.at(
          new Extents(volume.blob()).add(volume.placeOf(number) + start, length));
      placement = " inline";
    } else if (kind == UnixMode.FILE || kind == UnixMode.LINK) {
      F2fsFile file = new F2fsFile(this.volume, this, size);
      target = kind == UnixMode.LINK ? FileNames.decode(file.head(LONGEST_TARGET)) : null;
      contents = file.contents();
      placement = file.placement();
      if (kind == UnixMode.FILE) {
        details.add(new Detail("", file.holes()));
      }
    }
    tell(details);
    Map<String, String> times = new LinkedHashMap<>();
    times.put("accessed", time(32, 56));
    times.put("changed", time(40, 60));
    if (volume.has(CREATION_TIME) && has(EXTRA)) {
      times.put("created", time(372, 380));
    }
    return new UnixNode(number, mode(), raw.u32(12), raw.u32(4), raw.u32(8), size, device(), time(48, 64), times,
        target, details, "inode " + number + " generation " + raw.u32(68) + " parent " + raw.u32(84) + placement,
        target == null ? contents : null);
  }

  /** Returns the device: its number as old kernels encode it, or behind it as newer ones do. */
  private long device() throws FormatException {
    int at = firstAddress();
    return !UnixMode.isDevice(mode()) ? 0 : raw.u32(at) != 0 ? raw.u32(at) : raw.u32(at + 4);
  }

  private void tell(List<Detail> details) throws IOException {
    if (raw.u32(80) != 0) {
      details.add(new Detail("", "flags " + Fields.bits(raw.u32(80), FLAGS)));
    }
    if (raw.u8(2) != 0) {
      details.add(new Detail("", "advice " + Fields.bits(raw.u8(2), ADVICE)));
    }
    if ((raw.u8(2) & ENCRYPTED) != 0) {
      details.add(new Detail("", "contents are compared as they are encrypted"));
    }
    if (has(EXTRA) && raw.u32(364) != 0 && raw.u16(ADDRESSES) >= 8) {
      details.add(new Detail("", "project " + raw.u32(364)));
    }
    if (volume.has(INODE_SUM) && has(EXTRA) && raw.u16(ADDRESSES) >= 12 && !agrees()) {
      details.add(new Detail("", "does not agree with its checksum"));
    }
    Attributes.addTo(details, attributes());
  }

  /** Returns whether the node agrees with its check sum, which starts with the volume's UUID and two numbers. */
  private boolean agrees() throws FormatException {
    long sum = F2fsCheckpoint.sum(0xFFFF_FFFFL, volume.superblock().bytes(108, 16));
    sum = F2fsCheckpoint.sum(sum, raw.bytes(F2fsVolume.FOOTER, 4));
    sum = F2fsCheckpoint.sum(sum, raw.bytes(68, 4));
    byte[] all = raw.all().clone();
    java.util.Arrays.fill(all, 368, 372, (byte) 0);
    return F2fsCheckpoint.sum(sum, all) == raw.u32(368);
  }

  /** Returns the extended attributes: at the end of the addresses, then in a node of their own. */
  private Map<String, byte[]> attributes() throws IOException {
    Map<String, byte[]> values = new TreeMap<>();
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    if (has(INLINE_ATTRIBUTES)) {
      int size = 4 * attributeWords();
      joined.writeBytes(raw.bytes(ADDRESSES_END - size, size));
    }
    if (raw.u32(76) != 0) {
      joined.writeBytes(volume.node(raw.u32(76), number).bytes(0, F2fsVolume.FOOTER));
    }
    Struct all = Struct.little(joined.toByteArray(), "attributes of inode " + number);
    if (all.length() < ATTRIBUTE_HEADER || all.i32(0) != ATTRIBUTE_MAGIC) {
      return values;
    }
    for (int at = ATTRIBUTE_HEADER; at + 4 <= all.length() && all.u32(at) != 0;) {
      int name = all.u8(at + 1);
      int size = all.u16(at + 2);
      int index = all.u8(at);
      values.put((index < PREFIXES.length ? PREFIXES[index] : index + ".") + FileNames.decode(all.bytes(at + 4, name)),
          all.bytes(at + 4 + name, size));
      at += 4 + name + size + 3 & -4;
    }
    return values;
  }
}
