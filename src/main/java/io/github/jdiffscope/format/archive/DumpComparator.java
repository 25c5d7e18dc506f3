package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.dump.DumpHeader;
import io.github.jdiffscope.codec.dump.DumpInode;
import io.github.jdiffscope.codec.dump.DumpNames;
import io.github.jdiffscope.codec.dump.DumpReader;
import io.github.jdiffscope.codec.dump.DumpStream;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Dumps of ext2 and of BSD's file systems: when and of what they were made, their files as {@code ls -l} lists them. */
final class DumpComparator implements FormatComparator {
  private static final int ROOT = 2;
  private static final int LINK_LIMIT = 1 << 16;
  private static final int DIRECTORY = 0x4000;
  private static final Format FORMAT = Format.of("archive/dump", "file system dump",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return DumpHeader.isStart(probe.head());
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    DumpHeader header = DumpHeader.of(blob.head(DumpHeader.SIZE));
    if (header == null) {
      throw FormatException.at(0, "there is no header record");
    }
    if (header.isCompressed()) {
      sections.add(Section.text("compression", "blocks of " + header.recordsPerBlock() + " records\n"));
      sections.add(CompressedMember.compressed(blob));
      if (members.wanted()) {
        try (InputStream content = Decompressors.guarded("dump", () -> new DumpStream(blob))) {
          CompressedMember.unpack("uncompressed dump", content, members);
        }
      }
      return;
    }
    sections.add(Section.text("dump header", words(header)));
    files(blob, header, sections, members);
  }

  private static String words(DumpHeader header) {
    return "dump date: " + time(header.date()) + "\ndumped from: "
        + (header.since() == 0 ? "the epoch" : time(header.since())) + "\nlevel: " + header.level()
        + "\nfile system: " + ShownName.of(header.fileSystem()) + "\nhost: " + ShownName.of(header.host())
        + "\ndevice: " + ShownName.of(header.device()) + "\nlabel: " + ShownName.of(header.label())
        + "\nvolume: " + header.volume() + "\nflags: 0x" + Integer.toHexString(header.flags())
        + "\nrecords in a block: " + header.recordsPerBlock() + "\nbyte order: " + header.order() + '\n';
  }

  private static String time(int seconds) {
    return ExtraFields.time(Instant.ofEpochSecond(seconds));
  }

  private static void files(Blob blob, DumpHeader header, Sections sections, MemberSink members) throws IOException {
    DumpReader reader = new DumpReader(blob);
    DumpNames names = new DumpNames();
    List<DumpInode> inodes = new ArrayList<>();
    FormatException damage = null;
    try {
      for (DumpInode inode; (inode = reader.next()) != null; ) {
        inodes.add(inode);
        if (inode.type() == DIRECTORY) {
          names.add(blob, inode, header.order());
        }
      }
    } catch (FormatException damaged) {
      damage = damaged;
    }
    if (reader.unsound() > 0) {
      sections.comment("checksums of " + reader.unsound() + " records do not match");
    }
    List<Row> rows = new ArrayList<>();
    StringBuilder numbers = new StringBuilder();
    for (DumpInode inode : inodes) {
      String target = target(blob, inode);
      for (String name : names.of(inode.number(), ROOT)) {
        rows.add(row(inode, name, target));
        numbers.append("inode ").append(inode.number()).append(": ").append(ShownName.of(name)).append('\n');
      }
    }
    sections.add(Section.listing("file list", List.of(), rows));
    sections.add(Section.text("inodes", numbers).atLevel(1));
    // The makers leave whatever was in memory behind names and files.
    Section rest = CompressedMember.compressed(blob);
    sections.add(new Section("bytes that no file uses", 2, "", rest.content()));
    Counted cut = new Counted();
    for (DumpInode inode : inodes) {
      for (String name : names.of(inode.number(), ROOT)) {
        hand(blob, inode, name, cut, members);
      }
    }
    cut.comment(sections);
    if (damage != null) {
      throw damage;
    }
  }

  private static Row row(DumpInode inode, String name, String target) {
    boolean device = inode.type() == 0x6000 || inode.type() == 0x2000;
    String text = new ListRow().mode(type(inode), inode.mode()).links(inode.links())
        .owners("", inode.uid() & 0xFFFF_FFFFL, "", inode.gid() & 0xFFFF_FFFFL)
        .padded(device ? inode.device() : Long.toString(inode.size()), 10).time(inode.modified())
        .named(name, " -> ", target);
    List<Detail> details = new ArrayList<>(3);
    details.add(new Detail("", "accessed " + ExtraFields.time(inode.accessed())));
    details.add(new Detail("", "changed " + ExtraFields.time(inode.changed())));
    if (inode.flags() != 0) {
      details.add(new Detail("", "flags 0x" + Integer.toHexString(inode.flags())));
    }
    inode.attributes().forEach((key, value) -> details.add(new Detail("", ShownName.of(key) + " = " + value)));
    return new Row(name, text, details);
  }

  private static char type(DumpInode inode) {
    return switch (inode.type()) {
      case DIRECTORY -> 'd';
      case 0xA000 -> 'l';
      case 0x6000 -> 'b';
      case 0x2000 -> 'c';
      case 0x1000 -> 'p';
      case 0xC000 -> 's';
      default -> '-';
    };
  }

  private static String target(Blob blob, DumpInode inode) throws IOException {
    List<Extent> runs = inode.content();
    boolean link = inode.type() == 0xA000 && runs.size() == 1 && !runs.get(0).isHole()
        && runs.get(0).length() <= LINK_LIMIT;
    return link ? FileNames.decode(blob.bytes(runs.get(0).offset(), (int) runs.get(0).length())) : null;
  }

  private static void hand(Blob blob, DumpInode inode, String name, Counted cut, MemberSink members)
      throws IOException {
    switch (inode.type()) {
      case 0x8000 -> {
        if (inode.present() < inode.size()) {
          cut.add(ShownName.of(name) + " is cut off: " + inode.present() + " of " + inode.size() + " bytes are there");
        }
        members.file(name, location(blob, inode));
      }
      case 0xA000 -> {
        String target = target(blob, inode);
        members.symlink(name, target == null ? "" : target);
      }
      case 0x6000 -> members.device(name, "b " + inode.device());
      case 0x2000 -> members.device(name, "c " + inode.device());
      case 0x1000 -> members.special(name, "named pipe");
      case 0xC000 -> members.special(name, "socket");
      default -> { }
    }
  }

  private static BlobLocation location(Blob blob, DumpInode inode) {
    BlobLocation whole = blob.location();
    List<Extent> extents = new ArrayList<>(inode.content().size());
    for (Extent run : inode.content()) {
      extents.add(run.isHole() ? run : whole.slice(run.offset(), run.length()).extents().get(0));
    }
    return new BlobLocation(whole.file(), extents, Coding.STORED, inode.present());
  }
}
