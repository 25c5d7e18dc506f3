package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.macho.MachoFile.MachoSymbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the header of a Mach-O file in words (mach-o/loader.h) and its symbols as {@code nm -m} does (mach-o/nlist.h). */
final class MachoHeader {
  private static final int WIDE = 0x0100_0000;
  private static final int CAPABILITIES = 0xFF00_0000;
  private static final int TWO_LEVEL = 0x80;
  private static final int OBJECT = 1;
  private static final int STAB = 0xE0;
  private static final int KIND = 14;
  private static final int EXTERNAL = 1;
  private static final int PRIVATE = 16;
  private static final int REFERENCED = 0x10;
  private static final int WEAK_REFERENCE = 0x40;
  private static final int WEAK_DEFINITION = 0x80;
  private static final Map<Integer, String> CPUS = Map.of(7, "I386", 7 | WIDE, "X86_64", 12, "ARM", 12 | WIDE, "ARM64",
      12 | WIDE << 1, "ARM64_32", 18, "PPC", 18 | WIDE, "PPC64");
  private static final String[] TYPES = {"0", "OBJECT", "EXECUTE", "FVMLIB", "CORE", "PRELOAD", "DYLIB", "DYLINKER", "BUNDLE",
      "DYLIB_STUB", "DSYM", "KEXT_BUNDLE", "FILESET"};
  private static final String[] FLAGS = {"NOUNDEFS", "INCRLINK", "DYLDLINK", "BINDATLOAD", "PREBOUND", "SPLIT_SEGS", "LAZY_INIT",
      "TWOLEVEL", "FORCE_FLAT", "NOMULTIDEFS", "NOFIXPREBINDING", "PREBINDABLE", "ALLMODSBOUND", "SUBSECTIONS_VIA_SYMBOLS",
      "CANONICAL", "WEAK_DEFINES", "BINDS_TO_WEAK", "ALLOW_STACK_EXECUTION", "ROOT_SAFE", "SETUID_SAFE",
      "NO_REEXPORTED_DYLIBS", "PIE", "DEAD_STRIPPABLE_DYLIB", "HAS_TLV_DESCRIPTORS", "NO_HEAP_EXECUTION",
      "APP_EXTENSION_SAFE", "NLIST_OUTOFSYNC_WITH_DYLDINFO", "SIM_SUPPORT", "IMPLICIT_PAGEZERO", "0x20000000", "0x40000000",
      "DYLIB_IN_CACHE"};

  private final MachoFile file;
  private final ByteView view;

  MachoHeader(MachoFile file) {
    this.file = file;
    this.view = file.view();
  }

  String text() {
    int cpu = view.i32(4);
    int subtype = view.i32(8);
    int type = view.i32(12);
    StringBuilder out = new StringBuilder(file.isWide() ? "magic MH_MAGIC_64" : "magic MH_MAGIC").append(view.little() ? "" : ", big endian")
        .append("\ncputype ").append(CPUS.getOrDefault(cpu, "0x" + Integer.toHexString(cpu)))
        .append("\ncpusubtype ").append(subtype & ~CAPABILITIES).append(" caps 0x").append(Integer.toHexString(subtype >>> 24))
        .append("\nfiletype ").append(type >= 0 && type < TYPES.length ? TYPES[type] : "" + type).append("\nflags");
    for (int bit = 0; bit < 32; bit++) {
      out.append((view.i32(24) & 1 << bit) != 0 ? " " + FLAGS[bit] : "");
    }
    return out.append('\n').toString();
  }

  /** Returns the symbols by name, without addresses. */
  List<String> symbols() {
    List<String> libraries = libraries();
    List<String> lines = new ArrayList<>();
    for (MachoSymbol symbol : file.symbols()) {
      lines.add((symbol.type() & STAB) != 0 ? "debug symbol 0x" + Integer.toHexString(symbol.type()) + ' ' + symbol.name()
          : line(symbol, libraries));
    }
    lines.sort(null);
    return lines;
  }

  private String line(MachoSymbol symbol, List<String> libraries) {
    int kind = symbol.type() & KIND;
    boolean external = (symbol.type() & EXTERNAL) != 0;
    boolean common = kind == 0 && external && symbol.value() != 0;
    boolean undefined = kind == 0 || kind == 12;
    boolean object = view.i32(12) == OBJECT;
    int words = symbol.description();
    StringBuilder out = new StringBuilder();
    out.append(common ? "(common) (alignment 2^" + (words >> 8 & 15) + ") " : undefined ? "(undefined) "
        : kind == 2 ? "(absolute) " : kind == 10 ? "(indirect) " : "(" + section(symbol.section()) + ") ");
    out.append(external && (words & REFERENCED) != 0 ? "[referenced dynamically] " : "");
    out.append(external ? binding(symbol) : (symbol.type() & PRIVATE) != 0 ? "non-external (was a private external) "
        : "non-external ");
    out.append(object && (words & 0x20) != 0 ? "[no dead strip] " : "").append(object && !undefined && (words & 0x100) != 0
        ? "[symbol resolver] " : "").append(object && !undefined && (words & 0x200) != 0 ? "[alt entry] " : "")
        .append((words & 8) != 0 ? "[Thumb] " : "").append(symbol.name());
    return out.append(undefined && !common ? from(words >> 8 & 0xFF, libraries) : "").toString();
  }

  private static String binding(MachoSymbol symbol) {
    int words = symbol.description();
    if ((symbol.type() & PRIVATE) != 0) {
      return (words & WEAK_DEFINITION) != 0 ? "weak private external " : "private external ";
    }
    boolean hidden = (words & WEAK_REFERENCE) != 0 && (words & WEAK_DEFINITION) != 0;
    return hidden ? "weak automatically hidden external "
        : (words & (WEAK_REFERENCE | WEAK_DEFINITION)) != 0 ? "weak external " : "external ";
  }

  private String section(int number) {
    return number > 0 && number <= file.sections().size() ? file.sections().get(number - 1).title() : "section " + number;
  }

  private String from(int library, List<String> libraries) {
    if ((view.i32(24) & TWO_LEVEL) == 0 || library == 0) {
      return "";
    }
    return library == 0xFF ? " (from executable)" : library == 0xFE ? " (dynamically looked up)"
        : " (from " + (library <= libraries.size() ? libraries.get(library - 1) : "library " + library) + ")";
  }

  /** Returns the short names of the libraries that are linked, in the order in which symbols count them. */
  private List<String> libraries() {
    List<String> names = new ArrayList<>();
    for (MachoFile.Command command : file.commands()) {
      switch (command.number()) {
        case 0xC, 0x18, 0x1F, 0x20, 0x23 -> {
          String name = name(command);
          String last = name.substring(name.lastIndexOf('/') + 1);
          names.add(last.indexOf('.') > 0 ? last.substring(0, last.indexOf('.')) : last);
        }
        default -> { }
      }
    }
    return names;
  }

  private String name(MachoFile.Command command) {
    try {
      return view.string(command.at() + view.u32(command.at() + 8));
    } catch (IndexOutOfBoundsException cut) {
      return "(cut off)";
    }
  }
}
