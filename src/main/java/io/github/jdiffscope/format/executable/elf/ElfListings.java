package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Headers, symbols and relocations as readelf lays them out: with addresses, or without what shifts. */
final class ElfListings {
  private static final long FLAGS_1 = 0x6ffffffbL;
  private static final long PIE = 0x08000000;

  private final ElfFile file;
  private final ElfTables tables;
  private final ElfVersions versions;

  ElfListings(ElfFile file, ElfTables tables, ElfVersions versions) {
    this.file = file;
    this.tables = tables;
    this.versions = versions;
  }

  private static void field(StringBuilder out, String name, Object value) {
    out.append("  ").append(name).append(':').append(" ".repeat(Math.max(1, 34 - name.length()))).append(value).append('\n');
  }

  CharSequence header(boolean full) {
    ByteView view = file.view();
    StringBuilder out = new StringBuilder("ELF Header:\n");
    field(out, "Class", file.isWide() ? "ELF64" : view.u8(4) == 1 ? "ELF32" : "<unknown: " + view.u8(4) + ">");
    field(out, "Data", "2's complement, " + (view.little() ? "little endian" : "big endian"));
    field(out, "Version", view.u8(6) == 1 ? "1 (current)" : view.u8(6) + " <unknown>");
    field(out, "OS/ABI", ElfConstants.system(view.u8(7)));
    field(out, "ABI Version", view.u8(8));
    field(out, "Type", isPositionIndependentProgram() ? "DYN (Position-Independent Executable file)"
        : ElfConstants.fileType(file.type()));
    field(out, "Machine", ElfConstants.machine(file.machine()));
    field(out, "Flags", "0x" + Integer.toHexString(view.i32(file.isWide() ? 48 : 36)));
    if (full) {
      field(out, "Entry point address", "0x" + Long.toHexString(file.entry()));
      field(out, "Start of program headers", view.word(file.isWide() ? 32 : 28, file.isWide()) + " (bytes into file)");
      field(out, "Start of section headers", view.word(file.isWide() ? 40 : 32, file.isWide()) + " (bytes into file)");
      field(out, "Number of program headers", file.segments().size());
      field(out, "Number of section headers", file.sections().size());
    }
    return out;
  }

  CharSequence segments(boolean full) {
    StringBuilder out = new StringBuilder("Program Headers:\n");
    for (ElfFile.Segment segment : file.segments()) {
      out.append("  ").append(padded(ElfConstants.segmentType(segment.type()), 14));
      if (full) {
        hex(out, segment.offset(), 6).append(' ');
        hex(out, segment.address(), 16).append(' ');
        hex(out, segment.physical(), 16).append(' ');
        hex(out, segment.fileSize(), 6).append(' ');
        hex(out, segment.memorySize(), 6).append(' ');
      }
      int flags = segment.flags();
      out.append((flags & 4) != 0 ? 'R' : ' ').append((flags & 2) != 0 ? 'W' : ' ').append((flags & 1) != 0 ? 'E' : ' ')
          .append(" 0x").append(Long.toHexString(segment.alignment())).append('\n');
    }
    return out;
  }

  CharSequence sections(boolean full) {
    StringBuilder out = new StringBuilder("Section Headers:\n");
    int width = 17;
    for (ElfSection section : file.sections()) {
      if (section.index() == 0) {
        continue;
      }
      out.append("  ").append(padded(full ? section.name() : LinkTimeCode.stableName(section.name()), width)).append(' ')
          .append(padded(ElfConstants.sectionType(section.type()), 15)).append(' ');
      if (full) {
        hex(out, file.isRelocatable() ? 0 : section.address(), 16).append(' ');
        hex(out, section.offset(), 6).append(' ');
        hex(out, section.size(), 6).append(' ');
      }
      hex(out, section.entrySize(), 2).append(' ');
      out.append(padded(ElfConstants.sectionFlags(section.flags()), 3)).append(' ');
      boolean linked = section.link() > 0 && section.link() < file.sections().size();
      out.append(full ? padded(Integer.toString(section.link()), 3) : linked
          ? padded(file.sections().get(section.link()).name(), 10) : "").append(' ')
          .append(section.alignment()).append('\n');
    }
    return out;
  }

  /** Returns whether a shared object says of itself that it is a program: DF_1_PIE. */
  private boolean isPositionIndependentProgram() {
    ElfSection dynamic = dynamicSection();
    if (file.type() != 3 || dynamic == null) {
      return false;
    }
    ByteView view = new ByteView(file.content(dynamic), file.view().little());
    int size = file.isWide() ? 8 : 4;
    for (long at = 0; at + 2 * size <= view.size(); at += 2L * size) {
      if (view.word(at, file.isWide()) == FLAGS_1) {
        return (view.word(at + size, file.isWide()) & PIE) != 0;
      }
    }
    return false;
  }

  private ElfSection dynamicSection() {
    ElfSection dynamic = null;
    for (ElfSection section : file.sections()) {
      dynamic = section.type() == ElfSection.DYNAMIC ? section : dynamic;
    }
    return dynamic;
  }

  CharSequence dynamic(boolean full) {
    ElfSection dynamic = dynamicSection();
    StringBuilder out = new StringBuilder();
    if (dynamic == null) {
      return out;
    }
    ByteView view = new ByteView(file.content(dynamic), file.view().little());
    boolean linked = dynamic.link() > 0 && dynamic.link() < file.sections().size();
    ByteView strings = new ByteView(linked ? file.content(file.sections().get(dynamic.link())) : new byte[0], true);
    int size = file.isWide() ? 8 : 4;
    for (long at = 0; at + 2 * size <= view.size(); at += 2L * size) {
      long tag = view.word(at, file.isWide());
      long value = view.word(at + size, file.isWide());
      if (tag == 0) {
        break;
      }
      if (full || ElfConstants.isFact(tag)) {
        out.append(' ').append(padded('(' + ElfConstants.tag(tag) + ')', 20)).append(' ')
            .append(dynamicValue(tag, value, strings)).append('\n');
      } else {
        out.append(" (").append(ElfConstants.tag(tag)).append(")\n");
      }
    }
    return out;
  }

  private static String dynamicValue(long tag, long value, ByteView strings) {
    if (ElfConstants.isString(tag) && value >= 0 && value < strings.size()) {
      String word = tag == 1 ? "Shared library: [" : tag == 14 ? "Library soname: [" : tag == 15 ? "Library rpath: ["
          : tag == 29 ? "Library runpath: [" : "[";
      return word + strings.string(value) + ']';
    }
    return "0x" + Long.toHexString(value);
  }

  /** Returns a symbol table; without addresses, sizes of functions and the order of the table. */
  CharSequence symbols(ElfSection table, boolean full) {
    List<String> lines = new ArrayList<>();
    List<ElfSymbol> symbols = tables.symbolsOf(table);
    Set<String> listed = full || table.type() == ElfSection.DYNSYM ? Set.of() : dynamicNames();
    for (int i = 1; i < symbols.size(); i++) {
      ElfSymbol symbol = symbols.get(i);
      String name = symbol.name();
      int version = name.indexOf('@');
      boolean said = symbol.bind() != 0 && listed.contains(version > 0 ? name.substring(0, version) : name);
      if (full || !said && !symbol.isTemporary() && !symbol.isColdPart()
          && symbol.type() != ElfSymbol.SECTION && !symbol.name().isEmpty()) {
        lines.add(symbol(symbol, i, full));
      }
    }
    if (!full) {
      lines.sort(null);
    }
    StringBuilder out = new StringBuilder(lines.size() * 64);
    out.append(full ? "           Value    Size " : "").append("Type    Bind   Vis      Ndx Name\n");
    lines.forEach(line -> out.append(line).append('\n'));
    return out;
  }

  /** Returns the names of the dynamic table, which need not be said again by the full one. */
  private Set<String> dynamicNames() {
    Set<String> names = new HashSet<>();
    for (ElfSection section : file.sections()) {
      if (section.type() == ElfSection.DYNSYM) {
        tables.symbolsOf(section).forEach(symbol -> names.add(symbol.name()));
      }
    }
    return names;
  }

  private String symbol(ElfSymbol symbol, int index, boolean full) {
    StringBuilder out = new StringBuilder(80);
    if (full) {
      hex(out, symbol.value(), 16).append(' ').append(symbol.size()).append(' ');
    }
    out.append(padded(symbol.typeName(), 7)).append(' ').append(padded(symbol.bindName(), 6)).append(' ')
        .append(padded(symbol.visibilityName(), 8)).append(' ');
    int section = symbol.section();
    out.append(padded(section == 0 ? "UND" : section == 0xFFF1 ? "ABS" : section == 0xFFF2 ? "COM"
        : section < file.sections().size() ? file.sections().get(section).name() : Integer.toString(section), 10)).append(' ');
    out.append(full ? symbol.name() : SymbolNames.stable(symbol));
    if (symbol.dynamic()) {
      out.append(versions.suffix(index, symbol.isDefined()));
    }
    if (!full && symbol.isDefined() && !symbol.isFunction() && symbol.size() > 0) {
      out.append("  ").append(symbol.size()).append(" bytes");
    }
    return out.toString();
  }

  /** Returns the relocations; without addresses those that name a symbol, sorted, one line each. */
  CharSequence relocations(boolean full) {
    StringBuilder out = new StringBuilder();
    for (ElfTables.Relocations table : tables.relocations()) {
      if (!full && file.isRelocatable()) {
        continue;
      }
      List<String> lines = new ArrayList<>();
      for (ElfRelocation relocation : table.entries()) {
        if (full || relocation.symbol() != null) {
          lines.add(relocation(relocation, full));
        }
      }
      if (!full) {
        lines.sort(null);
      }
      out.append("Relocation section '").append(table.section().name()).append("':\n");
      lines.forEach(line -> out.append(line).append('\n'));
    }
    return out;
  }

  private String relocation(ElfRelocation relocation, boolean full) {
    StringBuilder out = new StringBuilder(64);
    if (full) {
      hex(out, relocation.address(), 16).append("  ");
    }
    out.append(padded(RelocationNames.name(file.machine(), relocation.type()), 22)).append(' ');
    if (relocation.symbol() != null) {
      out.append(relocation.symbol().name());
    }
    if (relocation.addend() != 0) {
      out.append(" + ").append(Long.toHexString(relocation.addend()));
    }
    return out.toString();
  }

  private static StringBuilder hex(StringBuilder out, long value, int width) {
    String digits = Long.toHexString(value);
    return out.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
