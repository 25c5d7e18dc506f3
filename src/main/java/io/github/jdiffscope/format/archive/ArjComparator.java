package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.lzh.ArjFastStream;
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
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** ARJ archives (technote.txt of ARJ): methods 0 to 4; garbled files are listed only. */
final class ArjComparator implements FormatComparator {
  private static final int LARGEST_HEADER = 2600;
  private static final int SMALLEST_HEADER = 30;
  private static final int UNIX = 2;
  private static final int NEXT = 11;
  private static final int GARBLED = 1;
  private static final int FOLDER = 3;
  private static final Format FORMAT = Format.of("archive/arj", "ARJ archive",
      Signature.all(Signature.hex(0, "60EA"), Signature.content(new Signature.Check() {
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
    int size = probe.u8(2) | probe.u8(3) << 8;
    return size >= SMALLEST_HEADER && size <= LARGEST_HEADER && probe.u8(4) >= SMALLEST_HEADER && probe.u8(4) <= size
        && probe.u8(10) == 2;
  }

  /** One header: of the archive itself or of a file. */
  private record Header(int version, int system, int flags, int method, int type, int time, long stored, long size,
      int mode, String name, String comment, int[] extraSize, long end) {
    boolean isFolder() {
      return type == FOLDER;
    }
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    Header main = header(in, 0);
    if (main == null) {
      throw FormatException.at(0, "there is no ARJ header");
    }
    List<Row> rows = new ArrayList<>();
    Counted unreadable = new Counted();
    FormatException damage = null;
    long end = main.end();
    try {
      for (Header header; (header = header(in, end)) != null; end = header.end() + header.stored()) {
        if (header.stored() > blob.size() - header.end()) {
          throw FormatException.at(header.end(), "data of " + ShownName.of(header.name()) + " are cut off");
        }
        rows.add(row(header));
        hand(blob, header, unreadable, members);
      }
      end += 4;
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.listing("file list", List.of(), rows));
    sections.add(Section.text("archive header", "version: " + main.version() + "\nsystem: " + main.system()
        + "\nflags: 0x" + Integer.toHexString(main.flags()) + "\nname: " + ShownName.of(main.name()) + "\ncomment: "
        + ShownName.of(main.comment()) + "\ncreated: " + time(main.time(), main.system()) + "\nmodified: "
        + time((int) main.stored(), main.system()) + '\n'));
    sections.add(CompressedMember.compressed(blob));
    unreadable.comment(sections);
    if (damage != null) {
      throw damage;
    }
    if (end < blob.size()) {
      members.file("data after the archive", blob.location().slice(end, blob.size() - end));
    }
  }

  /** Returns the header at an offset, or null for the end mark. */
  private static Header header(BinaryReader in, long at) throws IOException {
    if (in.seek(at).u16("ARJ signature") != 0xEA60) {
      throw FormatException.at(at, "there is no ARJ header");
    }
    int size = in.u16("size of the header");
    if (size == 0) {
      return null;
    }
    if (size < SMALLEST_HEADER || size > LARGEST_HEADER) {
      throw FormatException.at(at + 2, "ARJ header of " + size + " bytes is too small or too large");
    }
    byte[] bytes = in.bytes(size, "header");
    in.skip(4);
    int[] extra = new int[1];
    for (int length; (length = in.u16("size of an extended header")) != 0; extra[0] += length) {
      in.skip(length + 4L);
    }
    BinaryReader fields = new BinaryReader(Blob.of(bytes), ByteOrder.LITTLE_ENDIAN);
    int first = fields.u8("size of the first header");
    int version = fields.u8("version");
    int system = fields.skip(1).u8("system");
    int flags = fields.u8("flags");
    int method = fields.u8("method");
    int type = fields.u8("type");
    int time = fields.skip(1).i32("time");
    long stored = fields.u32("stored size");
    long original = fields.u32("size");
    int mode = fields.skip(6).u16("access mode");
    int nameEnd = end(bytes, first);
    int commentEnd = end(bytes, nameEnd + 1);
    return new Header(version, system, flags, method, type, time, stored, original, mode, text(bytes, first, nameEnd),
        text(bytes, nameEnd + 1, commentEnd), extra, in.position());
  }

  private static int end(byte[] bytes, int start) {
    int end = Math.min(start, bytes.length);
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return end;
  }

  private static String text(byte[] bytes, int start, int end) {
    return start >= end ? "" : FileNames.decode(Arrays.copyOfRange(bytes, start, end));
  }

  private static String time(int time, int system) {
    return system == UNIX || system == NEXT ? ExtraFields.time(java.time.Instant.ofEpochSecond(time))
        : LzhComparator.dosTime(time);
  }

  private static Row row(Header header) {
    ListRow row = new ListRow();
    if (header.system() == UNIX || header.system() == NEXT) {
      row.mode(header.isFolder() ? 'd' : '-', header.mode());
    } else {
      row.padded("attributes 0x" + Integer.toHexString(header.mode()), 0);
    }
    row.padded(Long.toString(header.size()), 10).padded("m" + header.method(), 2)
        .padded(time(header.time(), header.system()), 0);
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("", "made by version " + header.version()));
    details.add(new Detail("", "system " + header.system()));
    details.add(new Detail("", "flags 0x" + Integer.toHexString(header.flags())));
    details.add(new Detail("", "type " + header.type()));
    if (!header.comment().isEmpty()) {
      details.add(new Detail("", "comment: " + ShownName.of(header.comment())));
    }
    if (header.extraSize()[0] > 0) {
      details.add(new Detail("", header.extraSize()[0] + " bytes of extended headers"));
    }
    return new Row(header.name(), row.named(header.name(), "", null), details);
  }

  private static InputStream content(Blob blob, Header header) {
    InputStream packed = blob.stream(header.end(), header.stored());
    return header.method() == 4 ? new ArjFastStream(packed, header.size()) : LzhStream.ofArj(packed, header.size());
  }

  private static void hand(Blob blob, Header header, Counted unreadable, MemberSink members) throws IOException {
    if (header.isFolder() || header.type() > 1) {
      return;
    }
    if ((header.flags() & GARBLED) != 0) {
      unreadable.add(ShownName.of(header.name()) + " is garbled: its content is not compared");
      members.unreadable(header.name());
    } else if (header.method() == 0) {
      members.file(header.name(), blob.location().slice(header.end(), header.stored()));
    } else if (header.method() > 4) {
      unreadable.add("cannot unpack " + ShownName.of(header.name()) + ": method " + header.method()
          + " is not supported");
      members.unreadable(header.name());
    } else if (members.wanted()) {
      try (InputStream content = Decompressors.guarded("ARJ", () -> content(blob, header))) {
        members.unpack(header.name(), content);
      } catch (FormatException undecodable) {
        unreadable.add("cannot unpack " + ShownName.of(header.name()) + ": " + undecodable.getMessage());
        members.unreadable(header.name());
      }
    }
  }
}
