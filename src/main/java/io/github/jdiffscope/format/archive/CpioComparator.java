package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.cpio.CpioEntry;
import io.github.jdiffscope.codec.cpio.CpioReader;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Archives of {@code cpio}; several in a row, as in Linux's initial RAM disks, come out as members of members. */
final class CpioComparator implements FormatComparator {
  private static final int LINK_LIMIT = 1 << 16;
  private static final int CHUNK = 1 << 16;
  private static final Format FORMAT = Format.of("archive/cpio", "cpio archive", Signature.magic(0, "070701"),
      Signature.magic(0, "070702"), Signature.magic(0, "070707"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isBinary(probe.blob());
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  /** The binary layouts have only two bytes of magic: the first header must make sense too. */
  private static boolean isBinary(Blob blob) {
    try {
      byte[] head = blob.head(2);
      boolean magic = head.length == 2 && ((head[0] & 0xFF) == 0xC7 && head[1] == 0x71
          || head[0] == 0x71 && (head[1] & 0xFF) == 0xC7);
      if (!magic) {
        return false;
      }
      CpioEntry first = new CpioReader(blob, 0).next();
      return first == null || !first.name().isEmpty() && first.type() != 0;
    } catch (IOException notAnArchive) {
      return false;
    }
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    CpioReader reader = new CpioReader(blob, 0);
    List<CpioEntry> entries = new ArrayList<>();
    FormatException damage = null;
    try {
      for (CpioEntry entry; (entry = reader.next()) != null; ) {
        entries.add(entry);
      }
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.listing("file list", List.of(), rows(blob, entries)));
    TreeSet<String> layouts = new TreeSet<>();
    entries.forEach(entry -> layouts.add(entry.layout().toString()));
    if (!layouts.isEmpty()) {
      sections.add(Section.text("layout", String.join(", ", layouts) + '\n'));
    }
    sections.add(Section.text("inodes and devices", () -> inodes(entries)).atLevel(1));
    hand(blob, entries, members);
    if (damage != null) {
      throw damage;
    }
    after(blob, reader.position(), sections, members);
  }

  private static List<Row> rows(Blob blob, List<CpioEntry> entries) throws IOException {
    List<Row> rows = new ArrayList<>(entries.size());
    for (CpioEntry entry : entries) {
      boolean device = entry.type() == 0x6000 || entry.type() == 0x2000;
      String text = new ListRow().mode(type(entry), entry.mode()).links(entry.links())
          .owners("", entry.uid(), "", entry.gid()).padded(device ? entry.rdev() : Long.toString(entry.size()), 10)
          .time(Instant.ofEpochSecond(entry.modified())).named(entry.name(), " -> ", target(blob, entry));
      rows.add(new Row(TarRows.key(entry.name()), text));
    }
    return rows;
  }

  private static char type(CpioEntry entry) {
    return switch (entry.type()) {
      case 0x4000 -> 'd';
      case 0xA000 -> 'l';
      case 0x6000 -> 'b';
      case 0x2000 -> 'c';
      case 0x1000 -> 'p';
      case 0xC000 -> 's';
      default -> '-';
    };
  }

  private static String target(Blob blob, CpioEntry entry) throws IOException {
    boolean link = entry.type() == 0xA000 && entry.size() <= LINK_LIMIT;
    return link ? FileNames.decode(blob.bytes(entry.dataOffset(), (int) entry.size())) : null;
  }

  private static CharSequence inodes(List<CpioEntry> entries) {
    StringBuilder text = new StringBuilder();
    for (CpioEntry entry : entries) {
      text.append("inode ").append(entry.inode()).append(" on ").append(entry.device()).append(": ")
          .append(ShownName.of(entry.name())).append('\n');
    }
    return text;
  }

  private static void hand(Blob blob, List<CpioEntry> entries, MemberSink members) throws IOException {
    // Of files with several links only one carries the data, the last as a rule.
    Map<String, CpioEntry> data = new HashMap<>();
    for (CpioEntry entry : entries) {
      if (entry.links() > 1 && entry.size() > 0) {
        data.put(entry.device() + ' ' + entry.inode(), entry);
      }
    }
    for (CpioEntry entry : entries) {
      String name = TarRows.key(entry.name());
      switch (entry.type()) {
        case 0x8000 -> {
          CpioEntry source = entry.size() > 0 || entry.links() < 2 ? entry
              : data.getOrDefault(entry.device() + ' ' + entry.inode(), entry);
          members.file(name, location(blob, source));
        }
        case 0xA000 -> members.symlink(name, target(blob, entry) == null ? "" : target(blob, entry));
        case 0x6000 -> members.device(name, "b " + entry.rdev());
        case 0x2000 -> members.device(name, "c " + entry.rdev());
        case 0x1000 -> members.special(name, "named pipe");
        case 0xC000 -> members.special(name, "socket");
        default -> { }
      }
    }
  }

  private static BlobLocation location(Blob blob, CpioEntry entry) {
    return blob.location().slice(entry.dataOffset(), entry.size());
  }

  /** Hands over what follows the archive and its padding. */
  private static void after(Blob blob, long end, Sections sections, MemberSink members) throws IOException {
    long rest = firstNonZero(blob, end);
    sections.add(Section.text("padding", "zero bytes after the trailer: " + (rest - end) + '\n').atLevel(1));
    if (rest < blob.size()) {
      members.file("data after the archive", blob.location().slice(rest, blob.size() - rest));
    }
  }

  private static long firstNonZero(Blob blob, long start) throws IOException {
    byte[] buffer = new byte[CHUNK];
    long at = start;
    for (int count; at < blob.size() && (count = blob.read(at, buffer, 0, CHUNK)) > 0; at += count) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] != 0) {
          return at + i;
        }
      }
    }
    return at;
  }
}
