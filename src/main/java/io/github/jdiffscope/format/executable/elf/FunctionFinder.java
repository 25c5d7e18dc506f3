package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.Demangler;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Finds the functions of a file: by symbol, by unwinding table, and what code is left between them. */
final class FunctionFinder {
  private static final int TAIL = 64;
  private static final long ALIGNMENT = 16;

  private final ElfFile file;
  private final TreeMap<Long, ElfFunction> found = new TreeMap<>();

  private FunctionFinder(ElfFile file) {
    this.file = file;
  }

  /** Returns the functions by address; they do not overlap and cover all code but linkage tables and padding. */
  static List<ElfFunction> find(ElfFile file, ElfTables tables, List<FrameTable.Frame> frames) {
    FunctionFinder finder = new FunctionFinder(file);
    TreeMap<Long, ElfSymbol> symbols = finder.symbols(tables);
    symbols.values().forEach(symbol -> finder.add(symbol, symbols.higherKey(symbol.value())));
    if (!file.isRelocatable()) {
      frames.forEach(finder::add);
    }
    for (ElfSection section : file.sections()) {
      if (section.isCode() && !section.name().startsWith(".plt")) {
        finder.addGaps(section);
      }
    }
    return new ArrayList<>(finder.found.values());
  }

  private TreeMap<Long, ElfSymbol> symbols(ElfTables tables) {
    TreeMap<Long, ElfSymbol> result = new TreeMap<>();
    for (ElfSymbol symbol : tables.allSymbols()) {
      boolean inside = symbol.section() > 0 && symbol.section() < file.sections().size();
      boolean label = symbol.type() == 0 && !symbol.name().startsWith("$") && !symbol.name().isEmpty()
          && !symbol.isTemporary();
      if (inside && file.sections().get(symbol.section()).isCode() && (symbol.isFunction() || label)) {
        result.merge(symbol.value(), symbol, FunctionFinder::better);
      }
    }
    return result;
  }

  /** Of several names of one place: functions before labels, global ones before local ones, else by name; bounds come last. */
  private static ElfSymbol better(ElfSymbol a, ElfSymbol b) {
    if (a.isFunction() != b.isFunction()) {
      return a.isFunction() ? a : b;
    }
    if (SymbolNames.isBound(a) != SymbolNames.isBound(b)) {
      return SymbolNames.isBound(b) ? a : b;
    }
    if (a.bind() == 0 != (b.bind() == 0)) {
      return a.bind() == 0 ? b : a;
    }
    return a.name().compareTo(b.name()) <= 0 ? a : b;
  }

  private void add(ElfSymbol symbol, Long next) {
    ElfSection section = file.sections().get(symbol.section());
    long limit = section.address() + section.size();
    long end = symbol.size() > 0 ? symbol.value() + symbol.size() : limit;
    end = Math.min(next == null ? end : Math.min(next, end), limit);
    end = symbol.size() > 0 ? end : withoutTail(section, symbol.value(), end);
    add(new ElfFunction(Demangler.stable(symbol.name()), section, symbol.value(), end));
  }

  /** Returns the end of code of unknown size without what fills the section up to the next page, which no instruction has. */
  private long withoutTail(ElfSection section, long from, long to) {
    byte[] code = file.content(section);
    long at = Math.min(to, section.address() + code.length);
    while (at > from && isPadding(code[(int) (at - 1 - section.address())])) {
      at--;
    }
    return to - at > TAIL ? Math.min(to, at + ALIGNMENT - 1 & -ALIGNMENT) : to;
  }

  private void add(FrameTable.Frame frame) {
    ElfSection section = file.sectionAt(frame.start());
    if (section != null && section.isCode() && !section.name().startsWith(".plt")) {
      add(new ElfFunction(null, section, frame.start(), Math.min(frame.end(), section.address() + section.size())));
    }
  }

  private void add(ElfFunction function) {
    if (function.start() >= function.end() || function.size() < 0) {
      return;
    }
    var before = found.floorEntry(function.start());
    if (before != null && before.getValue().end() > function.start()) {
      return;
    }
    Long after = found.higherKey(function.start());
    long end = after == null ? function.end() : Math.min(after, function.end());
    String name = function.name() == null && file.machine() == ElfFile.X86 ? thunk(function) : function.name();
    found.put(function.start(), new ElfFunction(name, function.section(), function.start(), end));
  }

  /** Returns the name that compilers give to a function that only returns its return address, null if it is none. */
  private String thunk(ElfFunction function) {
    byte[] code = file.content(function.section());
    int at = (int) (function.start() - function.section().address());
    boolean thunk = at >= 0 && at + 4 <= code.length && code[at] == (byte) 0x8B && (code[at + 1] & 0xC7) == 4
        && code[at + 2] == 0x24 && code[at + 3] == (byte) 0xC3;
    return thunk ? "__x86.get_pc_thunk." + "ax cx dx bx sp bp si di".split(" ")[code[at + 1] >> 3 & 7] : null;
  }

  private void addGaps(ElfSection section) {
    byte[] code = file.content(section);
    long at = section.address();
    long limit = section.address() + code.length;
    for (ElfFunction next : new ArrayList<>(found.subMap(at, limit).values())) {
      gap(section, code, at, next.start());
      at = Math.max(at, next.end());
    }
    gap(section, code, at, limit);
  }

  private void gap(ElfSection section, byte[] code, long from, long to) {
    long start = from;
    while (start < to && isPadding(code[(int) (start - section.address())])) {
      start++;
    }
    if (start < to && !isLongNop(code, (int) (from - section.address()), (int) (to - section.address()))) {
      found.put(from, new ElfFunction(null, section, from, to));
    }
  }

  private static boolean isPadding(byte b) {
    return b == (byte) 0x90 || b == (byte) 0xCC || b == 0;
  }

  /** Returns whether code is only the long NOPs that assemblers pad with: 66 prefixes, CS, 0F 1F. */
  private boolean isLongNop(byte[] code, int from, int to) {
    if (file.machine() == ElfFile.AARCH64) {
      return isAarch64Nops(code, from, to);
    }
    if (file.machine() == ElfFile.RISCV) {
      return isRiscvNops(code, from, to);
    }
    if (to - from > 64) {
      return false;
    }
    int at = from;
    while (at < to) {
      byte b = code[at];
      if (b == 0x66 || b == 0x2E || b == (byte) 0x90) {
        at++;
      } else if (b == 0x0F && at + 2 < to && code[at + 1] == 0x1F) {
        int modrm = code[at + 2];
        at += 3 + ((modrm & 7) == 4 ? 1 : 0) + ((modrm & 0xC0) == 0x40 ? 1 : (modrm & 0xC0) == 0x80 ? 4 : 0);
      } else {
        return false;
      }
    }
    return true;
  }

  /** NOP, of 4 bytes or of 2. */
  private static boolean isRiscvNops(byte[] code, int from, int to) {
    for (int at = from; at + 2 <= to; at += 2) {
      int half = code[at] & 0xFF | (code[at + 1] & 0xFF) << 8;
      if (half != 0x13 && half != 1 && half != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAarch64Nops(byte[] code, int from, int to) {
    for (int at = from; at + 4 <= to; at += 4) {
      boolean nop = code[at] == 0x1F && code[at + 1] == 0x20 && code[at + 2] == 3 && code[at + 3] == (byte) 0xD5;
      boolean zero = code[at] == 0 && code[at + 1] == 0 && code[at + 2] == 0 && code[at + 3] == 0;
      if (!nop && !zero) {
        return false;
      }
    }
    return true;
  }
}
