package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tables of a linked Linux kernel whose fields are distances from themselves: what they refer to, without the distances. */
final class KernelTables {
  private static final Set<String> EXPORTS =
      Set.of("__ksymtab", "__ksymtab_gpl", "__kcrctab", "__kcrctab_gpl", "__ksymtab_strings");
  private static final int EXPORT = 12;
  private static final int FIXUP = 16;
  private static final int JUMP = 16;

  private final ElfFile file;
  private final ElfNames names;
  private final boolean linked;

  KernelTables(ElfFile file, ElfNames names) {
    this.file = file;
    this.names = names;
    this.linked = !file.isRelocatable() && file.section("__ksymtab") != null && file.section("__ksymtab_strings") != null;
  }

  /** Returns whether a section is described here. */
  boolean covers(String section) {
    return linked && (EXPORTS.contains(section) || section.equals(".pci_fixup"));
  }

  /** Returns symbols as {@code nm} lists them, by name, without addresses. */
  static CharSequence names(List<ElfSymbol> symbols) {
    List<Named> lines = new ArrayList<>(symbols.size());
    for (ElfSymbol symbol : symbols) {
      if (!symbol.isColdPart() && !symbol.name().equals(Kallsyms.TABLES)) {
        char kind = symbol.type() == ElfSymbol.FUNC ? 't' : 'd';
        lines.add(new Named(symbol.bind() == 0 ? kind : Character.toUpperCase(kind), SymbolNames.stable(symbol)));
      }
    }
    lines.sort(Comparator.comparing(Named::name));
    StringBuilder out = new StringBuilder(lines.size() * 32);
    lines.forEach(line -> out.append(line.kind).append(' ').append(line.name).append('\n'));
    return out;
  }

  private record Named(char kind, String name) {}

  /** Hands over what the kernel exports, laid out as the file Module.symvers of a build, and its fixes of devices. */
  void describe(Sections out) {
    if (linked) {
      out.add(Section.text("Module.symvers", this::exports));
      out.add(Section.text("section .pci_fixup", this::fixups));
    }
  }

  private CharSequence exports() {
    List<String> lines = new ArrayList<>();
    exports(file.section("__ksymtab"), file.section("__kcrctab"), "EXPORT_SYMBOL", lines);
    exports(file.section("__ksymtab_gpl"), file.section("__kcrctab_gpl"), "EXPORT_SYMBOL_GPL", lines);
    lines.sort(Comparator.comparing(line -> line.substring(line.indexOf('\t'))));
    return String.join("", lines);
  }

  /** Entries of distances: to the symbol, to its name, to its name space or 0 (include/linux/export-internal.h). */
  private void exports(ElfSection table, ElfSection checksums, String kind, List<String> lines) {
    if (table == null) {
      return;
    }
    ByteView view = new ByteView(file.content(table), file.view().little());
    ByteView sums = new ByteView(checksums == null ? new byte[0] : file.content(checksums), file.view().little());
    for (int at = 0; at + EXPORT <= view.size(); at += EXPORT) {
      long sum = at / 3L + 4 <= sums.size() ? sums.u32(at / 3L) : 0;
      int space = view.i32(at + 8L);
      lines.add("0x" + HexFormat.of().toHexDigits((int) sum) + '\t' + string(table, at + 4, view.i32(at + 4L)) + "\tvmlinux\t"
          + kind + '\t' + (space == 0 ? "" : string(table, at + 8, space)) + '\n');
    }
  }

  private String string(ElfSection table, int at, int distance) {
    long target = table.address() + at + distance;
    ElfSection section = file.sectionAt(target);
    if (section == null || target - section.address() >= file.content(section).length) {
      return "(outside)";
    }
    return new ByteView(file.content(section), true).string(target - section.address());
  }

  /** Entries: vendor, device, class, shift of the class, distance to the function (struct pci_fixup). */
  private CharSequence fixups() {
    ElfSection table = file.section(".pci_fixup");
    StringBuilder out = new StringBuilder();
    ByteView view = new ByteView(table == null ? new byte[0] : file.content(table), file.view().little());
    for (int at = 0; at + FIXUP <= view.size(); at += FIXUP) {
      out.append(String.format(Locale.ROOT, "%04x:%04x class %08x >> %d  %s\n", view.u16(at), view.u16(at + 2L),
          view.i32(at + 4L), view.i32(at + 8L), names.code(table.address() + at + 12 + view.i32(at + 12L))));
    }
    return out;
  }

  /**
   * Writes a table of distances between its bounds, as what they lead to: branches that are patched while the kernel runs
   * (struct jump_entry: code, target, key) and trace points.
   *
   * @return the position in the section behind what was written
   */
  static int distances(ElfFile file, ElfNames names, ElfSection section, ElfSymbol bound, ElfObjects objects,
      StringBuilder out) {
    int at = (int) (bound.value() - section.address());
    boolean jumps = bound.name().equals("__start___jump_table");
    if (bound.name().equals("__start_mcount_loc")) {
      // Where functions begin, one by one, in the order of their addresses: it follows from the code.
      int end = (int) Math.min(section.size(), objects.next(bound.value()) - section.address());
      out.append("  places in code\n");
      return Math.max(at, Math.min(end, file.content(section).length));
    }
    if (!jumps && !bound.name().equals("__start___tracepoints_ptrs")) {
      return at;
    }
    ByteView view = new ByteView(file.content(section), file.view().little());
    int entry = jumps ? JUMP : 4;
    while (at + entry <= view.size()) {
      long address = section.address() + at;
      ElfSymbol other = objects.at(address);
      if (other != null && other != bound && address > bound.value()) {
        break;
      }
      if (jumps) {
        out.append("  ").append(function(names, address + view.i32(at))).append(" by ")
            .append(names.data(address + 8 + (view.i64(at + 8L) & -4L), 0)).append('\n');
      } else {
        out.append("  -> ").append(names.data(address + view.i32(at), 0)).append('\n');
      }
      at += entry;
    }
    return at;
  }

  private static String function(ElfNames names, long address) {
    ElfFunction function = names.functionAt(address);
    return function == null || function.name() == null ? names.code(address) : function.name();
  }

  /** Takes the number of the source line out of a message for debugging: 18 bits behind 4 pointers (struct _ddebug). */
  static void withoutLine(byte[] content, int at) {
    content[at + 32] = 0;
    content[at + 33] = 0;
    content[at + 34] &= (byte) 0xFC;
  }
}
