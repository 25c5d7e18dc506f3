package io.github.jdiffscope.format.media;

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
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Windows icons and cursors: a directory of pictures, each PNG or a bitmap without its file header, which are members
 * (Microsoft, "Icons", ICONDIR and ICONDIRENTRY).
 */
final class IcoComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("media/ico", "Windows icon", BitmapRules.ICON);
  private static final int CURSOR = 2;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob file = artifact.blob();
    BinaryReader in = new BinaryReader(file, ByteOrder.LITTLE_ENDIAN);
    boolean cursor = in.skip(2).u16("type") == CURSOR;
    int count = in.u16("count");
    List<Row> rows = new ArrayList<>();
    List<Row> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int width = in.u8("width");
      int height = in.u8("height");
      int colours = in.u8("colours");
      in.skip(1);
      int first = in.u16("planes");
      int second = in.u16("bits");
      long size = in.u32("size");
      long offset = in.u32("offset");
      // Zero stands for 256.
      String name = (width == 0 ? 256 : width) + "x" + (height == 0 ? 256 : height);
      rows.add(new Row(name, String.format(Locale.ROOT, cursor ? "%s, %d colours, hot spot %d %d"
          : "%s, %d colours in the palette, %d planes, %d bits", name, colours, first, second)));
      places.add(new Row(name, String.format(Locale.ROOT, "%s: %,d bytes at %,d", name, size, offset)));
      if (offset + size > file.size()) {
        sections.add(Section.listing("pictures", List.of(), rows));
        throw new FormatException(String.format(Locale.ROOT, "icon: picture %d claims bytes %,d to %,d of %,d", i + 1,
            offset, offset + size, file.size()));
      }
      members.file(name, file.location().slice(offset, size));
    }
    sections.add(Section.listing("pictures", List.of(), rows));
    sections.add(Section.listing("places of the pictures", List.of(), places).atLevel(1));
  }
}
