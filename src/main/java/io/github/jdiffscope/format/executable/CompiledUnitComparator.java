package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.DataStrings;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import io.github.jdiffscope.format.executable.ocaml.OcamlUnit;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Compiled units whose inner layout is private to one version of their compiler: header and texts, then the bytes. */
final class CompiledUnitComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 64 << 20;

  private final Format format;
  private final int headerSize;

  private CompiledUnitComparator(Format format, int headerSize) {
    this.format = format;
    this.headerSize = headerSize;
  }

  static FormatComparator ocaml() {
    return new CompiledUnitComparator(
        Format.of("executable/ocaml", "compiled OCaml unit", Signature.magic(0, "Caml1999")), 12);
  }

  static FormatComparator haskell() {
    return new CompiledUnitComparator(Format.of("executable/haskell-hi", "Haskell interface",
        Signature.hex(0, "0001face"), Signature.hex(0, "01face64")), 32);
  }

  static FormatComparator pascal() {
    return new CompiledUnitComparator(
        Format.of("executable/ppu", "compiled Pascal unit", Signature.magic(0, "PPU")), 40);
  }

  static FormatComparator ruby() {
    return new CompiledUnitComparator(
        Format.of("executable/ruby-yarv", "compiled Ruby code", Signature.magic(0, "YARB")), 16);
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    byte[] content = artifact.blob().all(SIZE_LIMIT);
    int header = Math.min(headerSize, content.length);
    sections.add(Section.text("header", TextLiteral.hex(content, 0, header) + "  "
        + DataStrings.printable(content, 0, header) + "\n"));
    boolean known = format.id().equals("executable/ocaml") && unit(content, sections);
    if (!known) {
      sections.add(Section.text("strings {}", () -> DataStrings.text(content)));
    }
    // What the unit says of itself follows from all of it; its bytes come where that is not known or is equal.
    sections.add(Section.binary("xxd {}", artifact.blob()).atLevel(known ? 1 : 0));
  }

  /** Returns whether all of a unit of OCaml can be told by names; its bytecode and what is compressed cannot. */
  private static boolean unit(byte[] content, Sections sections) {
    try {
      sections.add(Section.text("ocamlobjinfo {}", OcamlUnit.text(content)));
      String names = OcamlUnit.names(content);
      sections.add(Section.text("names", names));
      return !names.isEmpty();
    } catch (FormatException unknown) {
      sections.comment("what the unit says of itself cannot be read: " + unknown.getMessage());
      return false;
    }
  }
}
