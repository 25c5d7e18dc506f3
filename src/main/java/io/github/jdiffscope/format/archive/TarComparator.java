package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.tar.TarEntry;
import io.github.jdiffscope.codec.tar.TarReader;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tape archives: a list of files as {@code tar -tv} has it, what it leaves out, and members in place. */
final class TarComparator implements FormatComparator {
  private static final int BLOCK = 512;
  private static final int DUMPED_LIMIT = 64 << 20;
  private static final Format FORMAT = Format.of("archive/tar", "tape archive",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return startsWithHeader(probe);
        }
      }),
      Signature.all(Signature.nameEnds(".tar"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isEmptyArchive(probe);
        }
      })));

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean startsWithHeader(Probe probe) {
    byte[] head = probe.head();
    return head.length >= BLOCK && head[0] != 0 && TarReader.isHeader(head);
  }

  private static boolean isEmptyArchive(Probe probe) {
    if (probe.size() < 2 * BLOCK || probe.size() % BLOCK != 0) {
      return false;
    }
    for (byte b : probe.head()) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    TarReader reader = new TarReader(blob);
    List<TarEntry> entries = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    FormatException damage = null;
    try {
      for (TarEntry entry; (entry = reader.next()) != null; ) {
        entries.add(entry);
        rows.add(TarRows.of(entry));
      }
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.listing("file list", List.of(), rows));
    if (!reader.global().isEmpty()) {
      StringBuilder records = new StringBuilder();
      reader.global().forEach((key, value) -> records.append(key).append('=').append(value).append('\n'));
      sections.add(Section.text("global extended header", records));
    }
    String layout = layout(reader, entries);
    if (!layout.isEmpty()) {
      sections.add(Section.text("layout", layout));
    }
    sections.add(Section.text("padding", padding(blob, reader)).atLevel(1));
    sections.add(Section.text("headers", () -> headers(blob, entries)).atLevel(1));
    reader.problems().forEach(sections::comment);
    hand(blob, reader, entries, members);
    if (damage != null) {
      throw damage;
    }
  }

  private static String layout(TarReader reader, List<TarEntry> entries) {
    Set<String> flavours = new TreeSet<>();
    entries.forEach(entry -> flavours.add(entry.flavour().toString()));
    StringBuilder layout = new StringBuilder("headers: ").append(String.join(", ", flavours)).append('\n');
    if (reader.archives() > 1) {
      layout.append(reader.archives()).append(" archives, one after another\n");
    }
    if (!reader.hasEndMark()) {
      layout.append("no end mark\n");
    }
    return layout.toString();
  }

  private static String padding(Blob blob, TarReader reader) {
    long zeros = Math.max(0, Math.min(reader.end(), blob.size()) - reader.endOfMembers());
    return "zero bytes after the last member: " + zeros + '\n';
  }

  /** Returns each header block in hexadecimal, without trailing zeros. */
  private static CharSequence headers(Blob blob, List<TarEntry> entries) throws IOException {
    StringBuilder all = new StringBuilder();
    for (TarEntry entry : entries) {
      all.append(ShownName.of(entry.name())).append('\n');
      for (long at = entry.offset(); at <= entry.headerOffset(); at += BLOCK) {
        byte[] block = blob.bytes(at, BLOCK);
        int end = BLOCK;
        while (end > 0 && block[end - 1] == 0) {
          end--;
        }
        all.append("  ").append(HexFormat.of().formatHex(block, 0, end)).append('\n');
      }
    }
    return all;
  }

  private static void hand(Blob blob, TarReader reader, List<TarEntry> entries, MemberSink members)
      throws IOException {
    for (TarEntry entry : entries) {
      String name = TarRows.key(entry.name());
      switch (entry.type()) {
        case '2' -> members.symlink(name, entry.link());
        case '3' -> members.device(name, "c " + entry.device());
        case '4' -> members.device(name, "b " + entry.device());
        case '6' -> members.special(name, "named pipe");
        case 'D' -> members.unpack(name + " (list of the dumped directory)", dumped(blob, entry));
        default -> {
          if (entry.isFile() || entry.isHardLink() && entry.stored() > 0) {
            members.file(name, location(blob, entry));
          }
        }
      }
    }
    long end = reader.end();
    boolean foreign = end < blob.size() && (!entries.isEmpty() || end > 0);
    if (foreign) {
      members.file("data after the archive", blob.location().slice(end, blob.size() - end));
    }
  }

  /** Returns what an incremental dump says of a directory, a line a name: a letter, the name, a NUL each. */
  private static InputStream dumped(Blob blob, TarEntry entry) throws IOException {
    byte[] list = blob.bytes(entry.dataOffset(), (int) Math.min(DUMPED_LIMIT, entry.stored()));
    for (int i = 0; i < list.length; i++) {
      list[i] = list[i] == 0 ? (byte) '\n' : list[i];
    }
    return new ByteArrayInputStream(list);
  }

  private static BlobLocation location(Blob blob, TarEntry entry) {
    if (!entry.sparse()) {
      return blob.location().slice(entry.dataOffset(), entry.stored());
    }
    BlobLocation whole = blob.location();
    long base = whole.extents().get(0).offset();
    List<Extent> runs = new ArrayList<>(entry.content().size());
    for (Extent run : entry.content()) {
      runs.add(run.isHole() ? run : new Extent(base + run.offset(), run.length()));
    }
    return new BlobLocation(whole.file(), runs, Coding.STORED, entry.size());
  }
}
