package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * File systems that lie over the files of another one, as HFS+ and UDF do in hybrid discs. What they say counts only if
 * nothing differs in the first one, and of their files only those are handed over that the first one does not have.
 */
final class FurtherView implements MemberSink {
  /** Tells of a file system. */
  @FunctionalInterface
  interface Teller {
    void tell(Sections sections, MemberSink members) throws IOException;
  }

  private record View(String name, Teller teller) {}

  private record Part(long start, long length) {}

  private final Blob disk;
  private final Sections sections;
  private final MemberSink members;
  private final Set<BlobLocation> known = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final List<View> views = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  FurtherView(Blob disk, Sections sections, MemberSink members) {
    this.disk = disk;
    this.sections = sections;
    this.members = members;
  }

  /** Takes note of a partition, which is a view if a file system of HFS+ is in it. */
  void partition(String name, long start, long count, long sector) throws IOException {
    long from = start * sector;
    if (from < 0 || from >= disk.size() - HfsPlusVolume.OFFSET - 4) {
      return;
    }
    String signature = Struct.big(disk, from + HfsPlusVolume.OFFSET, 4, "volume header").hex(0, 4);
    if (signature.equals("482b0004") || signature.equals("48580005")) {
      Part part = new Part(from, Math.min(count * sector, disk.size() - from));
      parts.add(part);
      views.add(new View("HFS+ of " + name, (into, found) -> HfsPlusComparator.tell(disk.slice(part.start, part.length),
          into, found)));
    }
  }

  /** Takes note of a view of the whole disk. */
  void whole(String name, Teller teller) {
    parts.add(new Part(0, disk.size()));
    views.add(new View(name, teller));
  }

  /** Notes that the views tell what no file uses in their partitions. */
  void use(Leftovers leftovers) {
    parts.forEach(part -> leftovers.use(part.start, part.length));
  }

  /** Tells of all views; what is wrong in one is a comment. */
  void tell() throws IOException {
    for (View view : views) {
      try {
        view.teller.tell(raised(view.name), new Others(view.name));
      } catch (FormatException damaged) {
        sections.comment(view.name + ": " + damaged.getMessage());
      }
    }
  }

  private Sections raised(String view) {
    return new Sections() {
      @Override
      public void add(Section section) {
        sections.add(new Section(view + ": " + section.title(), section.level() + 1, "", section.content()));
      }

      @Override
      public void comment(String sentence) {
        sections.comment(view + ": " + sentence);
      }
    };
  }

  /** Hands over what the first file system does not have; its links and devices are in the listing. */
  private final class Others implements MemberSink {
    private final String prefix;

    Others(String prefix) {
      this.prefix = prefix + '/';
    }

    @Override
    public void file(String name, BlobLocation location) throws IOException {
      if (!known.contains(location)) {
        members.file(prefix + name, location);
      }
    }

    @Override
    public void unpack(String name, InputStream content) throws IOException {
      // Such as an empty file, which lies nowhere.
      if (!names.contains(name)) {
        members.unpack(prefix + name, content);
      }
    }

    @Override
    public void symlink(String name, String target) {}

    @Override
    public void device(String name, String numbers) {}

    @Override
    public void special(String name, String word) {}

    @Override
    public void knownFormat(String formatId) {
      members.knownFormat(formatId);
    }

    @Override
    public boolean wanted() {
      return members.wanted();
    }
  }

  @Override
  public void file(String name, BlobLocation location) throws IOException {
    known.add(location);
    if (location.size() == 0) {
      names.add(name);
    }
    members.file(name, location);
  }

  @Override
  public void unpack(String name, InputStream content) throws IOException {
    names.add(name);
    members.unpack(name, content);
  }

  @Override
  public void symlink(String name, String target) throws IOException {
    members.symlink(name, target);
  }

  @Override
  public void device(String name, String numbers) throws IOException {
    members.device(name, numbers);
  }

  @Override
  public void special(String name, String word) throws IOException {
    members.special(name, word);
  }

  @Override
  public void knownFormat(String formatId) {
    members.knownFormat(formatId);
  }

  @Override
  public boolean wanted() {
    return members.wanted();
  }
}
