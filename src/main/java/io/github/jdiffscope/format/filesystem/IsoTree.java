package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything below a root folder of an ISO 9660 image. Each folder is entered once, so loops end. */
final class IsoTree {
  private static final int LARGEST_FOLDER = 1 << 26;
  private static final int FOLDER = 2;

  private record Folder(long block, long size, String prefix) {}

  private final Blob blob;
  private final int blockSize;
  private final IsoRecord root;
  private final boolean joliet;
  private final boolean rockRidge;
  private final int skip;
  private final Sections sections;
  private final Set<Long> entered = new HashSet<>();
  private final Deque<Folder> folders = new ArrayDeque<>();
  private final InodeTimes times = new InodeTimes();
  private ElTorito boot;
  private Leftovers leftovers;
  private Extents pending;

  IsoTree(Blob blob, int blockSize, Struct rootRecord, boolean joliet, boolean useRockRidge, Sections sections)
      throws IOException {
    this.blob = blob;
    this.blockSize = blockSize;
    this.root = new IsoRecord(rootRecord, joliet);
    this.joliet = joliet;
    this.sections = sections;
    IsoRecord self = record(root.block() * blockSize);
    this.rockRidge = useRockRidge && self != null && self.startsSharing();
    this.skip = rockRidge ? self.skipOfSharing() : 0;
  }

  boolean hasRockRidge() {
    return rockRidge;
  }

  /** Takes note of what belongs together with the files: {@code boot} may be null. */
  IsoTree with(ElTorito withBoot, Leftovers withLeftovers) {
    boot = withBoot;
    leftovers = withLeftovers;
    return this;
  }

  /** Returns the times that the listing leaves out. */
  InodeTimes times() {
    return times;
  }

  void into(FileTree tree) throws IOException {
    IsoRecord self = record(root.block() * blockSize);
    if (self != null) {
      if (rockRidge) {
        self.readRockRidge(blob, blockSize, 0);
      }
      folder(self, "./", tree);
    }
    folders.push(new Folder(root.block(), root.size(), ""));
    while (!folders.isEmpty()) {
      Folder folder = folders.pop();
      try {
        if (entered.add(folder.block)) {
          list(folder, tree);
        }
      } catch (FormatException damaged) {
        sections.comment("cannot list /" + folder.prefix + ": " + damaged.getMessage());
      }
    }
  }

  private IsoRecord record(long at) throws IOException {
    int length = Struct.little(blob, at, 1, "directory record").u8(0);
    return length == 0 ? null : new IsoRecord(Struct.little(blob, at, length, "directory record"), joliet);
  }

  private void list(Folder folder, FileTree tree) throws IOException {
    if (folder.size > LARGEST_FOLDER) {
      throw new FormatException("folder of " + folder.size + " bytes is too large");
    }
    long start = folder.block * blockSize;
    long at = start;
    if (leftovers != null) {
      leftovers.use(start, folder.size);
    }
    while (at < start + folder.size) {
      int length = Struct.little(blob, at, 1, "directory record").u8(0);
      if (length == 0) {
        // No record crosses the end of a sector.
        at = start + ((at - start) / blockSize + 1) * blockSize;
        continue;
      }
      IsoRecord record = record(at);
      at += length;
      if (!record.isSelfOrParent()) {
        readRockRidge(record);
        add(record, folder.prefix, tree);
      }
    }
  }

  private void add(IsoRecord record, String prefix, FileTree tree) throws IOException {
    String name = prefix + record.name(rockRidge);
    if (record.childLink() != 0) {
      IsoRecord moved = record(record.childLink() * blockSize);
      folders.push(new Folder(record.childLink(), moved == null ? 0 : moved.size(), name + '/'));
      folder(record, name + '/', tree);
    } else if (record.isFolder() && !record.isRelocated()) {
      folders.push(new Folder(record.block(), record.size(), name + '/'));
      folder(record, name + '/', tree);
    } else if (!record.isFolder()) {
      file(record, name, tree);
    }
  }

  private void readRockRidge(IsoRecord record) throws IOException {
    if (rockRidge) {
      record.readRockRidge(blob, blockSize, skip);
    }
  }

  private void folder(IsoRecord record, String shown, FileTree tree) throws FormatException {
    String name = shown.equals("./") ? shown : shown.substring(0, shown.length() - 1);
    times.add(name, record.otherTimes());
    tree.add(new TreeEntry(name, row(record, shown, 0), details(record), "block " + record.block(), null));
  }

  private void file(IsoRecord record, String name, FileTree tree) throws IOException {
    Extents extents = pending == null ? new Extents(blob) : pending;
    TreeEntry.Contents contents = rockRidge && record.target() != null ? TreeEntry.link(record.target())
        : rockRidge && record.mode() >= 0 ? TreeEntry.special(record.mode(), record.major(), record.minor()) : null;
    long size = 0;
    if (contents == null) {
      extents.add(record.block() * blockSize, record.size());
      // A file of several sections has several records, all but the last of them marked.
      pending = record.isContinued() ? extents : null;
      if (pending != null) {
        return;
      }
      size = record.plainSize() < 0 ? extents.size() : record.plainSize();
      contents = contents(record, name, extents);
    }
    times.add(name, record.otherTimes());
    tree.add(new TreeEntry(name, row(record, name, size), details(record), "blocks " + extents.runs(blockSize),
        contents));
  }

  private TreeEntry.Contents contents(IsoRecord record, String name, Extents extents) throws IOException {
    if (leftovers != null) {
      leftovers.file(name, extents);
    }
    if (record.plainSize() >= 0 && extents.list().size() == 1) {
      return IsoCompressed.contents(blob, extents.list().get(0), record.plainSize());
    }
    // An empty file has no block of its own: the number it names may be any.
    return boot == null || extents.size() == 0 ? TreeEntry.at(extents)
        : boot.contents(name, record.block(), extents);
  }

  private List<Detail> details(IsoRecord record) throws FormatException {
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("", "flags " + Fields.bits(record.flags() & ~FOLDER, "hidden", null, "associated", "record",
        "protected") + record.oddities()));
    if (record.plainSize() >= 0) {
      details.add(new Detail("", "compressed to " + record.size() + " bytes"));
    }
    return details;
  }

  private String row(IsoRecord record, String name, long size) throws FormatException {
    boolean unix = rockRidge && record.mode() >= 0;
    int mode = record.mode();
    String mark = unix ? UnixMode.text(mode) : record.isFolder() ? "d---------" : "----------";
    String shown = record.isFolder() || record.childLink() != 0 ? ""
        : unix && UnixMode.isDevice(mode) ? record.major() + "," + record.minor() : Long.toString(size);
    return ListRow.of(mark, unix && !UnixMode.isDirectory(mode) ? Long.toString(record.links()) : "",
        record.uid(), record.gid(), shown, record.time(rockRidge), name, rockRidge ? record.target() : null);
  }
}
