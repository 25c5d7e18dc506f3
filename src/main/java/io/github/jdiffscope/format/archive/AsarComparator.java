package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.json.JsonDocument;
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
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Electron's archives: a pickled JSON index of files, then their bytes. */
final class AsarComparator implements FormatComparator {
  private static final int LIMIT = 128 << 20;
  private static final int INDEX = 16;
  private static final Format FORMAT = Format.of("archive/asar", "Electron archive",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isAsar(probe);
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  /** The sizes of the two pickles and of the string in them must agree. */
  private static boolean isAsar(Probe probe) {
    long size = probe.u32le(4);
    return probe.u32le(0) == 4 && size > 8 && size <= probe.size() - 8 && probe.u32le(8) == size - 4
        && probe.u32le(12) <= size - 8 && probe.u32le(12) > size - 16 && probe.u8(INDEX) == '{';
  }

  private record Node(String path, int json) {}

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN).seek(4);
    long base = in.u32("size of the index") + 8;
    long length = in.skip(4).u32("length of the index");
    if (length > LIMIT) {
      throw FormatException.at(12, "index of " + length + " bytes is too large");
    }
    JsonDocument index = JsonDocument.parse(in.bytes((int) length, "index"));
    if (index.size() == 0 || index.error() != null) {
      throw FormatException.at(INDEX + index.errorOffset(), "index is no JSON: " + index.error());
    }
    List<Row> rows = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(new Node("", 0));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (!node.path().isEmpty()) {
        describe(blob, base, index, node, rows, members, sections);
      }
      List<Node> inside = inside(index, node);
      for (int i = inside.size() - 1; i >= 0; i--) {
        open.push(inside.get(i));
      }
    }
    sections.add(Section.listing("file list", List.of(), rows));
    sections.add(Section.text("index", index.raw(0) + '\n').atLevel(1));
  }

  private static List<Node> inside(JsonDocument index, Node node) {
    List<Node> result = new ArrayList<>();
    int files = index.get(node.json(), "files");
    if (files != JsonDocument.NONE && index.isObject(files)) {
      for (int key : index.children(files)) {
        String name = index.text(key);
        if (index.isObject(key + 1)) {
          result.add(new Node(node.path().isEmpty() ? name : node.path() + '/' + name, key + 1));
        }
      }
    }
    return result;
  }

  private static void describe(Blob blob, long base, JsonDocument index, Node node, List<Row> rows, MemberSink members,
      Sections sections) throws IOException {
    String link = index.textAt(node.json(), "link");
    boolean folder = index.get(node.json(), "files") != JsonDocument.NONE;
    boolean program = "true".equals(index.textAt(node.json(), "executable"));
    boolean outside = "true".equals(index.textAt(node.json(), "unpacked"));
    long size = folder || link != null ? 0 : number(index.textAt(node.json(), "size"));
    StringBuilder text = new StringBuilder().append(folder ? 'd' : link != null ? 'l' : '-').append(program ? 'x' : '-')
        .append(outside ? 'u' : '-').append(String.format(java.util.Locale.ROOT, " %10d ", size))
        .append(ShownName.of(node.path()));
    if (link != null) {
      text.append(" -> ").append(ShownName.of(link));
      members.symlink(node.path(), link);
    }
    int integrity = index.get(node.json(), "integrity");
    String algorithm = integrity == JsonDocument.NONE ? "no integrity"
        : "integrity " + index.textAt(integrity, "algorithm") + ", blocks of " + index.textAt(integrity, "blockSize");
    rows.add(new Row(node.path(), text.toString(), List.of(new Detail("", algorithm))));
    if (!folder && link == null && !outside) {
      long offset = base + number(index.textAt(node.json(), "offset"));
      if (size < 0 || offset < base || offset > blob.size() - size) {
        sections.comment("data of " + ShownName.of(node.path()) + " lie outside the archive");
      } else {
        members.file(node.path(), blob.location().slice(offset, size));
      }
    }
  }

  private static long number(String text) {
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
