package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Coding;
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
import java.util.ArrayList;
import java.util.List;

/** Run-time images of the JDK ({@code lib/modules}): header, entries with their sizes; members in place. */
final class JimageComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/jimage", "Java run-time image",
      Signature.all(Signature.hex(0, "dadafeca"), Signature.hex(4, "00000100")),
      Signature.all(Signature.hex(0, "cafedada"), Signature.hex(4, "00010000")));
  /** CompressedResourceHeader: magic, compressed size, size, name of the coding, its configuration, last. */
  private static final int RESOURCE_HEADER_SIZE = 29;
  private static final int RESOURCE_MAGIC = 0xCAFEFAFA;
  private static final int ZLIB_HEADER_SIZE = 2;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    JimageFile image = new JimageFile(blob);
    sections.add(Section.text("jimage info {}", info(image)));
    List<JimageLocation> all = image.locations();
    List<JimageLocation> locations = all.stream().filter(location -> !JimageTree.isPartOf(location)).toList();
    sections.add(Section.listing("jimage list --verbose {}", List.of(), rows(locations)));
    JimageTree tree = new JimageTree(blob, image,
        all.stream().filter(JimageTree::isPartOf).toList());
    sections.add(Section.text("modules by package", tree::packages));
    sections.add(Section.text("folders", tree::folders).atLevel(1));
    sections.add(Section.text("offsets", () -> offsets(all)).atLevel(2));
    for (JimageLocation location : locations) {
      if (location.offset() > blob.size() - location.stored()) {
        throw FormatException.at(location.offset(), "content of " + location.name() + " is not inside the image");
      }
      add(blob, image, location, sections, members);
    }
  }

  private static String info(JimageFile image) {
    return " Major Version:  " + image.majorVersion
        + "\n Minor Version:  " + image.minorVersion
        + "\n Flags:          " + image.flags
        + "\n Resource Count: " + image.resources
        + "\n Table Length:   " + image.tableLength
        + "\n Byte order:     " + (image.order == ByteOrder.LITTLE_ENDIAN ? "little" : "big") + '\n';
  }

  private static List<Row> rows(List<JimageLocation> locations) {
    List<Row> rows = new ArrayList<>(locations.size());
    for (JimageLocation location : locations) {
      StringBuilder text = new StringBuilder();
      right(text, Long.toString(location.size()), 10);
      right(text.append(' '), location.compressed() ? Long.toString(location.stored()) : "0", 10);
      rows.add(new Row(location.name(), text.append(' ').append(location.name()).toString()));
    }
    return rows;
  }

  private static void right(StringBuilder out, String text, int width) {
    for (int i = text.length(); i < width; i++) {
      out.append(' ');
    }
    out.append(text);
  }

  private static CharSequence offsets(List<JimageLocation> locations) {
    StringBuilder out = new StringBuilder();
    for (JimageLocation location : locations) {
      right(out, Long.toString(location.offset()), 10);
      out.append(' ').append(location.name()).append('\n');
    }
    return out;
  }

  private static void add(Blob blob, JimageFile image, JimageLocation location, Sections sections,
      MemberSink members) throws IOException {
    if (!location.compressed()) {
      members.file(location.name(), blob.location().slice(location.offset(), location.stored()));
      return;
    }
    BinaryReader in = new BinaryReader(blob, image.order).seek(location.offset());
    boolean known = location.stored() > RESOURCE_HEADER_SIZE + ZLIB_HEADER_SIZE && in.i32("magic") == RESOURCE_MAGIC;
    if (known) {
      long coded = in.u64("compressed size");
      long size = in.u64("uncompressed size");
      String coding = image.string(in.u32("name of the coding"));
      long start = location.offset() + RESOURCE_HEADER_SIZE + ZLIB_HEADER_SIZE;
      in.skip(4);
      if (coding.equals("zip") && in.u8("whether it is the last") == 1
          && coded <= location.stored() - RESOURCE_HEADER_SIZE && coded > ZLIB_HEADER_SIZE) {
        members.file(location.name(),
            blob.location().slice(start, coded - ZLIB_HEADER_SIZE, Coding.DEFLATE, size));
        return;
      }
      sections.comment("content coded as " + coding + " is compared as stored");
    }
    members.file(location.name(), blob.location().slice(location.offset(), location.stored()));
  }
}
