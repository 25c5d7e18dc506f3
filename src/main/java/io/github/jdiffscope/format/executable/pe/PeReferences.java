package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.DataRuns;
import io.github.jdiffscope.format.executable.code.Operands;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.Map;
import java.util.TreeMap;

/** Names the places that code and data of a portable executable refer to, without saying where they are. */
final class PeReferences implements Operands {
  private static final int RELATIVE = 8;
  private static final int ELF_RELOCATION = 24;

  private final PeFile file;
  private final ByteView view;
  private final PeTables tables;
  private final PeFunctions functions;
  private final PeNames symbols;
  /** Targets by the address of the word that holds them. */
  private final TreeMap<Long, Long> pointers = new TreeMap<>();

  PeReferences(PeFile file, PeTables tables, PeFunctions functions, PeNames symbols) {
    this.file = file;
    this.view = file.view();
    this.tables = tables;
    this.functions = functions;
    this.symbols = symbols;
    readBlocks();
    for (PeFile.PeSection section : file.sections()) {
      if (section.name().startsWith(".rela") && file.isWide()) {
        readElf(functions.content(section));
      }
    }
  }

  private void readBlocks() {
    long at = file.offset(file.directoryAddress(PeFile.RELOCATIONS));
    long end = Math.min(view.size(), at + file.directorySize(PeFile.RELOCATIONS));
    while (file.directoryAddress(PeFile.RELOCATIONS) != 0 && at + 8 <= end) {
      long page = view.u32(at);
      long size = view.u32(at + 4);
      for (long entry = at + 8; entry + 2 <= Math.min(end, at + size); entry += 2) {
        int type = view.u16(entry) >> 12;
        long address = page + (view.u16(entry) & 0xFFF);
        long place = file.offset(address);
        if ((type == 3 || type == 10) && place + (type == 3 ? 4 : 8) <= view.size()) {
          pointers.put(address, view.word(place, type == 10) - file.imageBase());
        }
      }
      at += Math.max(8, size);
    }
  }

  /** EFI programs made of ELF files relocate themselves: their relocations are those of ELF. */
  private void readElf(byte[] table) {
    ByteView entries = new ByteView(table, true);
    for (int at = 0; at + ELF_RELOCATION <= table.length; at += ELF_RELOCATION) {
      if (entries.u32(at + 8) == RELATIVE) {
        pointers.put(entries.i64(at), entries.i64(at + 16));
      }
    }
  }

  TreeMap<Long, Long> pointers() {
    return pointers;
  }

  /** Returns where the function starts that an address is in, -1 if it is in none. */
  long function(long target) {
    Map.Entry<Long, Long> function = functions.ranges().floorEntry(target);
    return function == null || function.getValue() <= target ? -1 : function.getKey();
  }

  @Override
  public String code(long target) {
    Map.Entry<Long, Long> function = functions.ranges().floorEntry(target);
    if (function == null || function.getValue() <= target) {
      PeFile.PeSection section = file.sectionAt(target);
      return section == null ? "(outside)" : section.name();
    }
    long start = function.getKey();
    String name = functions.name(start);
    name = name.isEmpty() ? thunk(start) : name;
    return target == start ? name : name + "+0x" + Long.toHexString(target - start);
  }

  /** Returns the import that a function of one jump stands for. */
  private String thunk(long start) {
    PeFile.PeSection section = file.sectionAt(start);
    byte[] code = functions.content(section);
    int at = (int) (start - section.address());
    if (file.machine() != PeFile.ARM64 && at + 6 <= code.length && code[at] == (byte) 0xFF && code[at + 1] == 0x25) {
      long operand = new ByteView(code, true).i32(at + 2);
      long slot = file.isWide() ? start + 6 + operand : (operand & 0xFFFF_FFFFL) - file.imageBase();
      String name = tables.slots().get(slot);
      return name == null ? "<function>" : name;
    }
    return "<function>";
  }

  @Override
  public String data(long target, int size) {
    String slot = tables.slots().get(target);
    if (slot != null) {
      return slot + "@import";
    }
    PeFile.PeSection section = file.sectionAt(target);
    if (section == null) {
      return "(outside)";
    } else if (section.isCode()) {
      return code(target);
    }
    String symbol = symbols.objects().get(target);
    if (symbol != null) {
      return symbol;
    }
    byte[] content = functions.content(section);
    int at = (int) (target - section.address());
    boolean writable = (section.flags() & 0x8000_0000L) != 0;
    String text = size != 0 ? null : DataRuns.literal(content, at);
    return text != null ? text : writable || size == 0 || at + size > content.length ? section.name()
        : section.name() + ":" + TextLiteral.hex(content, at, at + size);
  }

  @Override
  public String relocated(long address, long next, int size) {
    Long target = pointers.get(address);
    return target == null ? null : data(target, 0);
  }

  /** Without relocations a value inside the image of 32-bit code is taken for an address. */
  @Override
  public String absolute(long value) {
    long rva = (value & 0xFFFF_FFFFL) - file.imageBase();
    if (file.machine() != PeFile.I386 || !pointers.isEmpty() || rva < 0x1000 || file.sectionAt(rva) == null) {
      return null;
    }
    return data(rva, 0);
  }
}
