package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Symbol versions: those a file defines, those it needs of others (LSB, "Symbol Versioning"). */
final class ElfVersions {
  private static final int CHAIN_LIMIT = 100_000;

  private final ElfFile file;
  private final Map<Integer, String> names = new HashMap<>();
  private final TreeSet<String> defined = new TreeSet<>();
  /** Indexes of the versions this file defines; a symbol copied from a library has a version of that library. */
  private final Set<Integer> own = new HashSet<>();
  private final TreeSet<String> needed = new TreeSet<>();
  private ByteView indexes = new ByteView(new byte[0], true);

  ElfVersions(ElfFile file) {
    this.file = file;
    for (ElfSection section : file.sections()) {
      ByteView view = new ByteView(file.content(section), file.view().little());
      try {
        if (section.type() == ElfSection.VERSYM) {
          indexes = view;
        } else if (section.type() == ElfSection.VERNEED) {
          readNeeded(view, strings(section));
        } else if (section.type() == ElfSection.VERDEF) {
          readDefined(view, strings(section));
        }
      } catch (IndexOutOfBoundsException cut) {
        needed.add("(damaged: " + section.name() + " is cut off)");
      }
    }
  }

  private ByteView strings(ElfSection section) {
    boolean inside = section.link() > 0 && section.link() < file.sections().size();
    return new ByteView(inside ? file.content(file.sections().get(section.link())) : new byte[0], true);
  }

  private void readNeeded(ByteView view, ByteView strings) {
    long at = 0;
    for (int i = 0; i < CHAIN_LIMIT && at < view.size(); i++) {
      String library = strings.string(view.u32(at + 4));
      long entry = at + view.u32(at + 8);
      for (int j = view.u16(at + 2); j > 0; j--) {
        String name = strings.string(view.u32(entry + 8));
        needed.add(library + "  Name: " + name + "  Flags: "
            + ((view.u16(entry + 4) & 2) != 0 ? "WEAK" : "none"));
        names.put(view.u16(entry + 6) & 0x7FFF, name);
        entry += view.u32(entry + 12);
      }
      if (view.u32(at + 12) == 0) {
        return;
      }
      at += view.u32(at + 12);
    }
  }

  private void readDefined(ByteView view, ByteView strings) {
    long at = 0;
    for (int i = 0; i < CHAIN_LIMIT && at < view.size(); i++) {
      long entry = at + view.u32(at + 12);
      String name = strings.string(view.u32(entry));
      own.add(view.u16(at + 4) & 0x7FFF);
      defined.add(name + ((view.u16(at + 2) & 1) != 0 ? "  Flags: BASE" : ""));
      names.put(view.u16(at + 4) & 0x7FFF, name);
      if (view.u32(at + 16) == 0) {
        return;
      }
      at += view.u32(at + 16);
    }
  }

  /** Returns what follows the name of a symbol of the dynamic table: {@code @VERSION}, or nothing. */
  String suffix(int symbol, boolean isDefined) {
    if (2L * symbol + 2 > indexes.size()) {
      return "";
    }
    int index = indexes.u16(2L * symbol);
    String name = (index & 0x7FFF) > 1 ? names.get(index & 0x7FFF) : null;
    return name == null ? "" : (isDefined && (index & 0x8000) == 0 && own.contains(index & 0x7FFF) ? "@@" : "@") + name;
  }

  String text() {
    StringBuilder out = new StringBuilder();
    defined.forEach(version -> out.append("Definition: ").append(version).append('\n'));
    needed.forEach(version -> out.append("Needs: File: ").append(version).append('\n'));
    return out.toString();
  }
}
