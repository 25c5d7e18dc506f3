package io.github.jdiffscope.format.executable.beam;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Describes the chunks of a compiled Erlang module. */
public final class BeamDescription {
  private static final Set<String> TERMS = Set.of("Attr", "CInf", "Meta");
  /** Chunks whose facts show in code: their bytes only where code is equal. */
  private static final Set<String> OF_CODE = Set.of("AtU8", "Atom", "Code", "ImpT", "ExpT", "LocT", "LitT", "FunT", "StrT",
      "Type", "Line");

  /** The source as the compiler read it: what differs there shows in code, or is a comment's place. */
  private static final Set<String> DEBUGGING = Set.of("Dbgi", "Abst");

  private final Map<String, byte[]> chunks;
  private final Sections out;

  public BeamDescription(Map<String, byte[]> chunks, Sections out) {
    this.chunks = chunks;
    this.out = out;
  }

  /** Hands over everything that can be said of the module. */
  public void describe() {
    BeamModule module = new BeamModule(chunks);
    if (!module.atoms().isEmpty()) {
      out.add(Section.text("module", module.atom(1) + "\n"));
    }
    lines("exports", new ArrayList<>(module.exports().values()), 0);
    lines("imports", new ArrayList<>(module.imports()), 0);
    chunks.forEach((name, content) -> {
      if (TERMS.contains(name)) {
        out.add(Section.text(title(name), () -> ExternalTerm.text(content).replace("},{", "},\n {") + "\n"));
      }
    });
    byte[] code = chunks.get("Code");
    if (code != null) {
      code(new BeamCode(module, code));
    }
    lines("atoms", new ArrayList<>(module.atoms()), 1);
    byte[] strings = chunks.getOrDefault("StrT", new byte[0]);
    if (strings.length > 0) {
      out.add(Section.text("strings", TextLiteral.quoted(strings, 0, strings.length) + "\n"));
    }
    chunks.forEach((name, content) -> {
      if (!TERMS.contains(name)) {
        int level = OF_CODE.contains(name) ? 2 : DEBUGGING.contains(name) ? 1 : 0;
        out.add(Section.binary("chunk " + name, Blob.of(content)).atLevel(level));
      }
    });
  }

  private static String title(String name) {
    return switch (name) {
      case "Attr" -> "attributes";
      case "CInf" -> "compile information";
      default -> "chunk " + name;
    };
  }

  private void code(BeamCode code) {
    if (!code.damage().isEmpty()) {
      out.comment(code.damage());
    }
    List<Block> blocks = code.blocks();
    out.add(new Section("functions", 0, "code", new SectionContent.Blocks(blocks)));
    out.add(Section.text("line entries", code.lines()).atLevel(1).about("code"));
  }

  private void lines(String title, List<String> lines, int level) {
    if (!lines.isEmpty()) {
      lines.sort(null);
      out.add(Section.text(title, String.join("\n", lines) + "\n").atLevel(level));
    }
  }
}
