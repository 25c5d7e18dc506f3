package io.github.jdiffscope.format.executable.elf;

import java.util.Map;
import java.util.TreeMap;

/** The named objects of a file by address. */
final class ElfObjects {
  private final TreeMap<Long, ElfSymbol> byStart = new TreeMap<>();

  /** A place inside an object. */
  record Found(String name, long offset) {}

  ElfObjects(ElfTables tables) {
    for (ElfSymbol symbol : tables.allSymbols()) {
      boolean object = symbol.type() == ElfSymbol.OBJECT || symbol.type() == 0
          && (symbol.size() > 0 || symbol.name().startsWith("__crc_"));
      if (object && !symbol.isTemporary() && symbol.section() > 0 && symbol.section() < 0xFF00 && !symbol.name().isEmpty()) {
        byStart.merge(symbol.value(), symbol, ElfObjects::better);
      }
    }
  }

  private static ElfSymbol better(ElfSymbol a, ElfSymbol b) {
    if (SymbolNames.isBound(a) != SymbolNames.isBound(b)) {
      return SymbolNames.isBound(b) ? a : b;
    }
    if (a.bind() == 0 != (b.bind() == 0)) {
      return a.bind() == 0 ? b : a;
    }
    if (a.size() != b.size()) {
      return a.size() > b.size() ? a : b;
    }
    return a.name().compareTo(b.name()) <= 0 ? a : b;
  }

  ElfSymbol at(long address) {
    return byStart.get(address);
  }

  /** Returns where the next object begins, the largest number if there is none. */
  long next(long address) {
    Long next = byStart.higherKey(address);
    return next == null ? Long.MAX_VALUE : next;
  }

  Found containing(long address) {
    Map.Entry<Long, ElfSymbol> entry = byStart.floorEntry(address);
    if (entry == null) {
      return null;
    }
    long offset = address - entry.getKey();
    return offset == 0 || offset < entry.getValue().size() ? new Found(entry.getValue().name(), offset) : null;
  }

  /** Returns the objects from one address to another, by address. */
  Iterable<ElfSymbol> within(long from, long to) {
    return byStart.subMap(from, Math.max(from, to)).values();
  }
}
