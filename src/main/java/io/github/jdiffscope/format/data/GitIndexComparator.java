package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The index of a git working tree, as git's documentation "gitformat-index" describes it. */
final class GitIndexComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/git-index", "git index", Signature.magic(0, "DIRC\0\0\0"));
  private static final int SMALLEST_ENTRY = 63;
  private static final int CHECKSUM_SIZE = 20;
  private static final int EXTENDED = 0x4000;
  private static final int NAME_MASK = 0xFFF;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader reader = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(4);
    long version = reader.u32("version");
    long count = reader.u32("entry count");
    if (version < 2 || version > 4 || count > blob.size() / (version == 4 ? SMALLEST_ENTRY - 8 : SMALLEST_ENTRY)) {
      throw FormatException.at(4, "version " + version + " with " + count + " entries is not possible");
    }
    List<Row> staged = new ArrayList<>();
    List<Row> status = new ArrayList<>();
    byte[] name = new byte[0];
    for (long i = 0; i < count; i++) {
      name = entry(reader, version, name, staged, status);
    }
    sections.add(Section.text("version", "version: " + version + "\n"));
    sections.add(Section.listing("git ls-files --stage", List.of(), staged));
    extensions(blob, reader, sections);
    sections.add(Section.listing("file status", List.of(), status).atLevel(1));
    sections.add(Section.text("checksum",
        HexFormat.of().formatHex(blob.bytes(blob.size() - CHECKSUM_SIZE, CHECKSUM_SIZE)) + "\n").atLevel(2));
  }

  private static byte[] entry(BinaryReader reader, long version, byte[] before, List<Row> staged, List<Row> status)
      throws IOException {
    long start = reader.position();
    String times = "ctime " + reader.u32("ctime") + "." + reader.u32("ctime") + " mtime " + reader.u32("mtime") + "."
        + reader.u32("mtime");
    String place = " dev " + reader.u32("dev") + " ino " + reader.u32("ino");
    int mode = reader.i32("mode");
    String owner = " uid " + reader.u32("uid") + " gid " + reader.u32("gid") + " size " + reader.u32("size");
    String object = HexFormat.of().formatHex(reader.bytes(20, "object name"));
    int flags = reader.u16("flags");
    int more = version >= 3 && (flags & EXTENDED) != 0 ? reader.u16("extended flags") : 0;
    byte[] name = version == 4 ? compressedName(reader, before) : name(reader, flags & NAME_MASK, start);
    String path = FileNames.decode(name);
    staged.add(new Row(path, String.format(Locale.ROOT, "%06o %s %d\t%s%s", mode, object, flags >> 12 & 3, path,
        (flags & 0x8000) != 0 ? "  (assume unchanged)" : "") + (more == 0 ? "" : "  flags 0x"
        + Integer.toHexString(more))));
    status.add(new Row(path, path + ": " + times + place + owner));
    return name;
  }

  private static byte[] name(BinaryReader reader, int length, long start) throws IOException {
    byte[] name = length < NAME_MASK ? reader.bytes(length, "name") : terminated(reader, new ByteArrayOutputStream());
    long end = length < NAME_MASK ? reader.position() : reader.position() - 1;
    // One to eight NUL bytes bring the entry to a multiple of eight.
    reader.seek(start + ((end - start) / 8 + 1) * 8);
    return name;
  }

  private static byte[] compressedName(BinaryReader reader, byte[] before) throws IOException {
    int b = reader.u8("prefix length");
    long dropped = b & 0x7F;
    while ((b & 0x80) != 0 && dropped < Integer.MAX_VALUE) {
      b = reader.u8("prefix length");
      dropped = dropped + 1 << 7 | b & 0x7F;
    }
    if (dropped > before.length) {
      throw FormatException.at(reader.position(), "name drops " + dropped + " of " + before.length + " bytes");
    }
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    name.write(before, 0, before.length - (int) dropped);
    return terminated(reader, name);
  }

  private static byte[] terminated(BinaryReader reader, ByteArrayOutputStream name) throws IOException {
    for (int b; (b = reader.u8("name")) != 0;) {
      name.write(b);
    }
    return name.toByteArray();
  }

  private static void extensions(Blob blob, BinaryReader reader, Sections sections) throws IOException {
    while (reader.remaining() >= CHECKSUM_SIZE + 8) {
      String signature = new String(reader.bytes(4, "extension"), StandardCharsets.ISO_8859_1);
      long size = reader.u32("extension size");
      if (size > reader.remaining()) {
        throw FormatException.at(reader.position() - 8, "extension of " + size + " bytes is cut off");
      }
      sections.add(Section.binary("extension " + signature, blob.slice(reader.position(), size)));
      reader.skip(size);
    }
  }
}
