package io.github.jdiffscope.format.executable.python;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Describes a compiled Python module: header, code by function, line numbers. */
public final class PycDescription {
  private static final int CODE_LIMIT = 20_000;

  private static final int DEPTH_LIMIT = 100;
  private static final int TEXT_LIMIT = 64 << 20;

  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder lines = new StringBuilder();
  private final StringBuilder columns = new StringBuilder();
  private final TreeSet<String> files = new TreeSet<>();
  private long length;
  private int minor;

  /** Hands over the description. */
  public void describe(byte[] bytes, Sections sections) throws IOException {
    ByteView view = new ByteView(bytes, true);
    PycFile file = PycFile.read(view);
    sections.add(Section.text("header", file.text()));
    MarshalReader reader = new MarshalReader(view, file.start(), file.minor());
    Object top;
    try {
      top = reader.read(0);
    } catch (IndexOutOfBoundsException cut) {
      throw new FormatException("a marshalled object is cut off: " + cut.getMessage(), cut);
    }
    if (!(top instanceof CodeObject module)) {
      throw FormatException.at(file.start(), "the module is no code object");
    }
    minor = file.minor();
    PythonOpcodes opcodes = new PythonOpcodes(file.minor());
    if (!opcodes.isKnown()) {
      sections.comment("instructions of Python " + file.version() + " are shown by number");
    }
    add(new PythonCode(file.minor(), opcodes), module.name(), module, 0);
    sections.add(Section.text("source path", String.join("\n", files) + "\n"));
    sections.add(new Section("python3 -m dis {}", 0, "code", new SectionContent.Blocks(blocks)));
    sections.add(Section.text("line numbers", lines).atLevel(1).about("code"));
    sections.add(Section.text("tables of lines and columns", columns).atLevel(2).about("code"));
    // Which objects are shared, and the order of sets, show only in the bytes.
    sections.add(Section.binary("xxd {}", Blob.of(bytes)).atLevel(3));
    if (reader.position() < bytes.length) {
      sections.add(Section.text("data behind the module",
          TextLiteral.hex(bytes, (int) reader.position(), bytes.length) + "\n"));
    }
  }

  private void add(PythonCode printer, String path, CodeObject code, int depth) throws FormatException {
    // Objects may be referred to again and again: a small file can stand for an endless tree.
    if (blocks.size() >= CODE_LIMIT || depth > DEPTH_LIMIT || length > TEXT_LIMIT) {
      throw new FormatException("code of " + path + " is nested too deep or too long");
    }
    String text = printer.text(path, code);
    length += text.length();
    Mixer digest = new Mixer();
    byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    digest.add(utf8, 0, utf8.length);
    blocks.add(new Block(path, digest.toString(), () -> text));
    files.add(code.file());
    lines.append(path).append(": first ").append(code.firstLine()).append(", then").append(PythonTables.lines(minor, code.lines()))
        .append('\n');
    columns.append(path).append(": ").append(TextLiteral.hex(code.lines(), 0, code.lines().length)).append('\n');
    for (Object constant : code.constants()) {
      if (constant instanceof CodeObject inner) {
        add(printer, path + "." + inner.name(), inner, depth + 1);
      }
    }
  }
}
