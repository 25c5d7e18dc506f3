package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything below the root of a FAT volume. Each folder is entered once, so loops end. */
final class FatTree {
  private static final int ENTRY = 32;
  private static final int DELETED = 0xE5;
  private static final int LABEL = 0x08;
  private static final int FOLDER = 0x10;
  private static final int LONG_NAME = 0x0F;
  private static final int LARGEST_FOLDER = 1 << 24;
  private static final int[] LONG_NAME_PARTS = {1, 10, 14, 12, 28, 4};
  private static final Charset DOS = Charset.forName("IBM437");

  private record Folder(Extents clusters, String prefix) {}

  private final FatVolume volume;
  private final Sections sections;
  private final Set<Long> entered = new HashSet<>();
  private final Deque<Folder> folders = new ArrayDeque<>();

  private final FatUnused unused;

  FatTree(FatVolume volume, FatUnused unused, Sections sections) {
    this.volume = volume;
    this.unused = unused;
    this.sections = sections;
  }

  void into(FileTree tree) throws IOException {
    folders.push(new Folder(volume.root(), ""));
    while (!folders.isEmpty()) {
      Folder folder = folders.pop();
      try {
        list(folder, tree);
      } catch (FormatException damaged) {
        sections.comment("cannot list /" + folder.prefix + ": " + damaged.getMessage());
      }
    }
  }

  private void list(Folder folder, FileTree tree) throws IOException {
    if (folder.clusters.size() > LARGEST_FOLDER) {
      throw new FormatException("folder of " + folder.clusters.size() + " bytes is too large");
    }
    Struct all = Struct.little(folder.clusters.bytes(0, (int) folder.clusters.size()), "folder");
    unused.folder(folder.prefix, folder.clusters, all.all());
    String longName = "";
    String lostName = "";
    int at;
    for (at = 0; at + ENTRY <= all.length() && all.u8(at) != 0; at += ENTRY) {
      int attributes = all.u8(at + 11);
      if (all.u8(at) == DELETED) {
        longName = "";
        lostName = deleted(all, at, folder.prefix, lostName);
      } else if ((attributes & 0x3F) == LONG_NAME) {
        // The parts of a long name come last part first.
        longName = longPart(all, at) + longName;
      } else {
        Struct entry = all.part(at, ENTRY, "folder entry");
        String name = longName.isEmpty() ? shortName(entry) : longName;
        longName = "";
        if (!name.equals(".") && !name.equals("..")) {
          add(entry, folder.prefix + name, tree);
        }
      }
    }
    if (at + ENTRY < all.length()) {
      unused.behind(folder.prefix, all.bytes(at + 1, all.length() - at - 1));
    }
  }

  /** Notes a deleted entry, of whose short name the first letter is lost; returns what is known of the next one's name. */
  private String deleted(Struct all, int at, String prefix, String longName) throws FormatException {
    if ((all.u8(at + 11) & 0x3F) == LONG_NAME) {
      return longPart(all, at) + longName;
    }
    Struct entry = all.part(at, ENTRY, "folder entry");
    unused.deleted(ListRow.plain(mode(entry.u8(11)), Long.toString(entry.u32(28)), time(entry.u16(24), entry.u16(22), 0),
        prefix + "?" + shortName(entry).substring(1) + (longName.isEmpty() ? "" : " (" + longName + ")") + " cluster "
            + firstCluster(entry)));
    return "";
  }

  private long firstCluster(Struct entry) throws FormatException {
    return entry.u16(26) | (volume.bits() == 32 ? (long) entry.u16(20) << 16 : 0);
  }

  private static String longPart(Struct all, int at) throws FormatException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LONG_NAME_PARTS.length; i += 2) {
      text.append(new String(all.bytes(at + LONG_NAME_PARTS[i], LONG_NAME_PARTS[i + 1]), StandardCharsets.UTF_16LE));
    }
    int end = text.indexOf("\0");
    return end < 0 ? text.toString() : text.substring(0, end);
  }

  private static String shortName(Struct entry) throws FormatException {
    byte[] raw = entry.bytes(0, 11);
    if (raw[0] == 5) {
      raw[0] = (byte) DELETED;
    }
    String base = new String(raw, 0, 8, DOS).stripTrailing();
    String extension = new String(raw, 8, 3, DOS).stripTrailing();
    // Two bits say that a part is shown in small letters.
    int lower = entry.u8(12);
    base = (lower & 8) != 0 ? base.toLowerCase(java.util.Locale.ROOT) : base;
    extension = (lower & 16) != 0 ? extension.toLowerCase(java.util.Locale.ROOT) : extension;
    return extension.isEmpty() ? base : base + '.' + extension;
  }

  private void add(Struct entry, String name, FileTree tree) throws IOException {
    int attributes = entry.u8(11);
    boolean label = (attributes & LABEL) != 0;
    boolean folder = !label && (attributes & FOLDER) != 0;
    long first = firstCluster(entry);
    long size = entry.u32(28);
    Extents clusters = null;
    if (!label) {
      clusters = volume.chain(first, folder ? LARGEST_FOLDER : size);
      if (!folder && clusters.size() < size) {
        sections.comment(name + " of " + size + " bytes has clusters for " + clusters.size() + " only");
      } else if (!folder) {
        clusters.end(size);
        unused.file(name, clusters);
      }
    }
    if (folder && entered.add(first)) {
      folders.push(new Folder(clusters, name + '/'));
    }
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("", "created " + time(entry.u16(16), entry.u16(14), entry.u8(13))));
    details.add(new Detail("", "accessed " + date(entry.u16(18))));
    details.add(new Detail("", "short name " + shortName(entry)));
    String row = ListRow.plain(mode(attributes), folder || label ? "" : Long.toString(size),
        time(entry.u16(24), entry.u16(22), 0), label ? "volume label: " + name : folder ? name + '/' : name);
    tree.add(new TreeEntry(name, row, details, clusters == null ? null
        : "bytes " + clusters.runs(1), folder || label ? null : TreeEntry.at(clusters)));
  }

  private static String mode(int attributes) {
    String letters = "rhsvda";
    StringBuilder mode = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      mode.append((attributes >> i & 1) != 0 ? letters.charAt(i) : '-');
    }
    return mode.toString();
  }

  private static String date(int date) {
    return Times.date(1980 + (date >> 9), date >> 5 & 15, date & 31);
  }

  /** Returns a time of two seconds' resolution, made finer by hundredths of a second. */
  private static String time(int date, int time, int hundredths) {
    String text = date(date) + ' ' + Times.clock(time >> 11, time >> 5 & 63, (time & 31) * 2 + hundredths / 100);
    return hundredths % 100 == 0 ? text : text + '.' + Times.fill(hundredths % 100, 2);
  }
}
