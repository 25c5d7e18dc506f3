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
  private final List<String> delayed = new ArrayList<>();
  /** Where tables lie that are shown as imports and exports: ends by starts. */
  private final TreeMap<Long, Long> places = new TreeMap<>();

  PeTables(PeFile file) {
    this.file = file;
    this.view = file.view();
    try {
      readImports();
    } catch (IndexOutOfBoundsException cut) {
      imports.add("(the import table is cut off)");
    }
    try {
      readDelayed();
    } catch (IndexOutOfBoundsException cut) {
      delayed.add("(the table of delayed imports is cut off)");
    }
    try {
      readExports();
    } catch (IndexOutOfBoundsException cut) {
      exportLines.add("(the export table is cut off)");
    }
  }

  private void readImports() {
    long rva = file.directoryAddress(PeFile.IMPORTS);
    long at = file.offset(rva);
    long first = at;
    for (; rva != 0 && imports.size() < LIMIT && view.u32(at + 12) != 0; at += 20) {
      String library = name(view.u32(at + 12));
      long names = view.u32(at) != 0 ? view.u32(at) : view.u32(at + 16);
      readNames(library, names, view.u32(at + 16), imports);
    }
    if (rva != 0) {
      place(rva, at + 20 - first);
    }
    imports.sort(null);
  }

  /** Reads the descriptors of imports that are bound at their first call (PE/COFF, "Delay-Load Import Tables"). */
  private void readDelayed() {
    long rva = file.directoryAddress(PeFile.DELAYED_IMPORTS);
    long at = file.offset(rva);
    long first = at;
    for (; rva != 0 && delayed.size() < LIMIT && view.u32(at + 4) != 0; at += 32) {
      // Old linkers wrote addresses instead of distances from the image's base.
      long base = (view.u32(at) & 1) != 0 ? 0 : file.imageBase();
      readNames(name(view.u32(at + 4) - base), view.u32(at + 16) - base, view.u32(at + 12) - base, delayed);
    }
    if (rva != 0) {
      place(rva, at + 32 - first);
    }
    delayed.sort(null);
  }

  private void readNames(String library, long names, long slots, List<String> lines) {
    int size = file.isWide() ? 8 : 4;
    long slot = slots;
    long entry = file.offset(names);
    long start = entry;
    for (; lines.size() < LIMIT; entry += size, slot += size) {
      long value = view.word(entry, file.isWide());
      if (value == 0) {
        break;
      }
      boolean ordinal = file.isWide() ? value < 0 : (value & 0x8000_0000L) != 0;
      long hint = value & 0x7FFF_FFFFL;
      String name = ordinal ? "#" + (value & 0xFFFF) : view.string(file.offset(hint) + 2);
      if (!ordinal) {
        place(hint, name.length() + 3);
      }
      lines.add(library + " " + name);
      this.slots.put(slot, name);
    }
    place(names, entry + size - start);
    place(slots, entry + size - start);
  }

  private String name(long rva) {
    String name = view.string(file.offset(rva));
    place(rva, name.length() + 1);
    return name;
  }

  private void place(long rva, long size) {
    places.merge(rva, rva + size, Math::max);
  }

  private void readExports() {
    long rva = file.directoryAddress(PeFile.EXPORTS);
    if (rva == 0) {
      return;
    }
    long at = file.offset(rva);
    long end = rva + file.directorySize(PeFile.EXPORTS);
    place(rva, file.directorySize(PeFile.EXPORTS));
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

  List<String> delayed() {
    return delayed;
  }

  /** Returns where the tables lie that were read, ends by starts. */
  TreeMap<Long, Long> places() {
    return places;
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
