package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.AddressMap;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;

/**
 * Writes a section of data so that what merely moved is equal: symbols, strings, pointers by what they point to, tables of
 * jumps by their targets, and only the rest in hexadecimal; without addresses and without padding.
 */
final class ElfDataText {
  private static final int ROW = 16;
  private static final int STRING_LEAST = 4;
  private static final int PADDING = 32;
  private static final int DEBUG_MESSAGE = 36;

  private final ElfFile file;
  private final ElfNames names;
  private final ElfObjects objects;
  private final AddressMap<ElfRelocation> relocations = new AddressMap<>();
  private final ElfJumpTables jumps;

  ElfDataText(ElfFile file, ElfTables tables, ElfNames names, ElfObjects objects, ElfCode code) {
    this.file = file;
    this.names = names;
    this.objects = objects;
    for (ElfTables.Relocations table : tables.relocations()) {
      for (ElfRelocation relocation : table.entries()) {
        relocations.put(relocation.address(), relocation);
      }
    }
    jumps = new ElfJumpTables(file, names, code, relocations);
  }

  CharSequence text(ElfSection section) {
    byte[] content = file.content(section).clone();
    StringBuilder out = new StringBuilder(content.length * 2 + 64);
    int at = 0;
    for (ElfSymbol object : objects.within(section.address(), section.address() + content.length)) {
      int start = (int) (object.value() - section.address());
      if (start > at) {
        run(section, content, at, start, out);
        at = start;
      }
      out.append(SymbolNames.stable(object)).append(":\n");
      at = KernelTables.distances(file, names, section, object, objects, out);
      if (object.name().startsWith("__UNIQUE_ID_ddebug") && content.length - at >= DEBUG_MESSAGE) {
        KernelTables.withoutLine(content, at);
      }
      boolean symbols = object.name().equals(Kallsyms.TABLES) && object.size() > 0;
      if (symbols || isGoType(object)) {
        int end = (int) Math.min(content.length, at + object.size());
        out.append(symbols ? "  symbols of the kernel\n" : "  description of a type, " + (end - at) + " bytes\n");
        at = end;
      }
    }
    run(section, content, at, content.length, out);
    return out;
  }

  /** Returns whether an object describes a type of Go: offsets into other tables, which shift. */
  private boolean isGoType(ElfSymbol object) {
    return (object.name().startsWith("type.") || object.name().startsWith("type:")) && object.size() > 0
        && file.section(".gopclntab") != null;
  }

  private void run(ElfSection section, byte[] content, int from, int to, StringBuilder out) {
    boolean placed = section.isLoaded() || file.isRelocatable();
    int at = from;
    int rest = from;
    while (at < to) {
      long address = section.address() + at;
      ElfRelocation relocation = placed ? relocations.get(address) : null;
      ElfJumpTables.Found table = placed && (relocation != null || (address & 3) == 0)
          ? jumps.at(section, content, at, to, relocation) : null;
      int next = table != null ? at + table.bytes() : pointer(relocation, content, at, to, placed);
      int length = next > 0 ? 0 : string(content, at, to, rest);
      if (length > 0 && length < STRING_LEAST && !section.isStrings() && !names.isTaken(section.address() + at)) {
        length = 0;
      }
      if (next == 0 && length <= 0) {
        at++;
        continue;
      }
      hex(content, rest, at, out);
      if (table != null) {
        out.append(table.line()).append('\n');
        at = next;
      } else if (next > 0) {
        pointerLine(section, at, out);
        at = next;
      } else {
        out.append("  ").append(TextLiteral.quoted(content, at, at + length)).append('\n');
        at += length + 1;
      }
      rest = at;
    }
    hex(content, rest, to, out);
  }

  /** Returns the position behind a relocated word, or 0 if there is none. */
  private int pointer(ElfRelocation relocation, byte[] content, int at, int to, boolean placed) {
    if (relocation == null) {
      return !placed || names.fixedPointer(content, at, to) == 0 ? 0 : at + 8;
    }
    return Math.min(to, at + width(relocation));
  }

  private int width(ElfRelocation relocation) {
    boolean narrow = file.machine() == ElfFile.X86_64 && (relocation.type() == 2 || relocation.type() == 10
        || relocation.type() == 11 || relocation.type() == 4)
        || file.machine() == ElfFile.AARCH64 && (relocation.type() == 258 || relocation.type() == 261);
    return file.isWide() && !narrow ? 8 : 4;
  }

  private void pointerLine(ElfSection section, int at, StringBuilder out) {
    ElfRelocation relocation = relocations.get(section.address() + at);
    if (relocation == null) {
      byte[] content = file.content(section);
      out.append("  -> ").append(names.data(names.fixedPointer(content, at, content.length), 0)).append('\n');
      return;
    }
    long addend = relocation.addend();
    boolean stored = relocation.symbol() == null && addend == 0;
    if (stored) {
      ByteView view = new ByteView(file.content(section), file.view().little());
      addend = at + 8 <= view.size() ? view.word(at, file.isWide()) : 0;
    }
    ElfRelocation whole = new ElfRelocation(relocation.address(), relocation.type(), relocation.symbol(), addend);
    out.append("  -> ").append(names.target(whole, 0)).append('\n');
  }

  /** Returns the length of a string that starts here: at the start of a run or behind a NUL. */
  private static int string(byte[] content, int at, int to, int runStart) {
    if (at != runStart && content[at - 1] != 0 || content[at] == 0) {
      return 0;
    }
    // Messages of the Linux kernel begin with SOH and their level.
    int end = content[at] == 1 && at + 1 < to && isLevel(content[at + 1]) ? at + 2 : at;
    while (end < to && (content[end] >= 32 && content[end] < 127 || content[end] == '\n' || content[end] == '\t')) {
      end++;
    }
    // UTF-8 beyond ASCII counts as text once text has begun.
    int length = end > at && end < to ? letter(content, end, to) : 0;
    while (length > 0) {
      end += length;
      length = end < to && content[end] >= 32 && content[end] < 127 ? 1 : letter(content, end, to);
    }
    return end < to && content[end] == 0 ? end - at : 0;
  }

  /** Returns how many bytes a character of UTF-8 beyond ASCII takes, 0 if there is none. */
  private static int letter(byte[] content, int at, int to) {
    int first = at < to ? content[at] & 0xFF : 0;
    int length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
    for (int i = 1; i < length; i++) {
      if (at + i >= to || (content[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static boolean isLevel(byte b) {
    return b >= '0' && b <= '7' || b == 'c' || b == 'd';
  }

  /** Writes rows of bytes; few zeros at the ends are padding. */
  private static void hex(byte[] content, int from, int to, StringBuilder out) {
    int start = from;
    int end = to;
    while (start < end && start - from < PADDING && content[start] == 0) {
      start++;
    }
    while (end > start && to - end < PADDING && content[end - 1] == 0) {
      end--;
    }
    int zeros = 0;
    for (int at = start; at < end; at += ROW) {
      int stop = Math.min(end, at + ROW);
      if (isZero(content, at, stop)) {
        zeros += stop - at;
        continue;
      }
      zeros = zeros(zeros, out);
      out.append("  ");
      TextLiteral.hex(content, at, stop, out);
      out.append('\n');
    }
    zeros(zeros, out);
  }

  private static int zeros(int count, StringBuilder out) {
    if (count > 0) {
      out.append("  ").append(count).append(" zeros\n");
    }
    return 0;
  }

  private static boolean isZero(byte[] content, int from, int to) {
    for (int i = from; i < to; i++) {
      if (content[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
