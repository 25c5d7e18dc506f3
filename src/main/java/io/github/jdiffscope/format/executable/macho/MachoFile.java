package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A Mach-O file: load commands, sections and symbols, as mach-o/loader.h and nlist.h lay them out. */
public final class MachoFile {
  static final int X86_64 = 0x01000007;
  static final int I386 = 7;
  static final int ARM64 = 0x0100000C;
  static final int SEGMENT = 1;
  static final int SYMTAB = 2;
  static final int DYSYMTAB = 0xB;
  static final int SEGMENT_64 = 0x19;
  private static final int COMMAND_LIMIT = 65_536;

  /** A load command: its number without the bit that says it must be understood. */
  record Command(int number, long at, long size) {}

  /** A section. */
  record MachoSection(String segment, String name, long address, long size, long offset, int alignment, long relocations,
      long relocationCount, int flags, int reserved1, int reserved2) {
    int type() {
      return flags & 0xFF;
    }

    boolean isCode() {
      return (flags & 0x80000400) != 0 && type() == 0;
    }

    boolean isZero() {
      return type() == 1 || type() == 0xC || type() == 0x12;
    }

    boolean contains(long at) {
      return at >= address && at - address < size;
    }

    String title() {
      return segment + "," + name;
    }
  }

  /** A symbol; {@code section} counts from 1. */
  record MachoSymbol(String name, int type, int section, int description, long value) {
    boolean isDefined() {
      return (type & 0xE0) == 0 && (type & 14) == 14;
    }
  }

  private final ByteView view;
  private final boolean wide;
  private final List<Command> commands = new ArrayList<>();
  private final List<MachoSection> sections = new ArrayList<>();
  private final List<MachoSymbol> symbols = new ArrayList<>();
  private final TreeMap<Long, long[]> segments = new TreeMap<>();
  private final List<Long> segmentAddresses = new ArrayList<>();
  private String damage = "";

  public MachoFile(byte[] bytes) {
    boolean little = (bytes[0] & 0xFF) == 0xCE || (bytes[0] & 0xFF) == 0xCF;
    view = new ByteView(bytes, little);
    wide = (view.i32(0) & 1) != 0;
    try {
      read();
    } catch (IndexOutOfBoundsException cut) {
      damage = "load commands are cut off: " + cut.getMessage();
    }
  }

  private void read() {
    long at = wide ? 32 : 28;
    for (int i = Math.min(COMMAND_LIMIT, view.i32(16)); i > 0; i--) {
      Command command = new Command(view.i32(at) & 0x7FFF_FFFF, at, view.u32(at + 4));
      if (command.size() < 8 || command.size() > view.size() - at) {
        throw new IndexOutOfBoundsException("command of " + command.size() + " bytes");
      }
      commands.add(command);
      if (command.number() == SEGMENT || command.number() == SEGMENT_64) {
        readSegment(at, command.size());
      } else if (command.number() == SYMTAB) {
        readSymbols(at);
      }
      at += command.size();
    }
  }

  private void readSegment(long at, long size) {
    long address = view.word(at + 24, wide);
    segments.put(address, new long[] {view.word(at + (wide ? 32 : 28), wide), view.word(at + (wide ? 40 : 32), wide),
        view.word(at + (wide ? 48 : 36), wide)});
    segmentAddresses.add(address);
    long section = at + (wide ? 72 : 56);
    int length = wide ? 80 : 68;
    for (int i = view.i32(at + (wide ? 64 : 48)); i > 0 && section + length <= at + size; i--, section += length) {
      long tail = section + (wide ? 48 : 40);
      sections.add(new MachoSection(fixed(section + 16), fixed(section), view.word(section + 32, wide),
          view.word(section + (wide ? 40 : 36), wide), view.u32(tail), view.i32(tail + 4) & 63, view.u32(tail + 8), view.u32(tail + 12),
          view.i32(tail + 16), view.i32(tail + 20), view.i32(tail + 24)));
    }
  }

  private void readSymbols(long at) {
    long table = view.u32(at + 8);
    long count = Math.min(view.u32(at + 12), view.size() / 12);
    long strings = view.u32(at + 16);
    int size = wide ? 16 : 12;
    for (long i = 0; i < count; i++) {
      long entry = table + i * size;
      long name = strings + view.u32(entry);
      symbols.add(new MachoSymbol(name < view.size() ? view.string(name) : "", view.u8(entry + 4), view.u8(entry + 5),
          view.u16(entry + 6), view.word(entry + 8, wide)));
    }
  }

  String fixed(long at) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 16 && view.u8(at + i) != 0; i++) {
      out.append((char) view.u8(at + i));
    }
    return out.toString();
  }

  /** Returns what is wrong with the load commands, "" if nothing is. */
  String damage() {
    return damage;
  }

  ByteView view() {
    return view;
  }

  boolean isWide() {
    return wide;
  }

  int cpu() {
    return view.i32(4);
  }

  boolean isObject() {
    return view.i32(12) == 1;
  }

  List<Command> commands() {
    return commands;
  }

  /** Returns the first command of a number, or null. */
  Command command(int number) {
    for (Command command : commands) {
      if (command.number() == number) {
        return command;
      }
    }
    return null;
  }

  List<MachoSection> sections() {
    return sections;
  }

  List<MachoSymbol> symbols() {
    return symbols;
  }

  /** Returns the address of a segment by its position, -1 if there is none such. */
  long segment(int index) {
    return index >= 0 && index < segmentAddresses.size() ? segmentAddresses.get(index) : -1;
  }

  /** Returns where the image is loaded: where the segment lies that holds the header. */
  long base() {
    for (var segment : segments.entrySet()) {
      if (segment.getValue()[1] == 0 && segment.getValue()[2] > 0) {
        return segment.getKey();
      }
    }
    return 0;
  }

  /** Returns the file offset of an address, -1 if it is not in the file. */
  long offset(long address) {
    var segment = segments.floorEntry(address);
    if (segment == null || address - segment.getKey() >= segment.getValue()[2]) {
      return -1;
    }
    return segment.getValue()[1] + (address - segment.getKey());
  }

  MachoSection sectionAt(long address) {
    for (MachoSection section : sections) {
      if (section.contains(address)) {
        return section;
      }
    }
    return null;
  }

  byte[] content(MachoSection section) {
    if (section.isZero() || section.offset() >= view.size()) {
      return new byte[0];
    }
    return view.copy(section.offset(), Math.max(0, Math.min(section.size(), view.size() - section.offset())));
  }
}
