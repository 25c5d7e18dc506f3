package io.github.jdiffscope.format.executable.lua;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.DataStrings;
import io.github.jdiffscope.format.executable.code.Mixer;
import java.util.ArrayList;
import java.util.List;

/** Describes a compiled Lua chunk: header, functions, lines. */
public final class LuaDescription {
  private final Sections out;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder lines = new StringBuilder();
  private final StringBuilder constants = new StringBuilder();

  public LuaDescription(Sections out) {
    this.out = out;
  }

  /** Hands over everything that can be said of the chunk; texts and bytes where its version or layout is unknown. */
  public void describe(Blob blob, byte[] content) throws FormatException {
    try {
      LuaChunk chunk = new LuaChunk(content);
      out.add(Section.text("header", chunk.header()));
      LuaFunction main = chunk.read();
      out.add(Section.text("source", main.source() + "\n"));
      add(new LuaCode(chunk.version()), main);
      out.add(new Section("luac -l {}", 0, "code", new SectionContent.Blocks(blocks)));
      out.add(Section.text("lines", lines).atLevel(1).about("code"));
      out.add(Section.text("constants", constants).atLevel(1).about("code"));
    } catch (FormatException | IndexOutOfBoundsException broken) {
      out.comment("the chunk is shown by its texts: " + broken.getMessage());
      out.add(Section.text("strings {}", () -> DataStrings.text(content)));
    }
    out.add(Section.binary("xxd {}", blob).atLevel(2));
  }

  private void add(LuaCode code, LuaFunction function) {
    String text = code.text(function);
    Mixer digest = new Mixer();
    digest.addText(text);
    blocks.add(new Block("", digest.toString(), () -> code.text(function)));
    lines.append("function ").append(function.firstLine()).append('-').append(function.lastLine()).append(':')
        .append(function.lines()).append('\n');
    constants.append("function:\n");
    function.constants().forEach(constant -> constants.append("  ").append(constant).append('\n'));
    function.functions().forEach(inner -> add(code, inner));
  }
}
