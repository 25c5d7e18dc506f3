package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.tar.TarReader;
import io.github.jdiffscope.codec.zip.ZipContent;
import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.codec.zip.ZipNameProbe;
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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Conda packages, of the first format (a tar archive compressed with bzip2) and of the second (a ZIP archive of two tar
 * archives). Both are shown as two archives, what is installed and what is said of it, so that one can be compared with
 * the other ("Conda package specification").
 */
final class CondaComparator implements FormatComparator {
  private static final String PART = "(info|pkg)-[^/]*\\.tar\\.[a-z0-9]+";
  private static final int FIRST_BLOCK = 1 << 20;
  private static final int METADATA_LIMIT = 1000;
  private static final int ARCHIVE_HEAD = 64;
  private static final Format FORMAT = Format.of("packaging/conda", "conda package",
      Signature.all(Signature.magic(0, "PK\3\4"), Signature.nameEnds(".conda"),
          Signature.content(new Signature.Check() {
            @Override
            public boolean matches(Probe probe) {
              return ZipNameProbe.any(probe.blob(), member -> member.name().matches("info-[^/]*\\.tar\\.zst"));
            }
          })),
      Signature.all(Signature.nameEnds(".tar.bz2"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isFirst(probe);
        }
      }))).refining("archive/zip", "archive/bzip2");

  @Override
  public Format format() {
    return FORMAT;
  }

  /** The name is asked first, {@code name-version-build}: to find the folder a block of bzip2 must be decompressed. */
  private static boolean isFirst(Probe probe) {
    if (!probe.fileName().matches("(?i).+-[^-]+-[^-]*\\.tar\\.bz2")
        || Compression.sniff(probe.head()) != Compression.BZIP2) {
      return false;
    }
    byte[] start = new byte[FIRST_BLOCK];
    int length = 0;
    try (InputStream in = Decompressors.open(Compression.BZIP2, probe.blob().stream())) {
      length = in.readNBytes(start, 0, start.length);
    } catch (IOException | RuntimeException damaged) {
      return false;
    }
    for (int at = 0; at + 512 <= length; at += 512) {
      if (start[at] == 'i' && new String(start, at, 16, StandardCharsets.ISO_8859_1).matches("info/(index|about|files|paths).*")
          && TarReader.isHeader(Arrays.copyOfRange(start, at, at + 512))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (Compression.sniff(blob.head(ARCHIVE_HEAD)) == Compression.BZIP2) {
      first(blob, sections, members);
    } else {
      second(blob, sections, members);
    }
  }

  private static void first(Blob blob, Sections sections, MemberSink members) throws IOException {
    sections.add(Section.text("wrapping", "format 1: a tar archive compressed with bzip2\n").about("wrapping"));
    if (!members.wanted()) {
      return;
    }
    List<String> order = new ArrayList<>();
    members.knownFormat("archive/tar");
    for (boolean info : new boolean[] {true, false}) {
      try (InputStream in = Decompressors.open(Compression.BZIP2, blob.stream())) {
        members.unpack(info ? "info.tar" : "pkg.tar", new TarSplit(in, name -> {
          if (info) {
            order.add(name);
          }
          return name.startsWith("info/") == info;
        }));
      }
    }
    members.knownFormat(null);
    sections.add(Section.text("order of entries", String.join("\n", order) + "\n").atLevel(1));
  }

  private static void second(Blob blob, Sections sections, MemberSink members) throws IOException {
    ZipDirectory directory = ZipDirectory.read(blob);
    List<Row> rows = new ArrayList<>();
    String compression = "";
    for (ZipMember member : directory.members()) {
      boolean part = member.name().matches(PART);
      String name = part ? member.name().startsWith("info-") ? "info.tar" : "pkg.tar" : member.name();
      rows.add(new Row(name, String.format(Locale.ROOT, "method %d  %08x  %s", member.method(), member.crc(),
          member.name())));
      if (!members.wanted() || member.isDirectory() || isVersion(blob, directory, member)) {
        continue;
      }
      try (InputStream in = ZipContent.stream(blob, member, directory.local(member))) {
        InputStream content = part ? decompressed(in, member) : in;
        members.knownFormat(part ? "archive/tar" : null);
        members.unpack(name, content);
      }
      compression = part ? member.name().substring(member.name().lastIndexOf('.') + 1) : compression;
    }
    members.knownFormat(null);
    sections.add(Section.text("wrapping", "format 2: a ZIP archive of tar archives compressed with " + compression + "\n")
        .about("wrapping"));
    sections.add(Section.listing("members of the ZIP archive", List.of(), rows).atLevel(1));
    sections.add(Section.text("directory of the ZIP archive", () -> records(directory)).atLevel(2));
  }

  /** Returns whether a member says no more than which format this is, as its wrapping does. */
  private static boolean isVersion(Blob blob, ZipDirectory directory, ZipMember member) throws IOException {
    if (!member.name().equals("metadata.json")) {
      return false;
    }
    try (InputStream in = ZipContent.stream(blob, member, directory.local(member))) {
      return new String(in.readNBytes(METADATA_LIMIT), StandardCharsets.UTF_8).replaceAll("\\s", "")
          .equals("{\"conda_pkg_format_version\":2}");
    }
  }

  private static String records(ZipDirectory directory) {
    StringBuilder out = new StringBuilder();
    for (ZipMember member : directory.members()) {
      out.append(String.format(Locale.ROOT, "%s: made by %x, needs %x, flags %x, time %08x, attributes %x %08x, extra %s\n",
          member.name(), member.madeBy(), member.needs(), member.flags(), member.time(), member.internal(),
          member.external(), HexFormat.of().formatHex(member.extra())));
    }
    return out.toString();
  }

  private static InputStream decompressed(InputStream in, ZipMember member) throws IOException {
    return Decompressors.open(member.name().endsWith(".bz2") ? Compression.BZIP2 : Compression.ZSTD, in);
  }
}
