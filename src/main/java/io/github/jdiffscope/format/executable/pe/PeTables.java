package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a portable executable imports and exports. */
final class PeTables {
  private static final int LIMIT = 200_000;

  private final PeFile file;
  private final ByteView view;
  private final List<String> imports = new ArrayList<>();
  private final Map<Long, String> slots = new TreeMap<>();
  private final TreeMap<Long, String> exports = new TreeMap<>();
  private final List<String> exportLines = new ArrayList<>();

  PeTables(PeFile file) {
    this.file = file;
    this.view = file.view();
    try {
      readImports();
    } catch (IndexOutOfBoundsException cut) {
      imports.add("(the import table is cut off)");
    }
    try {
      readExports();
    } catch (IndexOutOfBoundsException cut) {
      exportLines.add("(the export table is cut off)");
    }
  }

  private void readImports() {
    long rva = file.directoryAddress(PeFile.IMPORTS);
    for (long at = file.offset(rva); rva != 0 && imports.size() < LIMIT && view.u32(at + 12) != 0; at += 20) {
      String library = view.string(file.offset(view.u32(at + 12)));
      long names = view.u32(at) != 0 ? view.u32(at) : view.u32(at + 16);
      long slot = view.u32(at + 16);
      int size = file.isWide() ? 8 : 4;
      for (long entry = file.offset(names); imports.size() < LIMIT; entry += size, slot += size) {
        long value = view.word(entry, file.isWide());
        if (value == 0) {
          break;
        }
        boolean ordinal = file.isWide() ? value < 0 : (value & 0x8000_0000L) != 0;
        String name = ordinal ? "#" + (value & 0xFFFF) : view.string(file.offset(value & 0x7FFF_FFFFL) + 2);
        imports.add(library + " " + name);
        slots.put(slot, name);
      }
    }
    imports.sort(null);
  }

  private void readExports() {
    long rva = file.directoryAddress(PeFile.EXPORTS);
    if (rva == 0) {
      return;
    }
    long at = file.offset(rva);
    long end = rva + file.directorySize(PeFile.EXPORTS);
    exportLines.add("name of the library: " + view.string(file.offset(view.u32(at + 12))));
    long base = view.u32(at + 16);
    long count = Math.min(LIMIT, view.u32(at + 24));
    for (int i = 0; i < count; i++) {
      String name = view.string(file.offset(view.u32(file.offset(view.u32(at + 32)) + 4L * i)));
      int ordinal = view.u16(file.offset(view.u32(at + 36)) + 2L * i);
      long address = view.u32(file.offset(view.u32(at + 28)) + 4L * ordinal);
      boolean forwarded = address >= rva && address < end;
      exportLines.add(name + " @" + (base + ordinal) + (forwarded ? " -> " + view.string(file.offset(address)) : ""));
      exports.putIfAbsent(address, name);
    }
  }

  List<String> imports() {
    return imports;
  }

  List<String> exportLines() {
    return exportLines;
  }

  /** Returns the names of import slots by address. */
  Map<Long, String> slots() {
    return slots;
  }

  /** Returns the exported names by address. */
  TreeMap<Long, String> exports() {
    return exports;
  }
}
