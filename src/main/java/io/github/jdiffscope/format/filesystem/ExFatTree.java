package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything below the root of an exFAT volume (sections 6 and 7). Each folder is entered once, so loops end. */
final class ExFatTree {
  private static final int ENTRY = 32;
  private static final int BITMAP = 0x81;
  private static final int UPCASE = 0x82;
  private static final int LABEL = 0x83;
  private static final int FILE = 0x85;
  private static final int STREAM = 0xC0;
  private static final int NAME = 0xC1;
  private static final int IN_USE = 0x80;
  private static final int NAME_UNITS = 15;
  private static final int FOLDER = 0x10;
  private static final int CONTIGUOUS = 2;
  /** The largest folder that the specification allows (section 7.4.8). */
  private static final int LARGEST_FOLDER = 256 << 20;

  private record Folder(Extents clusters, String prefix) {}

  private final ExFatVolume volume;
  private final Sections sections;
  private final Set<Long> entered = new HashSet<>();
  private final Deque<Folder> folders = new ArrayDeque<>();

  private final ExFatUnused unused;

  ExFatTree(ExFatVolume volume, ExFatUnused unused, Sections sections) {
    this.volume = volume;
    this.unused = unused;
    this.sections = sections;
  }

  void into(FileTree tree) throws IOException {
    entered.add(volume.rootCluster());
    folders.push(new Folder(volume.chain(volume.rootCluster(), Long.MAX_VALUE, false), ""));
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
    for (int at = 0; at + ENTRY <= all.length() && all.u8(at) != 0; at += ENTRY) {
      switch (all.u8(at)) {
        case LABEL -> tree.add(new TreeEntry(folder.prefix + "volume label", "volume label: "
            + units(all, at + 2, Math.min(11, all.u8(at + 1))), List.of(), null, null));
        case BITMAP, UPCASE -> system(all, at, folder, tree);
        case FILE -> {
          int more = all.u8(at + 1);
          add(all, at, more, folder.prefix, tree);
          at += more * ENTRY;
        }
        case FILE - IN_USE -> deleted(all, at, folder.prefix);
        default -> { }
      }
    }
  }

  /** Notes a deleted entry: the bit that says that it is in use is cleared in all its parts, nothing else. */
  private void deleted(Struct all, int at, String prefix) throws FormatException {
    int more = all.u8(at + 1);
    if (at + ENTRY * (more + 1) > all.length() || more < 2 || all.u8(at + ENTRY) != STREAM - IN_USE) {
      return;
    }
    StringBuilder name = new StringBuilder();
    for (int i = 2; i <= more && all.u8(at + i * ENTRY) == NAME - IN_USE; i++) {
      name.append(units(all, at + i * ENTRY + 2, NAME_UNITS));
    }
    unused.deleted(ListRow.plain(mode(all.u16(at + 4)), Long.toString(all.i64(at + ENTRY + 24)),
        time(all.u32(at + 12), all.u8(at + 21), all.u8(at + 23)), prefix
            + name.substring(0, Math.min(name.length(), all.u8(at + ENTRY + 3))) + " cluster "
            + all.u32(at + ENTRY + 20)));
  }

  /** Adds the map of used clusters or the table of capital letters; only what the latter holds is a fact of its own. */
  private void system(Struct all, int at, Folder folder, FileTree tree) throws IOException {
    long size = all.u64(at + 24, "size");
    boolean bitmap = all.u8(at) == BITMAP;
    Extents clusters = volume.chain(all.u32(at + 20), size, false).end(size);
    unused.system(bitmap, clusters);
    tree.add(new TreeEntry(folder.prefix + (bitmap ? "allocation bitmap" : "up-case table"),
        (bitmap ? "allocation bitmap of " : "up-case table of ") + size + " bytes"
            + (bitmap ? "" : Times.format(", checksum 0x%08x", all.u32(at + 4))),
        List.of(), "bytes " + clusters.runs(1), null));
  }

  private static String units(Struct all, int at, int count) throws FormatException {
    return new String(all.bytes(at, count * 2), StandardCharsets.UTF_16LE);
  }

  private void add(Struct all, int at, int more, String prefix, FileTree tree) throws IOException {
    if (more < 2 || all.u8(at + ENTRY) != STREAM) {
      throw new FormatException("entry set at " + at + " has no stream");
    }
    Struct file = all.part(at, ENTRY, "file entry");
    Struct stream = all.part(at + ENTRY, ENTRY, "stream entry");
    String name = prefix + name(all, at, more, stream.u8(3));
    boolean folder = (file.u16(4) & FOLDER) != 0;
    long valid = stream.u64(8, "valid size of " + name);
    long size = stream.u64(24, "size of " + name);
    long first = stream.u32(20);
    Extents clusters = volume.chain(first, size, (stream.u8(1) & CONTIGUOUS) != 0);
    String placement = "bytes " + clusters.runs(1);
    if (clusters.size() < size) {
      sections.comment(name + " of " + size + " bytes has clusters for " + clusters.size() + " only");
    } else {
      // What was never written reads as zeros (section 7.6.5).
      clusters.end(Math.min(valid, size)).end(size);
      if (!folder) {
        unused.file(name, clusters);
      }
    }
    if (folder && entered.add(first)) {
      folders.push(new Folder(clusters, name + '/'));
    }
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("", "created " + time(file.u32(8), file.u8(20), file.u8(22))));
    details.add(new Detail("", "accessed " + time(file.u32(16), 0, file.u8(24))));
    if (valid != size) {
      details.add(new Detail("", "written up to " + valid));
    }
    tree.add(new TreeEntry(name, ListRow.plain(mode(file.u16(4)), folder ? "" : Long.toString(size),
        time(file.u32(12), file.u8(21), file.u8(23)), folder ? name + '/' : name), details, placement,
        folder ? null : size == 0 ? TreeEntry.empty() : TreeEntry.at(clusters)));
  }

  private static String name(Struct all, int at, int more, int length) throws FormatException {
    StringBuilder name = new StringBuilder();
    for (int i = 2; i <= more && all.u8(at + i * ENTRY) == NAME; i++) {
      name.append(units(all, at + i * ENTRY + 2, NAME_UNITS));
    }
    if (length > name.length()) {
      throw new FormatException("name of " + length + " characters at " + at + " is cut off");
    }
    return name.substring(0, length);
  }

  private static String mode(int attributes) {
    String letters = "rhs-da";
    StringBuilder mode = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      mode.append((attributes >> i & 1) != 0 ? letters.charAt(i) : '-');
    }
    return mode.toString();
  }

  /** Returns local time with its distance to UTC, if it has one, in quarters of an hour (section 7.4.10). */
  private static String time(long stamp, int hundredths, int zone) {
    int date = (int) (stamp >> 16);
    int time = (int) stamp & 0xFFFF;
    String text = Times.date(1980 + (date >> 9), date >> 5 & 15, date & 31) + ' '
        + Times.clock(time >> 11, time >> 5 & 63, (time & 31) * 2 + hundredths / 100);
    text = hundredths % 100 == 0 ? text : text + '.' + Times.fill(hundredths % 100, 2);
    int quarters = (zone & 0x7F) << 25 >> 25;
    return (zone & 0x80) == 0 ? text : text + (quarters < 0 ? " -" : " +")
        + Times.fill(Math.abs(quarters) / 4, 2) + ':' + Times.fill(Math.abs(quarters) % 4 * 15, 2);
  }
}
