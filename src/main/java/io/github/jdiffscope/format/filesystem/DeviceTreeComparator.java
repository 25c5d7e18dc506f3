package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Flattened device trees (Devicetree Specification, chapter 5) and the FIT images of U-Boot, which are such trees: a
 * property {@code data} of some size is a member.
 */
final class DeviceTreeComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/devicetree", "flattened device tree or FIT image",
      Signature.hex(0, "d00dfeed"));
  private static final int HEADER_SIZE = 40;
  private static final int BEGIN_NODE = 1;
  private static final int END_NODE = 2;
  private static final int PROPERTY = 3;
  private static final int NOTHING = 4;
  private static final int END = 9;
  private static final int LONGEST_NAME = 256;
  private static final int SMALLEST_MEMBER = 64;
  private static final int DEEPEST = 64;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct header = Struct.big(blob, 0, HEADER_SIZE, "header");
    long total = header.u32(4);
    if (total > blob.size()) {
      sections.comment("tree of " + total + " bytes is cut off after " + blob.size());
    }
    Fields fields = new Fields();
    fields.put("version", header.u32(20)).put("last compatible version", header.u32(24)).put("boot CPU",
        header.u32(28));
    sections.add(fields.section("header"));
    Tree tree = new Tree(blob, header, members);
    try {
      tree.read();
    } finally {
      sections.add(Section.text("fdtdump {}", tree.text.toString()));
    }
    Fields layout = new Fields();
    layout.put("total size", total).put("structure at", header.u32(8)).put("strings at", header.u32(12))
        .put("reserved memory at", header.u32(16)).put("size of strings", header.u32(32))
        .put("size of structure", header.u32(36));
    sections.add(layout.section("layout").atLevel(1));
    if (total < blob.size()) {
      // FIT images may keep their payloads behind the tree.
      members.file("[behind the tree]", Extents.range(blob, total, blob.size() - total));
    }
  }

  private static final class Tree {
    private final Blob blob;
    private final Struct header;
    private final MemberSink members;
    private final StringBuilder text = new StringBuilder("/dts-v1/;\n");
    private final Deque<String> path = new ArrayDeque<>();
    private long at;

    Tree(Blob blob, Struct header, MemberSink members) {
      this.blob = blob;
      this.header = header;
      this.members = members;
    }

    void read() throws IOException {
      reserved();
      at = header.u32(8);
      while (true) {
        int token = Struct.big(blob, at, 4, "token").i32(0);
        at += 4;
        switch (token) {
          case BEGIN_NODE -> begin();
          case END_NODE -> end();
          case PROPERTY -> property();
          case NOTHING -> { }
          case END -> {
            return;
          }
          default -> throw FormatException.at(at - 4, "unknown token " + token);
        }
      }
    }

    private void reserved() throws IOException {
      for (long entry = header.u32(16);; entry += 16) {
        Struct range = Struct.big(blob, entry, 16, "reserved memory");
        if (range.isZero(0, 16)) {
          return;
        }
        text.append(Times.format("/memreserve/ 0x%x 0x%x;\n", range.i64(0), range.i64(8)));
      }
    }

    private void begin() throws IOException {
      String name = string(at);
      at += name.length() + 4 & ~3;
      if (path.size() >= DEEPEST) {
        throw FormatException.at(at, "nodes are too deep");
      }
      indent().append(name.isEmpty() ? "/" : name).append(" {\n");
      path.addLast(name);
    }

    private void end() throws FormatException {
      if (path.isEmpty()) {
        throw FormatException.at(at - 4, "more nodes end than begin");
      }
      path.removeLast();
      indent().append("};\n");
    }

    private void property() throws IOException {
      Struct head = Struct.big(blob, at, 8, "property");
      long length = head.u32(0);
      long start = at + 8;
      String name = string(header.u32(12) + head.u32(4));
      if (length > blob.size() - start) {
        throw FormatException.at(start, "property " + name + " of " + length + " bytes is cut off");
      }
      at = start + length + 3 & ~3L;
      if (name.equals("data") && length >= SMALLEST_MEMBER) {
        members.file(String.join("/", path).replaceFirst("^/", "") + "/data", Extents.range(blob, start, length));
        indent().append("data = <").append(length).append(" bytes>;\n");
      } else {
        indent().append(name).append(length == 0 ? "" : " = " + value(Struct.big(blob, start, (int) length, name)))
            .append(";\n");
      }
    }

    private StringBuilder indent() {
      return text.append("    ".repeat(path.size()));
    }

    private String string(long position) throws IOException {
      int length = (int) Math.max(0, Math.min(LONGEST_NAME, blob.size() - position));
      byte[] bytes = Struct.big(blob, position, length, "name").all();
      for (int i = 0; i < length; i++) {
        if (bytes[i] == 0) {
          return new String(bytes, 0, i, StandardCharsets.ISO_8859_1);
        }
      }
      throw FormatException.at(position, "name does not end");
    }

    /** Strings, else cells of four bytes, else bytes: as fdtdump guesses. */
    private static String value(Struct value) throws FormatException {
      byte[] bytes = value.all();
      if (isStrings(bytes)) {
        String all = new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
        return '"' + all.replace("\\", "\\\\").replace("\"", "\\\"").replace("\0", "\", \"") + '"';
      }
      StringBuilder text = new StringBuilder();
      if (bytes.length % 4 != 0) {
        for (byte b : bytes) {
          text.append(text.isEmpty() ? "[" : " ").append(Times.format("%02x", b & 0xFF));
        }
        return text.append(']').toString();
      }
      for (int i = 0; i < bytes.length; i += 4) {
        text.append(text.isEmpty() ? "<" : " ").append(Times.format("0x%08x", value.u32(i)));
      }
      return text.append('>').toString();
    }

    private static boolean isStrings(byte[] bytes) {
      boolean fresh = true;
      for (byte b : bytes) {
        if (b == 0 ? fresh : b < ' ' || b == 0x7F) {
          return false;
        }
        fresh = b == 0;
      }
      return bytes[bytes.length - 1] == 0;
    }
  }
}
