package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An inode of btrfs with what its tree has of it: attributes and contents. */
final class BtrfsInode {
  private static final int LONGEST_TARGET = 1 << 12;
  private static final int NAME_AT = 30;
  /** Flags that say how contents are stored, not what the file is: prealloc. */
  private static final long STORAGE_FLAGS = 1 << 4;
  private static final String[] FLAGS = {"nodatasum", "nodatacow", "readonly", "nocompress", "prealloc", "sync",
      "immutable", "append", "nodump", "noatime", "dirsync", "compress"};
  private static final int VERITY = 32;

  private final BtrfsVolume volume;
  private final BtrfsTrees.Root tree;
  private final long number;
  private final Map<String, byte[]> attributes = new TreeMap<>();
  private Struct raw;

  BtrfsInode(BtrfsVolume volume, BtrfsTrees.Root tree, long number) throws IOException {
    this.volume = volume;
    this.tree = tree;
    this.number = number;
    BtrfsKey last = BtrfsKey.last(number, BtrfsKey.ATTRIBUTE);
    volume.trees().scan(tree, BtrfsKey.first(number, BtrfsKey.INODE), last, item -> {
      if (item.key().type() == BtrfsKey.INODE) {
        raw = item.data();
      } else if (item.key().type() == BtrfsKey.ATTRIBUTE) {
        names(item.data(), (name, entry, at) -> attributes.put(name,
            entry.bytes(at + NAME_AT + entry.u16(at + 27), entry.u16(at + 25))));
      }
    });
    if (raw == null) {
      throw new FormatException("inode " + Long.toUnsignedString(number) + " is missing");
    }
  }

  /** Receives the entries of an item of names. */
  @FunctionalInterface
  interface Named {
    void entry(String name, Struct raw, int at) throws IOException;
  }

  /** Hands over the entries of an item: names with the same hash share one. */
  static void names(Struct raw, Named named) throws IOException {
    for (int at = 0; at < raw.length();) {
      int length = raw.u16(at + 27);
      named.entry(FileNames.decode(raw.bytes(at + NAME_AT, length)), raw, at);
      at += NAME_AT + length + raw.u16(at + 25);
    }
  }

  private String time(int at) throws FormatException {
    return Times.nanos(raw.i64(at), raw.u32(at + 8));
  }

  /** Returns the device as Linux encodes it outside the kernel: inside, 12 bits stand above 20. */
  private long device() throws FormatException {
    long stored = raw.i64(56);
    long minor = stored & 0xFFFFF;
    return minor & 0xFF | (stored >>> 20 & 0xFFF) << 8 | (minor & 0xFFF00) << 12;
  }

  /** Returns the inode as the listing shows it. */
  UnixNode node(long id, List<Detail> before) throws IOException {
    int mode = (int) raw.u32(52);
    long size = raw.u64(16, "size of inode " + number);
    List<Detail> details = new ArrayList<>(before);
    String target = null;
    TreeEntry.Contents contents = null;
    String placement = "";
    int kind = mode & UnixMode.TYPE;
    if (kind == UnixMode.FILE || kind == UnixMode.LINK) {
      BtrfsFile file = new BtrfsFile(volume, size);
      volume.trees().scan(tree, BtrfsKey.first(number, BtrfsKey.EXTENT), BtrfsKey.last(number, BtrfsKey.EXTENT),
          file::add);
      placement = file.placement();
      if (kind == UnixMode.FILE) {
        contents = file.contents("inode " + number);
        details.add(new Detail("", file.holes()));
      } else {
        target = FileNames.decode(file.head(LONGEST_TARGET));
      }
    }
    long flags = raw.i64(64);
    long shown = flags & (1L << FLAGS.length) - 1 & ~STORAGE_FLAGS;
    if (shown != 0) {
      details.add(new Detail("", "flags " + Fields.bits(shown, FLAGS)));
    }
    if ((flags >>> VERITY & 1) != 0) {
      details.add(new Detail("", "verity"));
    }
    Attributes.addTo(details, attributes);
    Map<String, String> times = new LinkedHashMap<>();
    times.put("accessed", time(112));
    times.put("changed", time(124));
    times.put("created", time(148));
    return new UnixNode(id, mode, raw.u32(40), raw.u32(44), raw.u32(48), size,
        UnixMode.isDevice(mode) ? device() : 0, time(136), times, target, details,
        "inode " + number + " generation " + raw.i64(0) + " changed in " + raw.i64(8) + placement, contents);
  }
}
