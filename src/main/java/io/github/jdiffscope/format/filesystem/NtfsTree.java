package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of an NTFS volume, found by reading the whole master file table: every record names its folders, so nothing
 * that is there is missed, whatever the indexes of the folders say.
 */
final class NtfsTree {
  private static final long ROOT = 5;
  private static final long SECURE = 9;
  /** Files below this number, and those of the folder {@code $Extend}, belong to the system. */
  private static final long FIRST_FILE = 16;
  private static final long EXTEND = 11;
  private static final int DOS_NAME = 2;
  private static final int MOST_NAMES = 4 << 20;
  private static final int LONGEST_PATH = 1 << 14;

  /**
   * A name of a file in a folder.
   *
   * @param alias the short name that stands beside it, or null
   */
  private record Name(long file, String text, String alias) {}

  private record Folder(long number, String prefix, boolean system) {}

  private final NtfsVolume volume;
  private final Sections sections;
  private final NtfsUnused unused;
  private final NtfsSecurity security = new NtfsSecurity();
  private final InodeTimes times = new InodeTimes();
  private final Map<Long, List<Long>> continued = new HashMap<>();
  private final Map<Long, List<Name>> folders = new HashMap<>();
  private final Set<Long> reached = new HashSet<>();
  private final Set<Long> told = new HashSet<>();
  private int names;
  private int damaged;
  private String damage;

  NtfsTree(NtfsVolume volume, NtfsUnused unused, Sections sections) {
    this.volume = volume;
    this.unused = unused;
    this.sections = sections;
  }

  InodeTimes times() {
    return times;
  }

  void into(FileTree tree) throws IOException {
    scan();
    if (damage != null) {
      sections.comment("cannot read " + damaged + " of " + volume.records() + " file records, such as: " + damage);
    }
    readSecurity();
    add(tree, "./", ROOT, null, false);
    Deque<Folder> open = new ArrayDeque<>(List.of(new Folder(ROOT, "", false)));
    walk(open, tree);
    List<Long> lost = folders.keySet().stream().filter(number -> !reached.contains(number)).sorted().toList();
    for (long number : lost) {
      if (!reached.contains(number)) {
        sections.comment("files name record " + number + " as their folder, which no folder holds");
        open.add(new Folder(number, "(folder " + number + ")/", false));
        walk(open, tree);
      }
    }
  }

  private void scan() throws IOException {
    // Each record of the table's own file that is met may make the table longer.
    for (long number = 0; number < volume.records(); number++) {
      try {
        NtfsRecord record = volume.record(number);
        if (record != null) {
          note(record);
        }
      } catch (FormatException wrong) {
        damaged++;
        damage = damage == null ? wrong.getMessage() : damage;
      }
    }
  }

  private void note(NtfsRecord record) throws IOException {
    if (!record.isUsed()) {
      List<Placed> gone = names(record);
      unused.deleted(record, gone.isEmpty() ? "(no name)" : gone.get(gone.size() - 1).text);
      return;
    }
    long base = NtfsRecord.number(record.base());
    if (record.base() != 0) {
      NtfsRecord owner = volume.record(base);
      // What is left of a file that was deleted continues nothing.
      if (owner != null && owner.isUsed() && owner.sequence() == record.base() >>> 48) {
        continued.computeIfAbsent(base, key -> new ArrayList<>()).add(record.number());
        if (base == 0) {
          volume.grow(record.attributes());
        }
        place(base, names(record));
      }
    } else {
      place(record.number(), names(record));
    }
  }

  private record Placed(long folder, int space, String text) {}

  private static List<Placed> names(NtfsRecord record) throws FormatException {
    List<Placed> names = new ArrayList<>();
    for (NtfsAttribute attribute : record.attributes()) {
      if (attribute.type() == NtfsAttribute.FILE_NAME) {
        Struct name = attribute.value("file name");
        names.add(new Placed(NtfsRecord.number(name.i64(0)), name.u8(65),
            new String(name.bytes(66, 2 * name.u8(64)), StandardCharsets.UTF_16LE)));
      }
    }
    return names;
  }

  private void place(long file, List<Placed> placed) throws IOException {
    for (Placed name : placed) {
      if (++names > MOST_NAMES) {
        throw new LimitException("more than " + MOST_NAMES + " names");
      }
      // A DOS name stands beside a long one in the same folder: it is no name of its own.
      boolean beside = name.space == DOS_NAME && placed.stream().anyMatch(other -> other.space == 1);
      if (!beside && !(file == ROOT && name.folder == ROOT)) {
        String alias = name.space != 1 ? null : placed.stream()
            .filter(other -> other.space == DOS_NAME && other.folder == name.folder).map(Placed::text).findFirst()
            .orElse(null);
        folders.computeIfAbsent(name.folder, key -> new ArrayList<>()).add(new Name(file, name.text, alias));
      }
    }
  }

  private void readSecurity() throws IOException {
    try {
      NtfsStream stream = file(SECURE).streams().get("$SDS");
      if (stream != null) {
        security.read(stream);
      }
    } catch (FormatException wrong) {
      sections.comment("cannot read the security descriptors: " + wrong.getMessage());
    }
  }

  private NtfsFile file(long number) throws IOException {
    NtfsRecord record = volume.record(number);
    if (record == null) {
      throw new FormatException("file record " + number + " was never written");
    }
    return new NtfsFile(volume, record, continued.getOrDefault(number, List.of()));
  }

  private void walk(Deque<Folder> open, FileTree tree) throws IOException {
    while (!open.isEmpty()) {
      Folder folder = open.poll();
      if (!reached.add(folder.number) || folder.prefix.length() > LONGEST_PATH) {
        continue;
      }
      List<Name> held = folders.getOrDefault(folder.number, new ArrayList<>());
      held.sort(Comparator.comparing(Name::text));
      for (Name name : held) {
        boolean system = folder.system || name.file < FIRST_FILE;
        add(tree, folder.prefix + name.text, name.file, name.alias, system);
        if (folders.containsKey(name.file)) {
          open.add(new Folder(name.file, folder.prefix + name.text + '/', name.file == EXTEND || system));
        }
      }
    }
  }

  private void add(FileTree tree, String path, long number, String alias, boolean system) throws IOException {
    try {
      NtfsFile file = file(number);
      if (system || number == ROOT) {
        unused.system(path, file);
      } else {
        unused.file(path, file);
      }
      if (!system) {
        new NtfsEntry(path, file, alias, security).into(tree, told.add(number));
        times.add(path, file.times());
      }
    } catch (FormatException wrong) {
      sections.comment("cannot read /" + path + ": " + wrong.getMessage());
    }
  }
}
