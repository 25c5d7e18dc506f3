package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.zip.LocalHeader;
import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.format.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The sections about a ZIP archive that matter only where nothing higher differs. */
final class ZipHeaders {
  private static final HexFormat HEX = HexFormat.of();

  private ZipHeaders() {}

  /** Returns the compressed size of each member. The directory is read again for it: members are many, this is rare. */
  static Section compression(Blob blob) {
    return Section.text("compression", () -> {
      StringBuilder all = new StringBuilder();
      for (ZipMember member : ZipDirectory.read(blob).members()) {
        all.append("compressed to ").append(member.compressedSize()).append(" bytes: ")
            .append(ShownName.of(member.name())).append('\n');
      }
      return all;
    }).atLevel(1);
  }

  /** Returns all headers, in hexadecimal, member by member. */
  static Section raw(Blob blob) {
    return Section.text("headers", () -> {
      ZipDirectory directory = ZipDirectory.read(blob);
      List<LocalHeader> locals = new ArrayList<>(directory.members().size());
      for (ZipMember member : directory.members()) {
        locals.add(localOrNull(directory, member));
      }
      return text(blob, directory, locals);
    }).atLevel(2);
  }

  private static LocalHeader localOrNull(ZipDirectory directory, ZipMember member) throws IOException {
    try {
      return directory.local(member);
    } catch (FormatException missing) {
      return null;
    }
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
