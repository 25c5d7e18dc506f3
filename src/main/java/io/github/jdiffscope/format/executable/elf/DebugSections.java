package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.DataStrings;
import io.github.jdiffscope.format.executable.dwarf.CompileUnits;
import io.github.jdiffscope.format.executable.dwarf.DwarfSections;
import io.github.jdiffscope.format.executable.dwarf.LineTables;
import java.util.HashMap;
import java.util.Map;

/** The debug information of a file: what it says of sources and tools first, its bytes only if that is equal. */
final class DebugSections {
  private static final String FACTS = "debug";

  private final ElfFile file;
  private final ElfTables tables;

  DebugSections(ElfFile file, ElfTables tables) {
    this.file = file;
    this.tables = tables;
  }

  void describe(Sections out) {
    if (file.section(".debug_info") == null && file.section(".zdebug_info") == null
        && file.section(".debug_line") == null && file.section(".debug_info.dwo") == null) {
      return;
    }
    DwarfSections sections = new DwarfSections(this::content, file.view().little());
    CompileUnits units = new CompileUnits(sections);
    say(out, units.damage());
    out.add(Section.text("compilers", units.producers()).about(FACTS));
    out.add(Section.text("compile units", units.units()).about(FACTS));
    LineTables lines = new LineTables(sections);
    say(out, lines.damage());
    out.add(Section.text("source files", lines.files()).about(FACTS));
    out.add(Section.text("names in debug information", () -> DataStrings.sorted(content("str")))
        .atLevel(1).about(FACTS));
    out.add(Section.text("readelf --wide --debug-dump=decodedline {}", lines::lines).atLevel(1).about(FACTS));
    raw(out);
  }

  private static void say(Sections out, String damage) {
    if (damage != null) {
      out.comment(damage);
    }
  }

  private void raw(Sections out) {
    Map<String, Integer> seen = new HashMap<>();
    for (ElfSection section : file.sections()) {
      if (section.name().startsWith(".debug_") || section.name().startsWith(".zdebug_")) {
        int count = seen.merge(section.name(), 1, Integer::sum);
        out.add(Section.binary("section " + section.name() + (count == 1 ? "" : " (" + count + ")"),
            Blob.of(file.content(section))).atLevel(2).about(FACTS));
      }
    }
  }

  /** Returns a section with its relocations applied, as far as they are plain additions: those between debug sections. */
  byte[] content(String name) {
    ElfSection plain = file.section(".debug_" + name);
    ElfSection older = plain == null ? file.section(".zdebug_" + name) : plain;
    // What was split off has the same sections under names of their own.
    ElfSection section = older == null ? file.section(".debug_" + name + ".dwo") : older;
    if (section == null) {
      return new byte[0];
    }
    byte[] content = file.content(section);
    if (!file.isRelocatable()) {
      return content;
    }
    byte[] relocated = content.clone();
    for (ElfTables.Relocations table : tables.relocations()) {
      if (table.section().info() == section.index()) {
        table.entries().forEach(relocation -> apply(section, relocation, relocated));
      }
    }
    return relocated;
  }

  private void apply(ElfSection section, ElfRelocation relocation, byte[] content) {
    ElfSymbol symbol = relocation.symbol();
    long at = relocation.address() - section.address();
    boolean address = file.isWide() && (file.machine() == ElfFile.X86_64 && relocation.type() == 1
        || file.machine() == ElfFile.AARCH64 && relocation.type() == 257);
    if (address && symbol != null && symbol.isDefined() && at >= 0 && at + 8 <= content.length) {
      put(symbol.value() + relocation.addend(), 8, at, content);
      return;
    }
    boolean narrow = file.machine() == ElfFile.X86_64 && relocation.type() == 10
        || file.machine() == ElfFile.AARCH64 && relocation.type() == 258 || !file.isWide() && relocation.type() == 1;
    if (symbol == null || !narrow || at < 0 || at + 4 > content.length || symbol.type() != ElfSymbol.SECTION
        || symbol.section() >= file.sections().size()) {
      return;
    }
    long value = relocation.addend();
    if (!file.isWide()) {
      value += new ByteView(content, file.view().little()).u32(at);
    }
    put(value, 4, at, content);
  }

  private void put(long value, int size, long at, byte[] content) {
    for (int i = 0; i < size; i++) {
      int shift = 8 * (file.view().little() ? i : size - 1 - i);
      content[(int) at + i] = (byte) (value >> shift);
    }
  }
}
