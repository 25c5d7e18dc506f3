package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.zip.LocalHeader;
import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The sections about a ZIP archive that matter only where nothing higher differs. */
final class ZipHeaders {
  private static final HexFormat HEX = HexFormat.of();

  private ZipHeaders() {}

  /** Returns the compressed size of each member. */
  static Section compression(ZipDirectory directory) {
    List<Row> rows = new ArrayList<>(directory.members().size());
    for (ZipMember member : directory.members()) {
      String text = "compressed to " + member.compressedSize() + " bytes: " + ShownName.of(member.name());
      rows.add(new Row(member.name(), text));
    }
    return Section.listing("compression", List.of(), rows).atLevel(1);
  }

  /** Returns all headers, in hexadecimal, member by member. */
  static Section raw(Blob blob, ZipDirectory directory, List<LocalHeader> locals) {
    SectionContent.TextSource text = () -> text(blob, directory, locals);
    return Section.text("headers", text).atLevel(2);
  }

  private static CharSequence text(Blob blob, ZipDirectory directory, List<LocalHeader> locals) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < locals.size(); i++) {
      ZipMember member = directory.members().get(i);
      all.append(ShownName.of(member.name())).append('\n');
      if (locals.get(i) != null) {
        LocalHeader local = locals.get(i);
        append(all, "local header", blob.bytes(local.offset(), (int) local.length()));
      }
      if (directory.end() != null) {
        int length = CENTRAL_SIZE + member.rawName().length + member.extra().length + member.comment().length;
        append(all, "central header", blob.bytes(member.headerOffset(), length));
      }
    }
    if (directory.end() != null) {
      append(all.append("end of central directory\n"), "records",
          blob.bytes(directory.end().directoryEnd(), (int) (directory.end().end() - directory.end().directoryEnd())));
    }
    return all;
  }

  private static final int CENTRAL_SIZE = 46;

  private static void append(StringBuilder all, String title, byte[] header) {
    all.append("  ").append(title).append(' ').append(HEX.formatHex(header)).append('\n');
  }
}
