package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.compress.GzipHeader;
import io.github.jdiffscope.codec.compress.GzipMember;
import io.github.jdiffscope.codec.compress.GzipStream;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Gzip files: header facts, the member, what follows it. */
final class GzipComparator implements FormatComparator {
  private static final String[] SYSTEMS = {"FAT", "Amiga", "VMS", "Unix", "VM/CMS", "Atari TOS", "HPFS", "Macintosh",
      "Z-System", "CP/M", "TOPS-20", "NTFS", "QDOS", "Acorn RISCOS"};
  private static final Format FORMAT = Format.of("archive/gzip", "gzip compressed file",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return Compression.sniff(probe.head()) == Compression.GZIP;
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    GzipHeader first = GzipStream.header(blob.stream());
    String stored = first.name() == null ? null : FileNames.decode(first.name());
    List<GzipMember> found = new ArrayList<>();
    long[] end = {blob.size()};
    FormatException damage = null;
    if (members.wanted()) {
      try (GzipStream stream = new GzipStream(blob.stream(), found::add);
          InputStream content = Decompressors.guarded("gzip", () -> stream)) {
        CompressedMember.unpack(CompressedMember.name(Compression.GZIP, artifact.name(), stored), content, members);
        end[0] = stream.end();
      } catch (FormatException damaged) {
        damage = damaged;
      }
    }
    sections.add(Section.text("gzip header", headers(first, found)));
    sections.add(Section.text("compressed members", () -> sizes(found)).atLevel(1));
    sections.add(CompressedMember.compressed(blob));
    if (damage != null) {
      throw damage;
    }
    if (end[0] < blob.size()) {
      members.file("data after the compressed stream", blob.location().slice(end[0], blob.size() - end[0]));
    }
  }

  private static String headers(GzipHeader first, List<GzipMember> members) {
    String common = words(first);
    StringBuilder all = new StringBuilder(common);
    if (members.size() > 1) {
      all.append("members: ").append(members.size()).append('\n');
      for (int i = 1; i < members.size(); i++) {
        String words = words(members.get(i).header());
        if (!words.equals(common)) {
          all.append("member ").append(i + 1).append(":\n").append(words.indent(2));
        }
      }
    }
    return all.toString();
  }

  private static String words(GzipHeader header) {
    StringBuilder words = new StringBuilder();
    words.append("modified: ").append(header.modified() == 0 ? "not stored"
        : ExtraFields.time(Instant.ofEpochSecond(header.modified()))).append('\n');
    words.append("system: ").append(header.system() < SYSTEMS.length ? SYSTEMS[header.system()]
        : header.system() == 255 ? "unknown" : "number " + header.system()).append('\n');
    if (header.extraFlags() != 0) {
      words.append("compression: ").append(header.extraFlags() == 2 ? "slowest" : header.extraFlags() == 4 ? "fastest"
          : "flags 0x" + Integer.toHexString(header.extraFlags())).append('\n');
    }
    if (header.name() != null) {
      words.append("name: ").append(ShownName.of(FileNames.decode(header.name()))).append('\n');
    }
    if (header.comment() != null) {
      words.append("comment: ").append(ShownName.of(FileNames.decode(header.comment()))).append('\n');
    }
    if (header.extra() != null && !isBlockSize(header.extra())) {
      words.append("extra: ").append(HexFormat.of().formatHex(header.extra())).append('\n');
    } else if (header.extra() != null) {
      words.append("extra: size of the block (BGZF)\n");
    }
    if (header.checked()) {
      words.append("checksum of the header: yes\n");
    }
    int rest = header.flags() & 0xE1;
    return rest == 0 ? words.toString() : words.append("flags: 0x").append(Integer.toHexString(rest)).append('\n')
        .toString();
  }

  /** The blocked layout of genome files stores each member's size, which is no fact of its own (SAM specification). */
  private static boolean isBlockSize(byte[] extra) {
    return extra.length == 6 && extra[0] == 'B' && extra[1] == 'C' && extra[2] == 2;
  }

  private static CharSequence sizes(List<GzipMember> members) {
    StringBuilder sizes = new StringBuilder();
    for (GzipMember member : members) {
      sizes.append(member.size()).append(" bytes compressed to ").append(member.end() - member.start())
          .append(" bytes\n");
    }
    return sizes;
  }
}
