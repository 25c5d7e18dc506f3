package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the symbols that a Linux kernel carries in its constant data for its own messages: scripts/kallsyms.c writes them as
 * compressed names, markers of every 256th of them, 256 tokens that names are made of, and 32-bit offsets of addresses.
 *
 * <p>Nothing points to these tables. They are found by the tokens of the ten digits, and are only believed where the index
 * behind the tokens, the markers and the names agree with one another.
 */
final class Kallsyms {
  /** The name that the tables themselves go by. */
  static final String TABLES = "kallsyms";

  private static final int TOKENS = 256;
  private static final int GROUP = 256;
  private static final int MOST_NAME = 4096;
  private static final int LEAST = 256;
  /** Names that are read in all: a kernel has a tenth of it, a file that is made to look like many has no end of them. */
  private static final int MOST_NAMES = 4 << 20;
  /** Bytes of the tables a symbol takes at most, on average. */
  private static final int MOST_BYTES = 64;
  private static final byte[] DIGITS = "0\0001\0002\0003\0004\0005\0006\0007\0008\0009\000".getBytes(StandardCharsets.ISO_8859_1);

  private final ElfFile file;
  private final ElfSection section;
  private final ByteView view;
  private final String[] tokens = new String[TOKENS];
  private final List<ElfSymbol> symbols = new ArrayList<>();
  private int read;
  private int tableAt;
  private int indexEnd;
  private int countAt;
  private int from;
  private int to;

  private Kallsyms(ElfFile file, ElfSection section) {
    this.file = file;
    this.section = section;
    this.view = new ByteView(file.content(section), file.view().little());
  }

  /** Returns the symbols of a kernel without a symbol table, the tables themselves among them; none if it has no such tables. */
  static List<ElfSymbol> read(ElfFile file) {
    ElfSection section = file.section(".rodata");
    boolean kernel = section != null && file.isWide() && file.section("__ksymtab") != null && !file.isRelocatable();
    return kernel ? new Kallsyms(file, section).symbols() : List.of();
  }

  private List<ElfSymbol> symbols() {
    byte[] bytes = view.bytes();
    for (int at = 0; at + DIGITS.length <= bytes.length; at++) {
      if (bytes[at] == '0' && Arrays.equals(bytes, at, at + DIGITS.length, DIGITS, 0, DIGITS.length) && tables(at)) {
        return symbols;
      }
    }
    return List.of();
  }

  private boolean tables(int digits) {
    try {
      return tokens(digits) && names() && addresses();
    } catch (IndexOutOfBoundsException noTables) {
      symbols.clear();
      return false;
    }
  }

  /** What lies before the first token may end in any byte: where it starts is said by the index behind the last one. */
  private boolean tokens(int digits) {
    int second = digits;
    for (int i = 1; i < '0'; i++) {
      second--;
      while (view.u8(second - 1) != 0) {
        second--;
      }
    }
    int[] starts = new int[TOKENS + 1];
    starts[1] = second;
    for (int i = 1; i < TOKENS; i++) {
      starts[i + 1] = end(starts[i]) + 1;
    }
    int index = align(starts[TOKENS]);
    tableAt = second - view.u16(index + 2);
    starts[0] = tableAt;
    if (tableAt >= second || end(tableAt) + 1 != second) {
      return false;
    }
    for (int i = 0; i < TOKENS; i++) {
      if (view.u16(index + 2L * i) != starts[i] - tableAt) {
        return false;
      }
      tokens[i] = view.string(starts[i]);
    }
    indexEnd = index + 2 * TOKENS;
    return true;
  }

  private int end(int string) {
    int end = string;
    while (view.u8(end) != 0) {
      end++;
    }
    return end;
  }

  private static int align(int at) {
    return at + 7 & -8;
  }

  /**
   * Finds the count before the names by walking from it: every marker behind them must say where its group of names starts.
   * Some versions have the order of the names, 3 bytes each, between the markers and the tokens.
   */
  private boolean names() {
    for (int names = tableAt & -8; names >= 8 && read < MOST_NAMES; names -= 8) {
      int count = view.i32(names - 8L);
      long space = tableAt - names;
      boolean plausible = count >= LEAST && view.i32(names - 4L) == 0 && space / count >= 2 && space / count <= MOST_BYTES;
      if (plausible && walk(names, count)) {
        countAt = names - 8;
        return true;
      }
    }
    return false;
  }

  private boolean walk(int names, int count) {
    List<String> found = new ArrayList<>(count);
    int[] groups = new int[(count + GROUP - 1) / GROUP];
    int at = names;
    for (int i = 0; i < count; i++) {
      if (i % GROUP == 0) {
        groups[i / GROUP] = at - names;
      }
      int length = view.u8(at++);
      // From Linux 6.1 on lengths over 127 take two bytes.
      length = length < 128 ? length : length & 127 | view.u8(at++) << 7;
      StringBuilder name = new StringBuilder();
      for (int j = 0; j < length && name.length() < MOST_NAME; j++) {
        name.append(tokens[view.u8(at++)]);
      }
      if (name.length() < 2 || at > tableAt || read++ > MOST_NAMES) {
        return false;
      }
      found.add(name.toString());
    }
    int markers = align(at);
    for (int i = 0; i < groups.length; i++) {
      if (view.i32(markers + 4L * i) != groups[i]) {
        return false;
      }
    }
    symbols.clear();
    found.forEach(name -> symbols.add(new ElfSymbol(name, 0, 0, 0, 0, 0, 0, false)));
    return true;
  }

  /** Up to Linux 6.3 the offsets stand before the count of names, later behind all other tables. */
  private boolean addresses() {
    int bytes = align(4 * symbols.size());
    from = Math.min(countAt, countAt - 8 - bytes);
    to = indexEnd;
    int offsets = from;
    int base = countAt - 8;
    if (offsets < 0 || !isBase(view.i64(base))) {
      from = countAt;
      offsets = indexEnd;
      base = offsets + bytes;
      to = base + 8;
    }
    return isBase(view.i64(base)) && place(offsets, view.i64(base));
  }

  private boolean isBase(long address) {
    ElfSection at = address == 0 ? null : file.sectionAt(address);
    return at != null && at.isCode();
  }

  /** Where processors have variables of their own, offsets from the base are negative and their addresses are not. */
  private boolean place(int offsets, long base) {
    boolean negative = false;
    for (int i = 0; i < symbols.size(); i++) {
      negative |= view.i32(offsets + 4L * i) < 0;
    }
    List<ElfSymbol> placed = new ArrayList<>(symbols.size() + 1);
    for (int i = 0; i < symbols.size(); i++) {
      int offset = view.i32(offsets + 4L * i);
      long address = !negative ? base + Integer.toUnsignedLong(offset) : offset >= 0 ? offset : base - 1 - offset;
      String name = symbols.get(i).name();
      ElfSection at = file.sectionAt(address);
      if (at != null) {
        boolean global = Character.isUpperCase(name.charAt(0));
        placed.add(new ElfSymbol(name.substring(1), address, 0, at.isCode() ? ElfSymbol.FUNC : ElfSymbol.OBJECT,
            global ? 1 : 0, 0, at.index(), false));
      }
    }
    placed.add(new ElfSymbol(TABLES, section.address() + from, to - from, ElfSymbol.OBJECT, 0, 0, section.index(), false));
    symbols.clear();
    symbols.addAll(placed);
    return true;
  }
}
