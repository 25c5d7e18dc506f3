package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The symbols and relocations of a file. What is damaged ends its table; the tables before it are kept. */
public final class ElfTables {
  private final ElfFile file;
  private final Map<Integer, List<ElfSymbol>> bySection = new HashMap<>();
  private final List<Relocations> relocations = new ArrayList<>();
  private final List<ElfSymbol> names = new ArrayList<>();
  private String damage;

  /** The relocations of one section. */
  public record Relocations(ElfSection section, List<ElfRelocation> entries) {}

  public ElfTables(ElfFile file) {
    this.file = file;
    for (ElfSection section : file.sections()) {
      if (section.type() == ElfSection.SYMTAB || section.type() == ElfSection.DYNSYM) {
        bySection.put(section.index(), symbols(section));
      }
    }
    for (ElfSection section : file.sections()) {
      List<ElfRelocation> entries = new ArrayList<>();
      try {
        if (section.type() == ElfSection.RELA || section.type() == ElfSection.REL) {
          read(section, entries);
        } else if (section.type() == ElfSection.RELR) {
          readRelative(section, entries);
        }
      } catch (IndexOutOfBoundsException cut) {
        damage = "relocations of " + section.name() + " are cut off: " + cut.getMessage();
      }
      if (!entries.isEmpty()) {
        relocations.add(new Relocations(section, entries));
      }
    }
  }

  private List<ElfSymbol> symbols(ElfSection section) {
    List<ElfSymbol> result = new ArrayList<>();
    ByteView view = new ByteView(file.content(section), file.view().little());
    ByteView names = new ByteView(section.link() > 0 && section.link() < file.sections().size()
        ? file.content(file.sections().get(section.link())) : new byte[0], true);
    int size = file.isWide() ? 24 : 16;
    for (long at = 0; at + size <= view.size(); at += size) {
      result.add(file.isWide()
          ? symbol(section, names, view.u32(at), view.u8(at + 4), view.u8(at + 5), view.u16(at + 6), view.i64(at + 8),
              view.i64(at + 16))
          : symbol(section, names, view.u32(at), view.u8(at + 12), view.u8(at + 13), view.u16(at + 14),
              view.u32(at + 4), view.u32(at + 8)));
    }
    return result;
  }

  private ElfSymbol symbol(ElfSection table, ByteView names, long name, int info, int other, int section, long value,
      long size) {
    int type = info & 15;
    boolean inside = section > 0 && section < file.sections().size();
    String text = name > 0 && name < names.size() ? names.string(name) : "";
    if (text.isEmpty() && type == ElfSymbol.SECTION && inside) {
      text = file.sections().get(section).name();
    }
    long address = file.isRelocatable() && inside ? file.sections().get(section).address() + value : value;
    return new ElfSymbol(text, address, size, type, info >> 4, other & 3, section, table.type() == ElfSection.DYNSYM);
  }

  private void read(ElfSection section, List<ElfRelocation> entries) {
    boolean wide = file.isWide();
    boolean addends = section.type() == ElfSection.RELA;
    ByteView view = new ByteView(file.content(section), file.view().little());
    List<ElfSymbol> symbols = bySection.getOrDefault(section.link(), List.of());
    int size = (wide ? 16 : 8) + (addends ? wide ? 8 : 4 : 0);
    boolean hasTarget = file.isRelocatable() && section.info() > 0 && section.info() < file.sections().size();
    long base = hasTarget ? file.sections().get(section.info()).address() : 0;
    for (long at = 0; at + size <= view.size(); at += size) {
      long info = view.word(at + (wide ? 8 : 4), wide);
      int symbol = (int) (wide ? info >>> 32 : info >>> 8);
      long addend = !addends ? 0 : wide ? view.i64(at + 16) : view.i32(at + 8);
      entries.add(new ElfRelocation(base + view.word(at, wide), (int) (wide ? info : info & 0xFF),
          symbol > 0 && symbol < symbols.size() ? symbols.get(symbol) : null, addend));
    }
  }

  /** Reads the compact form of relative relocations: an address, then bitmaps of the words that follow (gABI, RELR). */
  private void readRelative(ElfSection section, List<ElfRelocation> entries) {
    boolean wide = file.isWide();
    int size = wide ? 8 : 4;
    ByteView view = new ByteView(file.content(section), file.view().little());
    long next = 0;
    for (long at = 0; at + size <= view.size(); at += size) {
      long word = view.word(at, wide);
      if ((word & 1) == 0) {
        entries.add(relative(word));
        next = word + size;
        continue;
      }
      for (int bit = 1; bit < size * 8; bit++) {
        if ((word >>> bit & 1) != 0) {
          entries.add(relative(next + (long) (bit - 1) * size));
        }
      }
      next += (size * 8L - 1) * size;
    }
  }

  private ElfRelocation relative(long address) {
    ElfSection at = file.sectionAt(address);
    long addend = 0;
    if (at != null) {
      ByteView view = new ByteView(file.content(at), file.view().little());
      long place = address - at.address();
      addend = place + 8 <= view.size() ? view.word(place, file.isWide()) : 0;
    }
    return new ElfRelocation(address, RelocationNames.relative(file.machine()), null, addend);
  }

  /** Returns the symbols of a table, the empty first one included. */
  public List<ElfSymbol> symbolsOf(ElfSection section) {
    return bySection.getOrDefault(section.index(), List.of());
  }

  public List<Relocations> relocations() {
    return relocations;
  }

  /** Adds symbols that stand elsewhere, for names only: no table lists them. */
  void addNames(List<ElfSymbol> symbols) {
    names.addAll(symbols);
  }

  /** Returns whether the file is stripped of all symbols. */
  boolean hasNoSymbols() {
    return names.isEmpty() && bySection.isEmpty();
  }

  /** Returns all symbols that name places of this file. */
  List<ElfSymbol> allSymbols() {
    List<ElfSymbol> all = new ArrayList<>(names);
    for (ElfSection section : file.sections()) {
      all.addAll(symbolsOf(section));
    }
    return all;
  }

  /** Returns what was damaged, or null. */
  public String damage() {
    return damage;
  }
}
