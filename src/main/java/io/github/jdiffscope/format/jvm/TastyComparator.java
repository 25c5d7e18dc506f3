package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * TASTy, the typed trees that Scala 3 writes beside class files: header, names and sections (TASTy reference, "TASTy
 * Format"). The trees themselves are compared as bytes, each section by itself; the class files say what they do.
 */
final class TastyComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/tasty", "Scala 3 TASTy", Signature.hex(0, "5ca1ab1f"));
  private static final int MAGIC = 4;
  private static final int UUID = 16;
  /** Tag of a name that is text; all others are made of other names. */
  private static final int TEXT = 1;
  private static final int MOST = 1 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob file = artifact.blob();
    BinaryReader in = new BinaryReader(file, ByteOrder.BIG_ENDIAN).skip(MAGIC);
    String version = natural(in) + "." + natural(in);
    long experimental = natural(in);
    String tool = text(in, natural(in));
    sections.add(Section.text("header", "version: " + version + (experimental == 0 ? "" : ", experimental " + experimental)
        + "\nmade by: " + tool + "\n"));
    String id = HexFormat.of().formatHex(in.bytes(UUID, "identifier"));
    sections.add(Section.text("identifier", id + "\n").atLevel(1));
    List<String> names = names(in);
    sections.add(Section.listing("names", List.of(), names.stream().filter(name -> !name.isEmpty()).sorted().distinct()
        .map(name -> new Row(name, name)).toList()));
    sections(in, file, names, sections);
  }

  /** Reads the table of names; one that is made of others is empty. */
  private static List<String> names(BinaryReader in) throws IOException {
    long length = natural(in);
    long end = in.position() + length;
    if (end > in.size()) {
      throw new FormatException("TASTy: names end at byte " + end + " of " + in.size());
    }
    List<String> names = new ArrayList<>();
    while (in.position() < end && names.size() < MOST) {
      int tag = in.u8("tag of a name");
      long size = natural(in);
      if (tag == TEXT) {
        names.add(text(in, size));
      } else {
        names.add("");
        in.skip(check(in, size));
      }
    }
    return names;
  }

  private static void sections(BinaryReader in, Blob file, List<String> names, Sections sections) throws IOException {
    List<Row> sizes = new ArrayList<>();
    while (in.remaining() > 0) {
      long name = natural(in);
      long length = check(in, natural(in));
      String title = name < names.size() ? names.get((int) name) : "section " + name;
      sizes.add(new Row(title, String.format(Locale.ROOT, "%s: %,d bytes", title, length)));
      sections.add(Section.binary("section " + title, file.slice(in.position(), length)).atLevel(2));
      in.skip(length);
    }
    sections.add(Section.listing("sections", List.of(), sizes).atLevel(1));
  }

  private static String text(BinaryReader in, long length) throws IOException {
    return new String(in.bytes((int) check(in, length), "text"), StandardCharsets.UTF_8);
  }

  private static long check(BinaryReader in, long length) throws FormatException {
    if (length > in.remaining()) {
      throw new FormatException(String.format(Locale.ROOT, "TASTy: %,d bytes are claimed at byte %,d, %,d are left", length,
          in.position(), in.remaining()));
    }
    return length;
  }

  /** Returns a number of 7 bits a byte, the high ones first, the last byte marked by its highest bit. */
  private static long natural(BinaryReader in) throws IOException {
    long value = 0;
    for (int i = 0; i < 5; i++) {
      int next = in.u8("number");
      value = value << 7 | next & 0x7F;
      if (next >= 0x80) {
        return value;
      }
    }
    throw new FormatException("TASTy: a number of more than 5 bytes ends at byte " + in.position());
  }
}
