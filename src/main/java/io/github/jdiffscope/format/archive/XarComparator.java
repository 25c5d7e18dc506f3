package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Extensible archives, as macOS installer packages are: a table of contents in XML, then a heap of data. */
final class XarComparator implements FormatComparator {
  private static final int TOC_LIMIT = 64 << 20;
  private static final String[] CHECKSUMS = {"none", "SHA-1", "MD5", "named in the table", "SHA-512"};
  private static final Format FORMAT = Format.of("archive/xar", "XAR archive",
      Signature.all(Signature.magic(0, "xar!"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.u8(4) == 0 && probe.u8(5) >= 28;
        }
      })));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader in = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(4);
    int headerSize = in.u16("size of the header");
    int version = in.u16("version");
    long compressed = in.u64("size of the table of contents");
    long size = in.u64("decompressed size of the table of contents");
    int checksum = in.i32("checksum algorithm");
    if (compressed > blob.size() - headerSize || size > TOC_LIMIT) {
      throw FormatException.at(8, "table of contents is cut off or too large");
    }
    byte[] toc;
    try (InputStream stream = Decompressors.open(Compression.ZLIB, blob.stream(headerSize, compressed))) {
      toc = stream.readNBytes(TOC_LIMIT);
    }
    sections.add(Section.text("xar header", "version: " + version + "\nchecksum: "
        + (checksum >= 0 && checksum < CHECKSUMS.length ? CHECKSUMS[checksum] : "number " + checksum) + '\n'));
    List<XarFile> files = XarFile.parse(toc);
    List<Row> rows = new ArrayList<>();
    files.forEach(file -> rows.add(row(file)));
    sections.add(Section.listing("file list", List.of(), rows));
    sections.add(Section.text("table of contents", new String(toc, StandardCharsets.UTF_8)).atLevel(1));
    sections.add(CompressedMember.compressed(blob));
    if (members.wanted()) {
      unpack(blob, headerSize + compressed, files, sections, members);
    }
  }

  private static Row row(XarFile file) {
    char type = switch (file.type()) {
      case "directory" -> 'd';
      case "symlink" -> 'l';
      case "hardlink" -> 'h';
      case "character special" -> 'c';
      case "block special" -> 'b';
      case "fifo" -> 'p';
      case "socket" -> 's';
      default -> '-';
    };
    Instant time = Instant.EPOCH;
    try {
      time = file.modified().isEmpty() ? time : Instant.parse(file.modified());
    } catch (DateTimeParseException unreadable) {
      // Shown as it stands in the table of contents.
    }
    String text = new ListRow().mode(type, file.mode()).links(0).owners(file.user(), file.uid(), file.group(), file.gid())
        .padded(Long.toString(file.size()), 10).time(time).named(file.name(), " -> ",
            file.link().isEmpty() ? null : file.link());
    return new Row(file.name(), text, file.details());
  }

  private static void unpack(Blob blob, long heap, List<XarFile> files, Sections sections, MemberSink members)
      throws IOException {
    Counted unreadable = new Counted();
    for (XarFile file : files) {
      if (file.type().equals("symlink")) {
        members.symlink(file.name(), file.link());
      } else if (file.type().equals("file") && file.hasData()) {
        long start = heap + file.offset();
        if (file.offset() < 0 || file.length() < 0 || start > blob.size() - file.length()) {
          unreadable.add("data of " + ShownName.of(file.name()) + " lie outside the archive");
          members.unreadable(file.name());
          continue;
        }
        try {
          unpack(blob, start, file, members);
        } catch (LimitException limit) {
          throw limit;
        } catch (IOException undecodable) {
          unreadable.add("cannot unpack " + ShownName.of(file.name()) + ": " + undecodable.getMessage());
          members.unreadable(file.name());
        }
      }
    }
    unreadable.comment(sections);
  }

  private static void unpack(Blob blob, long start, XarFile file, MemberSink members) throws IOException {
    // What is called gzip there is zlib.
    Compression compression = switch (file.encoding()) {
      case "application/x-gzip" -> Compression.ZLIB;
      case "application/x-bzip2" -> Compression.BZIP2;
      case "application/x-xz" -> Compression.XZ;
      case "application/x-lzma" -> Compression.LZMA;
      case "", "application/octet-stream" -> null;
      default -> throw new FormatException("encoding " + file.encoding() + " is not supported");
    };
    if (compression == null) {
      members.file(file.name(), blob.location().slice(start, file.length()));
      return;
    }
    try (InputStream content = Decompressors.open(compression, blob.stream(start, file.length()))) {
      members.unpack(file.name(), content);
    }
  }
}
