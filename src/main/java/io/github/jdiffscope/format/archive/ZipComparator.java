package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.zip.LocalHeader;
import io.github.jdiffscope.codec.zip.ZipContent;
import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** ZIP archives: the listing of {@code zipinfo}, everything it does not show behind its rows, members in place. */
final class ZipComparator implements FormatComparator {
  private static final int LINK_LIMIT = 1 << 16;
  private static final Format FORMAT = Format.of("archive/zip", "ZIP archive",
      Signature.magic(0, "PK\3\4"), Signature.magic(0, "PK\5\6"), Signature.magic(0, "PK\7\10PK\3\4"),
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return endsAsArchive(probe);
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean endsAsArchive(Probe probe) {
    try {
      return ZipDirectory.isAtEndOf(probe.blob());
    } catch (IOException unreadable) {
      return false;
    }
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    ZipDirectory directory = ZipDirectory.read(blob);
    directory.problems().forEach(sections::comment);
    List<LocalHeader> locals = locals(directory, sections);
    sections.add(listing(blob, directory, locals));
    if (directory.end() != null && directory.end().comment().length > 0) {
      sections.add(Section.text("archive comment", FileNames.decode(directory.end().comment()) + '\n'));
    }
    ZipLayout layout = ZipLayout.of(blob, directory, locals);
    describe(layout, sections);
    sections.add(ZipHeaders.compression(blob));
    sections.add(ZipHeaders.raw(blob));
    if (members.wanted()) {
      handMembers(blob, directory, locals, sections, members);
      for (ZipLayout.Foreign foreign : layout.foreign()) {
        foreign.hand(blob, members);
      }
    }
  }

  private static List<LocalHeader> locals(ZipDirectory directory, Sections sections) throws IOException {
    List<LocalHeader> locals = new ArrayList<>(directory.members().size());
    Counted elsewhere = new Counted();
    Counted missing = new Counted();
    Counted disagreeing = new Counted();
    int disk = directory.end() == null ? 0 : directory.end().disk();
    for (ZipMember member : directory.members()) {
      if (disk > 0 && member.disk() != disk) {
        elsewhere.add(ShownName.of(member.name()) + " lies in another part of this split archive, which has "
            + (disk + 1) + " parts: its content is not compared");
        locals.add(null);
        continue;
      }
      try {
        LocalHeader local = directory.local(member);
        locals.add(local);
        boolean sizes = directory.end() != null && !member.hasDescriptor() && ZipDetails.disagree(member, local);
        if (sizes || local.method() != member.method() || !java.util.Arrays.equals(local.rawName(), member.rawName())) {
          disagreeing.add("local header of " + ShownName.of(member.name()) + " disagrees with the central directory");
        }
      } catch (FormatException damaged) {
        locals.add(null);
        missing.add(damaged.getMessage());
      }
    }
    elsewhere.comment(sections);
    missing.comment(sections);
    disagreeing.comment(sections);
    return locals;
  }

  private static Section listing(Blob blob, ZipDirectory directory, List<LocalHeader> locals) {
    List<ZipMember> all = directory.members();
    List<Row> rows = new ArrayList<>(all.size());
    ZipDetails details = new ZipDetails();
    for (int i = 0; i < all.size(); i++) {
      ZipMember member = all.get(i);
      String row = ZipRow.of(member);
      rows.add(new Row(member.name(), row, details.of(member, locals.get(i), row)));
    }
    String caption = "Zip file size: " + blob.size() + " bytes, number of entries: " + all.size();
    return new Section("zipinfo {}", 0, "", new SectionContent.Listing(List.of(caption), List.of(), rows));
  }

  private static void describe(ZipLayout layout, Sections sections) {
    layout.overlaps().forEach(sections::comment);
    if (!layout.facts().isEmpty()) {
      sections.add(Section.text("layout", String.join("\n", layout.facts()) + '\n'));
    }
    if (!layout.physical().isEmpty()) {
      List<Row> rows = new ArrayList<>();
      layout.physical().forEach(member -> rows.add(new Row(member.name(), ShownName.of(member.name()))));
      sections.add(Section.listing("order of the members' data", List.of(), rows));
    }
  }

  private static void handMembers(Blob blob, ZipDirectory directory, List<LocalHeader> locals, Sections sections,
      MemberSink members) throws IOException {
    Counted encrypted = new Counted();
    Counted unreadable = new Counted();
    for (int i = 0; i < locals.size(); i++) {
      ZipMember member = directory.members().get(i);
      LocalHeader local = locals.get(i);
      if (member.isDirectory() && member.size() == 0) {
        continue;
      }
      if (local == null) {
        members.unreadable(member.name());
        continue;
      }
      if (member.isEncrypted()) {
        encrypted.add(ShownName.of(member.name()) + " is encrypted: its content is not compared");
        members.unreadable(member.name());
        continue;
      }
      if (member.compressedSize() > blob.size() - local.dataOffset()) {
        unreadable.add("data of " + ShownName.of(member.name()) + " are cut off: "
            + (blob.size() - local.dataOffset()) + " of " + member.compressedSize() + " bytes are there");
      }
      try {
        hand(blob, member, local, members);
      } catch (FormatException | java.io.EOFException | java.util.zip.ZipException undecodable) {
        unreadable.add("cannot unpack " + ShownName.of(member.name()) + ": " + undecodable.getMessage());
        members.unreadable(member.name());
      }
    }
    encrypted.comment(sections);
    unreadable.comment(sections);
  }

  private static void hand(Blob blob, ZipMember member, LocalHeader local, MemberSink members) throws IOException {
    boolean inPlace = member.method() == ZipMember.STORED || member.method() == ZipMember.DEFLATED;
    if (inPlace && !member.isSymlink()) {
      members.file(member.name(), ZipLayout.location(blob, member, local));
      return;
    }
    if (member.isSymlink() && member.size() <= LINK_LIMIT) {
      BlobLocation location = ZipLayout.location(blob, member, local);
      try (InputStream target = inPlace ? BlobOpener.stream(location) : ZipContent.stream(blob, member, local)) {
        members.symlink(member.name(), FileNames.decode(target.readNBytes(LINK_LIMIT)));
      }
      return;
    }
    try (InputStream content = ZipContent.stream(blob, member, local)) {
      members.unpack(member.name(), content);
    } catch (io.github.jdiffscope.bytes.LimitException limit) {
      throw limit;
    } catch (IOException | RuntimeException damaged) {
      // Libraries throw what they like on damaged data.
      throw new FormatException(String.valueOf(damaged.getMessage()), damaged);
    }
  }
}
