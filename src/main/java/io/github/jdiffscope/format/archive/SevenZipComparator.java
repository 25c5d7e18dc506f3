package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.sevenzip.Folder;
import io.github.jdiffscope.codec.sevenzip.FolderDecoder;
import io.github.jdiffscope.codec.sevenzip.SevenZipArchive;
import io.github.jdiffscope.codec.sevenzip.SevenZipEntry;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** 7z archives, solid ones too. Encrypted ones are listed if their headers are not encrypted as well. */
final class SevenZipComparator implements FormatComparator {
  private static final int NO_TIME = 26;
  private static final int LINK_LIMIT = 1 << 16;
  private static final Format FORMAT = Format.of("archive/sevenzip", "7z archive",
      Signature.hex(0, "377ABCAF271C")).inWorker();

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    sections.add(CompressedMember.compressed(blob));
    SevenZipArchive archive = SevenZipArchive.read(blob);
    List<Row> rows = new ArrayList<>();
    for (SevenZipEntry entry : archive.entries()) {
      rows.add(row(archive, entry));
    }
    sections.add(Section.listing("file list", List.of(), rows));
    sections.add(Section.text("folders", folders(archive)).atLevel(1));
    if (members.wanted()) {
      unpack(blob, archive, sections, members);
      if (archive.end() < blob.size()) {
        members.file("data after the archive", blob.location().slice(archive.end(), blob.size() - archive.end()));
      }
    }
  }

  private static Row row(SevenZipArchive archive, SevenZipEntry entry) {
    ListRow row = new ListRow();
    if (entry.isUnix()) {
      int mode = entry.unixMode();
      row.mode(entry.directory() ? 'd' : (mode & 0xF000) == 0xA000 ? 'l' : '-', mode);
    } else {
      row.attributes(entry.attributes() >= 0 ? (int) entry.attributes() : entry.directory() ? ListRow.FOLDER : 0);
    }
    row.padded(Long.toString(entry.size()), 10);
    String text = (entry.modified() == null ? row.padded("", NO_TIME) : row.time(entry.modified())).named(entry.name(), "", null);
    return new Row(TarRows.key(entry.name()), text, details(archive, entry, text.substring(0, entry.isUnix() ? 10 : 6)));
  }

  private static List<Detail> details(SevenZipArchive archive, SevenZipEntry entry, String mode) {
    List<Detail> details = new ArrayList<>();
    if (entry.attributes() >= 0) {
      details.add(new Detail(mode, String.format(Locale.ROOT, "attributes 0x%08x", entry.attributes())));
    }
    if (entry.modified() != null) {
      details.add(new Detail("", entry.modified().getNano() % 1000 + " ns"));
    }
    if (entry.created() != null) {
      details.add(new Detail("", "created " + ExtraFields.time(entry.created())));
    }
    if (entry.accessed() != null) {
      details.add(new Detail("", "accessed " + ExtraFields.time(entry.accessed())));
    }
    if (entry.anti()) {
      details.add(new Detail("", "to be deleted"));
    }
    if (entry.folder() >= 0) {
      Folder folder = archive.folders().get(entry.folder());
      details.add(new Detail("", "method " + folder.methods()));
      if (folder.isEncrypted()) {
        details.add(new Detail("", String.format(Locale.ROOT, "CRC-32 %08x", entry.crc())));
      }
    }
    return details;
  }

  private static CharSequence folders(SevenZipArchive archive) {
    StringBuilder text = new StringBuilder("version: " + archive.version() + "\nheader: "
        + (archive.headerMethods().isEmpty() ? "not compressed" : archive.headerMethods()) + '\n');
    int[] files = new int[archive.folders().size()];
    archive.entries().stream().filter(entry -> entry.folder() >= 0).forEach(entry -> files[entry.folder()]++);
    for (int i = 0; i < files.length; i++) {
      Folder folder = archive.folders().get(i);
      text.append("folder of ").append(files[i]).append(files[i] == 1 ? " file, " : " files, ").append(folder.size())
          .append(" bytes: ").append(folder.methods()).append('\n');
    }
    return text;
  }

  private static void unpack(Blob blob, SevenZipArchive archive, Sections sections, MemberSink members)
      throws IOException {
    Counted unreadable = new Counted();
    SplitStream split = null;
    int open = -1;
    try {
      for (SevenZipEntry entry : archive.entries()) {
        String name = TarRows.key(entry.name());
        if (entry.folder() < 0) {
          if (!entry.directory() && !entry.anti()) {
            members.file(name, blob.location().slice(0, 0));
          }
          continue;
        }
        Folder folder = archive.folders().get(entry.folder());
        if (folder.isEncrypted()) {
          unreadable.add(ShownName.of(name) + " is encrypted: its content is not compared");
          members.unreadable(name);
          continue;
        }
        if (open != entry.folder()) {
          close(split);
          split = new SplitStream(() -> Decompressors.guarded("7z", () -> FolderDecoder.open(blob, folder)));
          open = entry.folder();
        }
        hand(split, entry, name, unreadable, members);
      }
    } finally {
      close(split);
    }
    unreadable.comment(sections);
  }

  private static void hand(SplitStream split, SevenZipEntry entry, String name, Counted unreadable, MemberSink members)
      throws IOException {
    try (InputStream content = new Checked(split.part(entry.offset(), entry.size()), entry.crc())) {
      if (entry.isUnix() && (entry.unixMode() & 0xF000) == 0xA000 && entry.size() <= LINK_LIMIT) {
        members.symlink(name, FileNames.decode(content.readNBytes(LINK_LIMIT)));
      } else {
        members.unpack(name, content);
      }
    } catch (FormatException undecodable) {
      unreadable.add("cannot unpack " + ShownName.of(name) + ": " + undecodable.getMessage());
      members.unreadable(name);
    }
  }

  private static void close(SplitStream split) throws IOException {
    if (split != null) {
      split.close();
    }
  }
}
