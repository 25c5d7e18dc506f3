package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Run-time images of the JDK ({@code lib/modules}): header, entries with their sizes; members in place. */
final class JimageComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/jimage", "Java run-time image",
      Signature.all(Signature.hex(0, "dadafeca"), Signature.hex(4, "00000100")),
      Signature.all(Signature.hex(0, "cafedada"), Signature.hex(4, "00010000")));
  private static final int ZLIB_HEADER_SIZE = 2;
  private static final int COLUMN = 10;

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
    sections.add(Section.listing("entries", List.of(), rows(locations)));
    JimageTree tree = new JimageTree(blob, image,
        all.stream().filter(JimageTree::isPartOf).toList());
    sections.add(Section.text("modules by package", tree::packages));
    sections.add(Section.text("folders", tree::folders).atLevel(1));
    // Sizes as stored follow from the contents and the codings, offsets from all sizes.
    sections.add(Section.text("stored sizes", () -> column(all, JimageLocation::stored)).atLevel(1));
    sections.add(Section.text("offsets", () -> column(all, JimageLocation::offset)).atLevel(2));
    Map<String, Integer> codings = new TreeMap<>();
    sections.add(Section.text("codings of entries", () -> text(codings)));
    for (JimageLocation location : locations) {
      if (location.offset() > blob.size() - location.stored()) {
        throw FormatException.at(location.offset(), "content of " + location.name() + " is not inside the image");
      }
      codings.merge(add(blob, image, location, sections, members), 1, Integer::sum);
    }
  }

  private static CharSequence text(Map<String, Integer> codings) {
    StringBuilder out = new StringBuilder();
    codings.forEach((coding, count) -> out.append(coding).append(": ").append(count).append('\n'));
    return out;
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
      line(text, location.size(), location.name());
      rows.add(new Row(location.name(), text.toString()));
    }
    return rows;
  }

  private static CharSequence column(List<JimageLocation> locations, ToLongFunction<JimageLocation> value) {
    StringBuilder out = new StringBuilder();
    for (JimageLocation location : locations) {
      line(out, value.applyAsLong(location), location.name());
      out.append('\n');
    }
    return out;
  }

  private static void line(StringBuilder out, long number, String name) {
    String text = Long.toString(number);
    for (int i = text.length(); i < COLUMN; i++) {
      out.append(' ');
    }
    out.append(text).append(' ').append(name);
  }

  /** Hands over the content of an entry, in place where that is possible, and returns how it is coded. */
  private static String add(Blob blob, JimageFile image, JimageLocation location, Sections sections,
      MemberSink members) throws IOException {
    BlobLocation whole = blob.location().slice(location.offset(), location.stored());
    if (!location.compressed()) {
      members.file(location.name(), whole);
      return "stored";
    }
    JimageContent content = new JimageContent(image);
    byte[] header = blob.bytes(location.offset(), (int) Math.min(location.stored(), JimageContent.HEADER_SIZE));
    String coding = content.coding(header);
    long deflated = content.deflatedSize(header) - ZLIB_HEADER_SIZE;
    if (coding == null) {
      members.file(location.name(), whole);
      return "stored";
    } else if (deflated > 0 && deflated <= location.stored() - JimageContent.HEADER_SIZE - ZLIB_HEADER_SIZE) {
      members.file(location.name(), blob.location().slice(
          location.offset() + JimageContent.HEADER_SIZE + ZLIB_HEADER_SIZE, deflated, Coding.DEFLATE, location.size()));
    } else if (members.wanted()) {
      try {
        byte[] stored = blob.bytes(location.offset(), (int) Math.min(location.stored(), JimageContent.LARGEST));
        members.unpack(location.name(), new ByteArrayInputStream(content.decoded(stored)));
      } catch (FormatException e) {
        sections.comment(location.name() + " is compared as stored: " + e.getMessage());
        members.file(location.name(), whole);
      }
    }
    return coding;
  }
}
