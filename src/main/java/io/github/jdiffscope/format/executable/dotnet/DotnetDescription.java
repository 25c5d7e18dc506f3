package io.github.jdiffscope.format.executable.dotnet;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import io.github.jdiffscope.format.executable.pe.PeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Describes the managed part of a portable executable: assembly, references, resources, types and methods. */
public final class DotnetDescription {
  private static final long TEXT_LIMIT = 512L << 20;

  private final PeFile file;
  private final ByteView view;
  private final Sections out;
  private final long header;
  private final ClrMetadata metadata;
  private final ClrNames names;
  private final AttributeText attributes;
  private long length;

  public DotnetDescription(PeFile file, Sections out) throws FormatException {
    this.file = file;
    this.view = file.view();
    this.out = out;
    this.header = file.offset(file.directoryAddress(PeFile.CLR));
    this.metadata = new ClrMetadata(view, file.offset(view.u32(header + 8)));
    this.names = new ClrNames(metadata);
    this.attributes = new AttributeText(names);
  }

  /** Hands over everything that can be said of the assembly. */
  public void describe(Blob blob, MemberSink members) throws IOException {
    out.add(Section.text("monodis --assembly {}", assembly()));
    out.add(Section.text("module", module()));
    out.add(Section.text("module version id (MVID)", metadata.guid(metadata.table(0).cell(1, 2)) + "\n"));
    references();
    resources(blob, members);
    code();
    out.add(Section.text("monodis --userstrings {}", this::literals).atLevel(1));
    out.add(Section.text("metadata tables", () -> MetadataRows.text(metadata)).atLevel(1));
    signature();
  }

  private String assembly() {
    StringBuilder text = new StringBuilder();
    ClrTable table = metadata.table(0x20);
    if (table.rows() > 0) {
      byte[] key = metadata.blob(0x20, 1, 6);
      text.append("name: ").append(metadata.name(0x20, 1, 7)).append("\nversion: ").append(version(table, 1, 1))
          .append("\nculture: ").append(metadata.name(0x20, 1, 8)).append("\nflags: 0x")
          .append(Integer.toHexString(table.cell(1, 5))).append("\nhash algorithm: 0x")
          .append(Integer.toHexString(table.cell(1, 0))).append("\npublic key: ")
          .append(key.length == 0 ? "none" : TextLiteral.hex(key, 0, key.length)).append('\n');
      attributes.print(0x20000001, "", text);
    }
    return text.toString();
  }

  private static String version(ClrTable table, int row, int first) {
    return table.cell(row, first) + "." + table.cell(row, first + 1) + "." + table.cell(row, first + 2) + "."
        + table.cell(row, first + 3);
  }

  private String module() {
    int flags = view.i32(header + 16);
    StringBuilder text = new StringBuilder("name: ").append(metadata.name(0, 1, 1)).append("\nmetadata version: ")
        .append(metadata.version()).append("\nruntime: ").append(view.u16(header + 4)).append('.').append(view.u16(header + 6))
        .append("\nflags: 0x").append(Integer.toHexString(flags)).append((flags & 1) != 0 ? " IL only" : " mixed")
        .append((flags & 2) != 0 ? ", 32 bits required" : "").append((flags & 8) != 0 ? ", strong name signed" : "")
        .append((flags & 0x20000) != 0 ? ", 32 bits preferred" : "").append('\n');
    int entry = view.i32(header + 20);
    if (entry != 0) {
      text.append("entry point: ").append((flags & 16) != 0 ? "native" : names.member(entry)).append('\n');
    }
    if (view.u32(header + 64) != 0) {
      text.append("native code (ReadyToRun): present\n");
    }
    attributes.print(0x00000001, "", text);
    return text.toString();
  }

  private void references() {
    ClrTable table = metadata.table(0x23);
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i <= table.rows(); i++) {
      byte[] key = metadata.blob(0x23, i, 5);
      String culture = metadata.name(0x23, i, 7);
      String name = metadata.name(0x23, i, 6);
      rows.add(new Row(name, name + " " + version(table, i, 0) + (culture.isEmpty() ? "" : " culture " + culture)
          + (key.length == 0 ? "" : " public key " + TextLiteral.hex(key, 0, key.length))));
    }
    listing("monodis --assemblyref {}", rows);
    listing("monodis --moduleref {}", named(0x1A, 0));
    listing("files", named(0x26, 1));
    List<Row> exported = new ArrayList<>();
    ClrTable types = metadata.table(0x27);
    for (int i = 1; i <= types.rows(); i++) {
      String name = metadata.name(0x27, i, 3) + "." + metadata.name(0x27, i, 2);
      exported.add(new Row(name, name + " in " + owner(types.cell(i, 4))));
    }
    listing("monodis --exported {}", exported);
  }

  private List<Row> named(int table, int column) {
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i <= metadata.table(table).rows(); i++) {
      String name = metadata.name(table, i, column);
      rows.add(new Row(name, name));
    }
    return rows;
  }

  private void listing(String title, List<Row> rows) {
    if (!rows.isEmpty()) {
      out.add(Section.listing(title, List.of(), rows));
    }
  }

  private String owner(int token) {
    int row = token & 0xFFFFFF;
    return switch (token >>> 24) {
      case 0x23 -> "assembly " + metadata.name(0x23, row, 6);
      case 0x26 -> "file " + metadata.name(0x26, row, 1);
      case 0x27 -> "type " + metadata.name(0x27, row, 2);
      default -> ClrNames.unknown(token);
    };
  }

  private void resources(Blob blob, MemberSink members) throws IOException {
    ClrTable table = metadata.table(0x28);
    long base = file.offset(view.u32(header + 24));
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i <= table.rows(); i++) {
      String name = metadata.name(0x28, i, 2);
      int where = table.cell(i, 3);
      boolean embedded = (where & 0xFFFFFF) == 0;
      rows.add(new Row(name, name + ((table.cell(i, 1) & 7) == 1 ? " public" : " private")
          + (embedded ? "" : " in " + owner(where))));
      long at = base + (table.cell(i, 0) & 0xFFFF_FFFFL);
      if (!embedded) {
        continue;
      }
      long size = at + 4 <= blob.size() ? view.u32(at) : Long.MAX_VALUE;
      if (size > blob.size() - at - 4) {
        out.comment("resource " + name + " is cut off");
      } else {
        members.file("managed-resource/" + name, blob.location().slice(at + 4, size));
      }
    }
    listing("monodis --manifest {}", rows);
  }

  private void code() throws LimitException {
    Declarations declarations = new Declarations(file, names, attributes);
    List<Block> blocks = new ArrayList<>();
    ClrTable types = metadata.table(2);
    TreeMap<String, Integer> order = new TreeMap<>();
    for (int type = 1; type <= types.rows(); type++) {
      order.put(names.type(0x02000000 | type) + "\0" + String.format(Locale.ROOT, "%08x", type), type);
    }
    for (int type : order.values()) {
      String key = names.type(0x02000000 | type);
      int row = type;
      blocks.add(block(key, text -> declarations.type(row, text)));
      int from = types.cell(type, 5) & 0xFFFFFF;
      int last = metadata.table(6).rows();
      int to = type < types.rows() ? types.cell(type + 1, 5) & 0xFFFFFF : last + 1;
      for (int method = Math.max(1, from); method < to && method <= last; method++) {
        if (names.ownerOfMethod(method) == type) {
          int one = method;
          blocks.add(block(key + "::" + metadata.name(6, method, 3), text -> declarations.method(one, text)));
        }
      }
    }
    out.add(new Section("monodis {}", 0, "code", new SectionContent.Blocks(blocks)));
  }

  private interface Writer {
    void write(StringBuilder text);
  }

  /** Returns a block whose text is made twice where it differs, rather than kept for every method. */
  private Block block(String key, Writer writer) throws LimitException {
    CharSequence text = text(writer);
    length += text.length();
    if (length > TEXT_LIMIT) {
      throw new LimitException("the code of this assembly is longer than " + TEXT_LIMIT + " characters");
    }
    Mixer digest = new Mixer();
    digest.addText(text);
    return new Block(key, digest.toString(), () -> text(writer));
  }

  private static CharSequence text(Writer writer) {
    StringBuilder text = new StringBuilder(512);
    try {
      writer.write(text);
    } catch (IndexOutOfBoundsException cut) {
      text.append("    (cut off: ").append(cut.getMessage()).append(")\n");
    }
    return text;
  }

  private String literals() {
    ClrMetadata.Stream heap = metadata.streams().get("#US");
    StringBuilder text = new StringBuilder();
    if (heap != null) {
      BlobReader in = new BlobReader(view.bytes(), heap.offset() + 1, heap.offset() + heap.size());
      while (in.remaining() > 0) {
        int size = in.number();
        if (size > in.remaining()) {
          break;
        }
        byte[] content = in.bytes(size);
        if (size > 1) {
          text.append(AttributeText.quoted(new String(content, 0, size / 2 * 2, java.nio.charset.StandardCharsets.UTF_16LE)))
              .append('\n');
        }
      }
    }
    return text.toString();
  }

  /** The signature follows from the content and the key. */
  private void signature() {
    long size = view.u32(header + 36);
    long at = file.offset(view.u32(header + 32));
    if (size > 0 && at <= view.size() - size) {
      out.add(Section.text("strong name signature", TextLiteral.hex(view.bytes(), (int) at, (int) (at + size)) + "\n")
          .atLevel(1));
    }
  }
}
