package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.rar.RarEntry;
import io.github.jdiffscope.codec.rar.RarReader;
import io.github.jdiffscope.codec.rar.RarUnpacker;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** RAR archives: listed with checksums; contents of RAR 2.9 to 5 but for encrypted and split files. */
final class RarComparator implements FormatComparator {
  private static final int LINK_LIMIT = 1 << 16;
  private static final Format FORMAT = Format.of("archive/rar", "RAR archive",
      new Signature.Magic(0, RarReader.magics().get(0)), new Signature.Magic(0, RarReader.magics().get(1)));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    RarReader reader = RarReader.open(blob);
    List<Row> rows = new ArrayList<>();
    Counted unread = new Counted();
    RarUnpacker unpacker = new RarUnpacker(blob);
    FormatException damage = null;
    try {
      for (RarEntry entry; (entry = reader.next()) != null; ) {
        rows.add(row(entry));
        hand(blob, unpacker, entry, unread, members);
      }
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.listing("file list", List.of(), rows));
    sections.add(Section.text("archive header", String.join("\n", reader.facts()) + '\n'));
    sections.add(CompressedMember.compressed(blob));
    unread.comment(sections);
    if (damage != null) {
      throw damage;
    }
    if (reader.end() < blob.size()) {
      members.file("data after the archive", blob.location().slice(reader.end(), blob.size() - reader.end()));
    }
  }

  private static Row row(RarEntry entry) {
    ListRow row = new ListRow();
    if (entry.isUnix()) {
      int type = (int) entry.attributes() & 0xF000;
      row.mode(type == 0x4000 ? 'd' : type == 0xA000 ? 'l' : '-', (int) entry.attributes());
    } else {
      row.padded((entry.folder() ? "d" : "-") + " 0x" + Long.toHexString(entry.attributes()), 0);
    }
    row.padded(Long.toString(entry.size()), 10).padded("m" + entry.method(), 2).padded(entry.modified(), 19);
    List<Detail> details = new ArrayList<>();
    if (!entry.crc().isEmpty() && !entry.folder()) {
      details.add(new Detail("", "CRC-32 " + entry.crc()));
    }
    details.add(new Detail("", "made on " + entry.system()));
    if (entry.encrypted()) {
      details.add(new Detail("", "encrypted"));
    }
    entry.facts().forEach(fact -> details.add(new Detail("", ShownName.of(fact))));
    return new Row(entry.name(), row.named(entry.name(), " -> ", entry.link()), details);
  }

  private static void hand(Blob blob, RarUnpacker unpacker, RarEntry entry, Counted unread, MemberSink members)
      throws IOException {
    if (entry.link() != null) {
      members.symlink(entry.name(), entry.link());
    } else if (entry.folder() || entry.size() == 0) {
      return;
    } else if (entry.encrypted() || entry.split()) {
      unread.add(ShownName.of(entry.name()) + (entry.encrypted() ? " is encrypted" : " is split over volumes")
          + ": compared by size and checksum only");
      members.unreadable(entry.name());
    } else if (entry.method() == 0 && entry.isUnix() && (entry.attributes() & 0xF000) == 0xA000
        && entry.stored() <= LINK_LIMIT) {
      // Before version 5 the target of a link is its content.
      members.symlink(entry.name(), FileNames.decode(blob.bytes(entry.dataOffset(), (int) entry.stored())));
    } else if (entry.method() == 0) {
      members.file(entry.name(), blob.location().slice(entry.dataOffset(), entry.stored()));
    } else if (!RarUnpacker.knows(entry)) {
      unread.add(ShownName.of(entry.name()) + " is compressed as only RAR can unpack: compared by size and checksum only");
      members.unreadable(entry.name());
    } else if (members.wanted()) {
      unpack(unpacker, entry, unread, members);
    }
  }

  private static void unpack(RarUnpacker unpacker, RarEntry entry, Counted unread, MemberSink members)
      throws IOException {
    long crc = entry.crc().isEmpty() ? -1 : Long.parseLong(entry.crc(), 16);
    try (InputStream content = unpacker.open(entry)) {
      Checked checked = new Checked(content, crc);
      if (entry.isUnix() && (entry.attributes() & 0xF000) == 0xA000 && entry.size() <= LINK_LIMIT) {
        members.symlink(entry.name(), FileNames.decode(checked.readNBytes(LINK_LIMIT)));
      } else {
        members.unpack(entry.name(), checked);
      }
    } catch (FormatException undecodable) {
      unpacker.failed();
      unread.add("cannot unpack " + ShownName.of(entry.name()) + ": " + undecodable.getMessage());
      members.unreadable(entry.name());
    }
  }
}
