package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder or file record of the catalog of HFS+. */
record HfsPlusFile(Struct record) {
  /** Seconds from 1904 to 1970. */
  private static final long EPOCH = 2_082_844_800L;
  private static final int LONGEST_TARGET = 1 << 16;
  private static final String[] OWNER_FLAGS = {"nodump", "uchg", "uappnd", "opaque", null, "compressed", "tracked",
      "datavault"};
  private static final String[] ADMIN_FLAGS = {"arch", "schg", "sappnd"};

  static String time(long seconds) {
    return seconds == 0 ? "never" : Times.seconds(seconds - EPOCH);
  }

  boolean isFolder() throws FormatException {
    return record.u16(0) == 1;
  }

  /** Returns the name of the file that this hard link stands for, or null. */
  String linkedName() throws FormatException {
    String kind = isFolder() ? "" : record.text(48, 8);
    return kind.equals("hlnkhfs+") ? "iNode" + record.u32(44)
        : kind.equals("fdrpMACS") ? "dir_" + record.u32(44) : null;
  }

  private int mode() throws FormatException {
    int mode = record.u16(42);
    return (mode & UnixMode.TYPE) != 0 ? mode : mode | (isFolder() ? UnixMode.DIRECTORY : UnixMode.FILE);
  }

  /** @param compressed what the contents are instead of the fork, or null */
  UnixNode node(long id, Extents fork, HfsPlusCompressed compressed, Map<String, byte[]> attributes, long blockSize)
      throws IOException {
    int mode = isFolder() ? mode() & ~UnixMode.TYPE | UnixMode.DIRECTORY : mode();
    String target = null;
    if ((mode & UnixMode.TYPE) == UnixMode.LINK && fork.size() <= LONGEST_TARGET) {
      target = FileNames.decode(fork.bytes(0, (int) fork.size()));
    }
    Map<String, String> times = new LinkedHashMap<>();
    times.put("created", time(record.u32(12)));
    times.put("changed", time(record.u32(20)));
    times.put("accessed", time(record.u32(24)));
    times.put("backed up", time(record.u32(28)));
    List<Detail> details = details(compressed, attributes);
    boolean regular = (mode & UnixMode.TYPE) == UnixMode.FILE;
    return new UnixNode(id, mode, regular ? Math.max(1, record.u32(44)) : UnixNode.UNKNOWN, record.u32(32),
        record.u32(36), compressed != null ? compressed.size() : fork == null ? 0 : fork.size(), UnixMode.isDevice(mode) ? device() : 0, time(record.u32(16)),
        times, target, details, "file " + id + (fork == null ? "" : " blocks " + fork.runs(blockSize)),
        !regular ? null : compressed != null ? TreeEntry.unpacked(compressed::open) : fork.size() == 0 ? TreeEntry.empty() : TreeEntry.at(fork));
  }

  /** The major number is in the highest byte; Linux' encoding has 12 and 20 bits in another order. */
  private long device() throws FormatException {
    long raw = record.u32(44);
    long minor = raw & 0xFF_FFFF;
    return minor & 0xFF | (raw >>> 24) << 8 | (minor & 0xFFF00) << 12;
  }

  private List<Detail> details(HfsPlusCompressed compressed, Map<String, byte[]> attributes) throws IOException {
    List<Detail> details = new ArrayList<>();
    if (!record.isZero(48, 32)) {
      details.add(new Detail("", "Finder " + record.hex(48, 32)));
    }
    if (record.u8(41) != 0 || record.u8(40) != 0) {
      details.add(new Detail("", "flags " + (Fields.bits(record.u8(41), OWNER_FLAGS) + ' '
          + Fields.bits(record.u8(40), ADMIN_FLAGS)).replace("(none)", "").strip()));
    }
    details.add(new Detail("", "text encoding " + record.u32(80)));
    Map<String, byte[]> others = new LinkedHashMap<>(attributes);
    if (compressed != null) {
      details.add(new Detail(Long.toString(compressed.size()), compressed.remark()));
      others.remove(HfsPlusCompressed.ATTRIBUTE);
    } else if (attributes.containsKey(HfsPlusCompressed.ATTRIBUTE)) {
      details.add(new Detail("", "contents are in its attribute or its resource fork, compressed in an unknown way"));
    }
    Attributes.addTo(details, others);
    return details;
  }

  UnixNode resourceFork(long id, Extents fork) throws IOException {
    return new UnixNode(id, UnixMode.FILE | mode() & 0xFFF, UnixNode.UNKNOWN, record.u32(32), record.u32(36),
        fork.size(), 0, time(record.u32(16)), Map.of(), null, List.of(), null, TreeEntry.at(fork));
  }
}
