package io.github.jdiffscope.format.executable.dotnet;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Describes the debug information of a .NET assembly in a file of its own (Portable PDB v1.0): source files, the lines and
 * local variables of each method, what the compiler was told.
 */
public final class PortablePdb {
  private static final int DOCUMENT = 0x30;
  private static final int METHOD = 0x31;
  private static final int IMPORTS = 0x35;
  private static final int CUSTOM = 0x37;
  private static final int ROW = 0xFFFFFF;
  private static final String EMBEDDED_SOURCE = "0e8a571b-6926-466e-b4ad-8ab04611f5fe";
  private static final String SOURCE_LINK = "cc110556-a091-4d38-9fec-25ab9a351a6a";
  private static final String OPTIONS = "b5feec05-8cd0-4a83-96da-466284bb4bd8";
  private static final String REFERENCES = "7e4d4708-096e-4c5c-aeda-cb10ba6a740d";
  private static final Map<String, String> KINDS = Map.of(EMBEDDED_SOURCE, "embedded source", SOURCE_LINK, "source link", OPTIONS,
      "compilation options", REFERENCES, "references", "54fd2ac5-e925-401a-9c2a-f94f171072f8", "stepping of asynchronous methods",
      "6da9a61e-f8c7-4874-be62-68bc5630df71", "scopes of hoisted locals", "83c563c4-b4f3-47d5-b824-ba5441477ea8",
      "dynamic locals", "ed9fdf71-8879-4747-8ed3-fe5ede3ce710", "names of tuple elements",
      "58b2eab6-209f-4e4e-a22c-b2d0f910c782", "default namespace", "755f52a8-91c5-45be-b4b8-209571e552bd",
      "local slots and lambdas");
  private static final Map<String, String> LANGUAGES = Map.of("3f5162f8-07c6-11d3-9053-00c04fa302a1", "C#",
      "3a12d0b8-c26c-11d0-b442-00a0244a1dd2", "Visual Basic", "ab4f38c9-b6e6-43ba-be3b-58080b2ccce3", "F#");
  private static final Map<String, String> HASHES = Map.of("ff1816ec-aa5e-4d10-87f7-6f4963833460", "SHA-1",
      "8829d00f-11b8-4213-878b-770e8597ac16", "SHA-256");

  private final ClrMetadata metadata;
  private final Sections out;
  private final PdbMethods methods;

  public PortablePdb(byte[] bytes, Sections out) throws FormatException {
    this.metadata = new ClrMetadata(new ByteView(bytes, true), 0);
    this.out = out;
    this.methods = new PdbMethods(metadata, this::document);
  }

  /** Hands over everything that can be said of the file. */
  public void describe(MemberSink members) throws IOException {
    ClrMetadata.Stream pdb = metadata.streams().get("#Pdb");
    if (pdb == null || pdb.size() < 32) {
      throw FormatException.at(0, "there is no stream #Pdb");
    }
    out.add(Section.text("debug information", "version: " + metadata.version() + "\n"));
    out.add(Section.text("identity", identity(pdb)).atLevel(2).about("identity"));
    out.add(Section.text("documents", documents()));
    out.add(new Section("methods", 0, "methods", new SectionContent.Blocks(blocks(false))));
    out.add(new Section("methods with line numbers", 1, "methods", new SectionContent.Blocks(blocks(true))));
    out.add(Section.text("imports", () -> imports()));
    custom(members);
  }

  private String identity(ClrMetadata.Stream pdb) {
    ByteView view = metadata.view();
    return String.format(Locale.ROOT, "id: %s %08x\nentry point: %08x\n", ClrMetadata.guid(view, pdb.offset()),
        view.i32(pdb.offset() + 16), view.i32(pdb.offset() + 20));
  }

  /** Returns the name of a document: parts of a path in blobs of their own, joined by the first byte. */
  private String document(int row) {
    if (row == 0 || (row & ROW) > metadata.table(DOCUMENT).rows()) {
      return "<document>";
    }
    BlobReader in = new BlobReader(metadata.blob(DOCUMENT, row & ROW, 0));
    char separator = (char) in.u8();
    StringBuilder name = new StringBuilder();
    for (boolean first = true; in.more(); first = false) {
      name.append(first || separator == 0 ? "" : separator);
      name.append(new String(metadata.blob(in.number()), StandardCharsets.UTF_8));
    }
    return name.toString();
  }

  private CharSequence documents() {
    List<String> lines = new ArrayList<>();
    for (int row = 1; row <= metadata.table(DOCUMENT).rows(); row++) {
      ClrTable table = metadata.table(DOCUMENT);
      String hash = metadata.guid(table.cell(row, 1));
      String language = metadata.guid(table.cell(row, 3));
      byte[] value = metadata.blob(DOCUMENT, row, 2);
      lines.add(document(row) + "  " + LANGUAGES.getOrDefault(language, language) + "  " + HASHES.getOrDefault(hash, hash) + " "
          + TextLiteral.hex(value, 0, value.length) + "\n");
    }
    lines.sort(null);
    return String.join("", lines);
  }

  private List<Block> blocks(boolean lines) {
    List<Block> blocks = new ArrayList<>();
    for (int row = 1; row <= metadata.table(METHOD).rows(); row++) {
      int method = row;
      String text = methods.text(method, lines);
      if (!text.isEmpty()) {
        Mixer digest = new Mixer();
        digest.addText(text);
        blocks.add(new Block("", digest.toString(), () -> methods.text(method, lines)));
      }
    }
    return blocks;
  }

  /** Returns the name spaces that are open: kind 1 a name space, 2 with an assembly, 7 and up an alias. */
  private CharSequence imports() {
    List<String> lines = new ArrayList<>();
    for (int row = 1; row <= metadata.table(IMPORTS).rows(); row++) {
      try {
        imports(new BlobReader(metadata.blob(IMPORTS, row, 1)), lines);
      } catch (IndexOutOfBoundsException cut) {
        lines.add("(not understood: " + cut.getMessage() + ")\n");
      }
    }
    lines.sort(null);
    return String.join("", lines);
  }

  private void imports(BlobReader in, List<String> lines) {
    while (in.more()) {
      int kind = in.number();
      String alias = kind == 4 || kind == 5 || kind >= 7 ? text(in.number()) + " = " : "";
      String assembly = kind == 2 || kind == 6 || kind == 8 ? String.format(Locale.ROOT, " of assembly %d", in.number()) : "";
      String type = kind == 3 || kind == 9 ? String.format(Locale.ROOT, "type %08x", in.typeToken()) : "";
      String space = kind == 1 || kind == 2 || kind == 4 || kind == 7 || kind == 8 ? text(in.number()) : "";
      lines.add(alias + space + type + assembly + "\n");
    }
  }

  private String text(int blob) {
    return new String(metadata.blob(blob), StandardCharsets.UTF_8);
  }

  private void custom(MemberSink members) throws IOException {
    TreeMap<String, Integer> others = new TreeMap<>();
    Mixer digest = new Mixer();
    for (int row = 1; row <= metadata.table(CUSTOM).rows(); row++) {
      ClrTable table = metadata.table(CUSTOM);
      String kind = metadata.guid(table.cell(row, 1));
      byte[] value = metadata.blob(CUSTOM, row, 2);
      switch (kind) {
        case EMBEDDED_SOURCE -> source(document(table.cell(row, 0)), value, members);
        case SOURCE_LINK -> members.unpack("source-link.json", new ByteArrayInputStream(value));
        case OPTIONS -> out.add(Section.text("compilation options", pairs(value)));
        case REFERENCES -> out.add(Section.text("references of the compilation", references(value)));
        default -> {
          others.merge(KINDS.getOrDefault(kind, kind), 1, Integer::sum);
          digest.add(value, 0, value.length);
        }
      }
    }
    StringBuilder text = new StringBuilder();
    others.forEach((kind, count) -> text.append(count).append(" x ").append(kind).append('\n'));
    out.add(Section.text("custom debug information", text));
    out.add(Section.text("digest of custom debug information", digest + "\n").atLevel(1));
  }

  /** An embedded source begins with its size if it is compressed, with 0 if it is not. */
  private static void source(String name, byte[] value, MemberSink members) throws IOException {
    if (value.length < 4) {
      return;
    }
    ByteArrayInputStream content = new ByteArrayInputStream(value, 4, value.length - 4);
    boolean plain = new ByteView(value, true).i32(0) == 0;
    members.unpack(name, plain ? content : new InflaterInputStream(content, new Inflater(true)));
  }

  /** Returns texts that NULs end as a name and its value a line. */
  private static String pairs(byte[] value) {
    String[] words = new String(value, StandardCharsets.UTF_8).split("\0");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < words.length; i += 2) {
      text.append(words[i]).append(": ").append(words[i + 1]).append('\n');
    }
    return text.toString();
  }

  /** Returns the assemblies the compiler saw: name, aliases, flags, time stamp, size, MVID. */
  private static String references(byte[] value) {
    List<String> lines = new ArrayList<>();
    ByteView view = new ByteView(value, true);
    for (long at = 0; at < view.size(); ) {
      String name = view.string(at);
      at += name.getBytes(StandardCharsets.UTF_8).length + 1L;
      String alias = view.string(at);
      at += alias.getBytes(StandardCharsets.UTF_8).length + 1L;
      if (at + 25 > view.size()) {
        break;
      }
      lines.add(name + (alias.isEmpty() ? "" : " as " + alias) + " " + ClrMetadata.guid(view, at + 9) + "\n");
      at += 25;
    }
    lines.sort(null);
    return String.join("", lines);
  }
}
