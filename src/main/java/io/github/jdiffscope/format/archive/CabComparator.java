package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.cab.Cabinet;
import io.github.jdiffscope.codec.cab.FolderStream;
import io.github.jdiffscope.codec.compress.Decompressors;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Microsoft cabinets: the listing of {@code cabextract}, folders, members. */
final class CabComparator implements FormatComparator {
  private static final int ELSEWHERE = 0xFFFD;
  private static final String[] ATTRIBUTES = {"read-only", "hidden", "system", null, null, "archive", "execute", "UTF-8"};
  private static final Format FORMAT = Format.of("archive/cab", "Microsoft cabinet",
      Signature.all(Signature.magic(0, Cabinet.MAGIC), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isPlausible(probe);
        }
      })));

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isPlausible(Probe probe) {
    return probe.u8(4) == 0 && probe.u8(5) == 0 && probe.u32le(16) >= 36 && probe.u8(25) == 1;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Cabinet cabinet = Cabinet.read(blob);
    List<Row> rows = new ArrayList<>();
    for (Cabinet.Member member : cabinet.members()) {
      rows.add(row(cabinet, member));
    }
    sections.add(Section.listing("cabextract --list {}",
        List.of(" File size | Date       Time     | Name", "-----------+---------------------+-------------"), rows));
    sections.add(Section.text("cabinet header", header(cabinet)));
    sections.add(CompressedMember.compressed(blob));
    if (members.wanted()) {
      unpack(blob, cabinet, sections, members);
      if (cabinet.size() < blob.size()) {
        members.file("data after the cabinet", blob.location().slice(cabinet.size(), blob.size() - cabinet.size()));
      }
    }
    if (cabinet.damage() != null) {
      throw cabinet.damage();
    }
  }

  private static Row row(Cabinet cabinet, Cabinet.Member member) {
    int time = member.time();
    String text = String.format(java.util.Locale.ROOT, "%10d | %02d.%02d.%04d %02d:%02d:%02d | %s", member.size(),
        time >>> 16 & 31, time >>> 21 & 15, (time >>> 25) + 1980, time >>> 11 & 31, time >>> 5 & 63, (time & 31) * 2,
        ShownName.of(member.name()));
    StringBuilder attributes = new StringBuilder("attributes:");
    for (int bit = 0; bit < 16; bit++) {
      if ((member.attributes() & 1 << bit) != 0) {
        String word = bit < ATTRIBUTES.length ? ATTRIBUTES[bit] : null;
        attributes.append(' ').append(word == null ? "bit " + bit : word);
      }
    }
    String folder = member.folder() >= ELSEWHERE ? "continued in another cabinet" : "in folder " + member.folder();
    return new Row(member.name(), text, List.of(new Detail("", attributes.toString()), new Detail("", folder)));
  }

  private static String header(Cabinet cabinet) {
    StringBuilder text = new StringBuilder();
    text.append("version: ").append(cabinet.version() >> 8).append('.').append(cabinet.version() & 0xFF).append('\n');
    text.append("set: ").append(cabinet.set()).append(", cabinet ").append(cabinet.index()).append('\n');
    if (!cabinet.previous().isEmpty()) {
      text.append("previous cabinet: ").append(ShownName.of(cabinet.previous())).append('\n');
    }
    if (!cabinet.next().isEmpty()) {
      text.append("next cabinet: ").append(ShownName.of(cabinet.next())).append('\n');
    }
    if (cabinet.reserve().length > 0) {
      text.append("reserve: ").append(HexFormat.of().formatHex(cabinet.reserve())).append('\n');
    }
    for (int i = 0; i < cabinet.folders().size(); i++) {
      text.append("folder ").append(i).append(": ").append(cabinet.folders().get(i).word()).append('\n');
    }
    return text.toString();
  }

  private static void unpack(Blob blob, Cabinet cabinet, Sections sections, MemberSink members) throws IOException {
    Counted unreadable = new Counted();
    for (int i = 0; i < cabinet.folders().size(); i++) {
      int folder = i;
      List<Cabinet.Member> inside = cabinet.members().stream().filter(member -> member.folder() == folder)
          .sorted(Comparator.comparingLong(Cabinet.Member::offset)).toList();
      try (SplitStream split = new SplitStream(() -> Decompressors.guarded(cabinet.folders().get(folder).word(),
          () -> new FolderStream(blob, cabinet.folders().get(folder))))) {
        for (Cabinet.Member member : inside) {
          try (InputStream content = split.part(member.offset(), member.size())) {
            members.unpack(member.name(), content);
          } catch (FormatException damaged) {
            unreadable.add("cannot unpack " + ShownName.of(member.name()) + ": " + damaged.getMessage());
            members.unreadable(member.name());
          }
        }
      }
    }
    for (Cabinet.Member member : cabinet.members()) {
      if (member.folder() >= cabinet.folders().size()) {
        unreadable.add(ShownName.of(member.name()) + (member.folder() >= ELSEWHERE
            ? " is continued in another cabinet: its content is not compared" : " is in no folder of the cabinet"));
        members.unreadable(member.name());
      }
    }
    unreadable.comment(sections);
  }
}
