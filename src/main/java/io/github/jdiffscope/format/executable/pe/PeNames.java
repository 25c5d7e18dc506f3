package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.TreeMap;

/** The symbols of a portable executable that kept them, as those of the GNU linker do (PE/COFF, "COFF Symbol Table"). */
final class PeNames {
  private static final int SYMBOL_SIZE = 18;
  private static final int LIMIT = 1_000_000;
  private static final int FUNCTION = 0x20;
  private static final int EXTERNAL = 2;
  private static final int STATIC = 3;

  private final TreeMap<Long, String> functions = new TreeMap<>();
  private final TreeMap<Long, String> objects = new TreeMap<>();
  private final ByteView view;
  private final long strings;

  PeNames(PeFile file) {
    view = file.view();
    long table = view.u32(file.header() + 12);
    long count = Math.min(view.u32(file.header() + 16), Math.min(LIMIT, view.size() / SYMBOL_SIZE));
    strings = table + count * SYMBOL_SIZE;
    for (long i = 0; table != 0 && i < count; i++) {
      long at = table + i * SYMBOL_SIZE;
      if (at + SYMBOL_SIZE > view.size()) {
        return;
      }
      read(file, at);
      i += view.u8(at + 17);
    }
  }

  private void read(PeFile file, long at) {
    int section = (short) view.u16(at + 12);
    int kind = view.u8(at + 16);
    String name = name(at);
    if (section < 1 || section > file.sections().size() || kind != EXTERNAL && kind != STATIC || name.startsWith(".")
        || name.isEmpty()) {
      return;
    }
    PeFile.PeSection where = file.sections().get(section - 1);
    long address = where.address() + view.u32(at + 8);
    if (where.isCode()) {
      if (kind == EXTERNAL || view.u16(at + 14) == FUNCTION) {
        functions.putIfAbsent(address, name);
      }
    } else {
      objects.putIfAbsent(address, name);
    }
  }

  /** Returns a name of up to 8 characters, or one of the table of strings. */
  private String name(long at) {
    if (view.u32(at) == 0) {
      long offset = strings + view.u32(at + 4);
      return offset < view.size() ? view.string(offset) : "";
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8 && view.u8(at + i) != 0; i++) {
      out.append((char) view.u8(at + i));
    }
    return out.toString();
  }

  TreeMap<Long, String> functions() {
    return functions;
  }

  TreeMap<Long, String> objects() {
    return objects;
  }
}
