package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.lzh.LhaEntry;
import io.github.jdiffscope.codec.lzh.LhaReader;
import io.github.jdiffscope.codec.lzh.LzhStream;
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

/** LHA archives. */
final class LzhComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("archive/lzh", "LHA archive",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return LhaReader.isHeader(probe.head());
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    LhaReader reader = new LhaReader(blob);
    List<LhaEntry> entries = new ArrayList<>();
    FormatException damage = null;
    try {
      for (LhaEntry entry; (entry = reader.next()) != null; ) {
        entries.add(entry);
      }
    } catch (FormatException damaged) {
      damage = damaged;
    }
    List<Row> rows = new ArrayList<>();
    entries.forEach(entry -> rows.add(row(entry)));
    sections.add(Section.listing("file list", List.of(), rows));
    sections.add(CompressedMember.compressed(blob));
    Counted unreadable = new Counted();
    for (LhaEntry entry : entries) {
      if (!entry.isFolder()) {
        hand(blob, entry, unreadable, members);
      }
    }
    unreadable.comment(sections);
    if (damage != null) {
      throw damage;
    }
    if (reader.position() < blob.size()) {
      long rest = blob.size() - reader.position();
      members.file("data after the archive", blob.location().slice(reader.position(), rest));
    }
  }

  private static Row row(LhaEntry entry) {
    char type = entry.isFolder() ? 'd' : (entry.mode() & 0xF000) == 0xA000 ? 'l' : '-';
    ListRow row = new ListRow();
    if (entry.mode() >= 0) {
      row.mode(type, entry.mode()).owners(entry.user(), entry.uid(), entry.group(), entry.gid());
    } else {
      row.padded(entry.isFolder() ? "[generic folder]" : "[generic]", 0);
    }
    row.padded(Long.toString(entry.size()), 10).padded(entry.method(), 5);
    if (entry.dosTime()) {
      row.padded(dosTime((int) entry.time()), 0);
    } else {
      row.time(Instant.ofEpochSecond(entry.time()));
    }
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("", "header level " + entry.level()));
    details.add(new Detail("", "made on system '" + ShownName.of(String.valueOf(entry.system())) + "'"));
    details.add(new Detail("", "attributes 0x" + Integer.toHexString(entry.attributes())));
    entry.extensions().forEach((id, hex) -> details.add(new Detail("", "extension 0x" + Integer.toHexString(id) + ' '
        + hex)));
    return new Row(entry.name(), row.named(entry.name(), "", null), details);
  }

  /** Returns an MS-DOS time as it is stored: in no time zone. */
  static String dosTime(int time) {
    return String.format(java.util.Locale.ROOT, "%04d-%02d-%02d %02d:%02d:%02d", (time >>> 25) + 1980, time >>> 21 & 15,
        time >>> 16 & 31, time >>> 11 & 31, time >>> 5 & 63, (time & 31) * 2);
  }

  private static void hand(Blob blob, LhaEntry entry, Counted unreadable, MemberSink members) throws IOException {
    int bar = entry.name().indexOf('|');
    if ((entry.mode() & 0xF000) == 0xA000 && entry.mode() >= 0 && bar >= 0) {
      members.symlink(entry.name().substring(0, bar), entry.name().substring(bar + 1));
    } else if (entry.isStored()) {
      members.file(entry.name(), blob.location().slice(entry.dataOffset(), entry.stored()));
    } else if (members.wanted()) {
      try (InputStream content = Decompressors.guarded("LHA", () -> {
        InputStream data = LzhStream.ofLha(entry.method(), blob.stream(entry.dataOffset(), entry.stored()), entry.size());
        if (data == null) {
          throw new IOException("method " + entry.method() + " is not supported");
        }
        return data;
      })) {
        members.unpack(entry.name(), content);
      } catch (FormatException undecodable) {
        unreadable.add("cannot unpack " + ShownName.of(entry.name()) + ": " + undecodable.getMessage());
        members.unreadable(entry.name());
      }
    }
  }
}
