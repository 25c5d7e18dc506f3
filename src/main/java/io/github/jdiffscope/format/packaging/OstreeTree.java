package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tree of files of a commit: paths from its folders, contents from the parts that hold the objects. */
final class OstreeTree {
  private static final int MAX_DEPTH = 128;
  private static final int MAX_ENTRIES = 1 << 20;
  private static final int TYPE = 0170000;
  private static final int SYMLINK = 0120000;

  private final OstreeDelta delta;
  private final Map<String, byte[]> folders = new HashMap<>();
  private final Map<String, List<String>> pathsOfFiles = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private int entries;

  OstreeTree(OstreeDelta delta) {
    this.delta = delta;
  }

  /** Returns the listing so far, as {@code ostree ls -R} prints it. */
  List<Row> rows() {
    rows.sort(Comparator.comparing(Row::key));
    return rows;
  }

  /** Returns how many files are named by a folder and lie in no part. */
  int missing() {
    return pathsOfFiles.size();
  }

  /** Finds all paths, then hands out the files. */
  void describe(MemberSink members) throws IOException {
    for (int part = 0; part < delta.parts().size(); part++) {
      if ((delta.kinds(part) & (1 << OstreeDelta.DIRTREE | 1 << OstreeDelta.DIRMETA)) != 0) {
        delta.open(part, (kind, checksum, header, payload, offset, length) -> {
          if (kind == OstreeDelta.DIRTREE || kind == OstreeDelta.DIRMETA) {
            folders.put(kind + checksum, Arrays.copyOfRange(payload, offset, offset + length));
          }
        });
      }
    }
    List<GVariant> commit = delta.commit().children();
    folder("", commit.get(6).text(), commit.get(7).text(), 0);
    for (int part = 0; part < delta.parts().size(); part++) {
      if ((delta.kinds(part) & 1 << OstreeDelta.FILE) != 0) {
        delta.open(part, (kind, checksum, header, payload, offset, length) -> {
          List<String> paths = kind == OstreeDelta.FILE ? pathsOfFiles.remove(checksum) : null;
          for (String path : paths == null ? List.<String>of() : paths) {
            file(path, header, payload, offset, length, members);
          }
        });
      }
    }
  }

  private GVariant object(int kind, String checksum, String type) throws FormatException {
    byte[] bytes = folders.get(kind + checksum);
    if (bytes == null) {
      throw new FormatException((kind == OstreeDelta.DIRTREE ? "folder " : "folder metadata ") + checksum
          + " is not in the bundle");
    }
    return new GVariant(Blob.of(bytes), type, ByteOrder.BIG_ENDIAN);
  }

  private void folder(String path, String tree, String meta, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new FormatException("folders are nested more than " + MAX_DEPTH + " deep");
    }
    List<GVariant> attributes = object(OstreeDelta.DIRMETA, meta, "(uuua(ayay))").children();
    String xattrs = attributes.get(3).blob().size() == 0 ? "" : attributes.get(3).text();
    row(path, new OstreeDelta.FileHeader(attributes.get(0).number(), attributes.get(1).number(),
        (int) attributes.get(2).number(), xattrs), 0, "");
    List<GVariant> lists = object(OstreeDelta.DIRTREE, tree, "(a(say)a(sayay))").children();
    for (GVariant file : lists.get(0).children()) {
      List<GVariant> named = file.children();
      counted();
      pathsOfFiles.computeIfAbsent(named.get(1).text(), checksum -> new ArrayList<>(1))
          .add(path + '/' + named.get(0).string());
    }
    for (GVariant below : lists.get(1).children()) {
      List<GVariant> named = below.children();
      counted();
      folder(path + '/' + named.get(0).string(), named.get(1).text(), named.get(2).text(), depth + 1);
    }
  }

  private void counted() throws FormatException {
    if (++entries > MAX_ENTRIES) {
      throw new FormatException("more than " + MAX_ENTRIES + " files and folders");
    }
  }

  private void file(String path, OstreeDelta.FileHeader header, byte[] payload, int offset, int length,
      MemberSink members) throws IOException {
    boolean link = header != null && (header.mode() & TYPE) == SYMLINK;
    String target = link ? new String(payload, offset, length, StandardCharsets.UTF_8) : "";
    row(path, header == null ? new OstreeDelta.FileHeader(0, 0, 0, "") : header, link ? 0 : length, target);
    if (!members.wanted()) {
      return;
    }
    if (link) {
      members.symlink(path.substring(1), target);
    } else {
      members.unpack(path.substring(1), new ByteArrayInputStream(payload, offset, length));
    }
  }

  private void row(String path, OstreeDelta.FileHeader header, long size, String target) {
    char type = switch (header.mode() & TYPE) {
      case 0040000 -> 'd';
      case SYMLINK -> 'l';
      default -> '-';
    };
    String name = path.isEmpty() ? "/" : path;
    rows.add(new Row(name, String.format(Locale.ROOT, "%c0%04o %d %d %6d %s%s", type, header.mode() & 07777,
        header.uid(), header.gid(), size, name, target.isEmpty() ? "" : " -> " + target),
        header.xattrs().isEmpty() ? List.of() : List.of(new Detail("", "attributes " + header.xattrs()))));
  }
}
