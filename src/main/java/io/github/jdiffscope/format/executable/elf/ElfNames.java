package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.AddressMap;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.Demangler;
import io.github.jdiffscope.format.executable.code.Operands;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.Arrays;
import java.util.List;

/** Names the places of an ELF file: functions, objects, strings, GOT and PLT slots. */
final class ElfNames implements Operands {
  private static final String UNNAMED = "<function>";

  private final ElfFile file;
  private final AddressMap<String> slots = new AddressMap<>();
  private final AddressMap<String> stubs = new AddressMap<>();
  private final AddressMap<ElfRelocation> inCode = new AddressMap<>();
  private final AddressMap<String> known = new AddressMap<>();
  private final AddressMap<Boolean> taken = new AddressMap<>();
  private final List<ElfFunction> functions;
  private final long[] starts;
  private final ElfObjects objects;
  private final boolean fixed;
  private final long globalTable;
  private final long lowest;
  private final long highest;

  ElfNames(ElfFile file, ElfTables tables, List<ElfFunction> functions, ElfObjects objects) {
    this.file = file;
    this.functions = functions;
    this.objects = objects;
    this.starts = functions.stream().mapToLong(ElfFunction::start).toArray();
    this.fixed = file.type() == 2;
    globalTable = globalTable(file);
    lowest = file.sections().stream().filter(section -> section.address() < 0).mapToLong(ElfSection::address).min().orElse(0);
    highest = file.sections().stream().filter(section -> section.address() < 0)
        .mapToLong(section -> section.address() + Math.max(0, section.size())).max().orElse(0);
    for (ElfTables.Relocations table : tables.relocations()) {
      boolean code = file.isRelocatable() && isCode(table.section().info());
      for (ElfRelocation relocation : table.entries()) {
        if (code && RelocationNames.isHint(file.machine(), relocation.type())) {
          continue;
        } else if (code) {
          inCode.put(relocation.address(), relocation);
        } else if (relocation.symbol() != null && !file.isRelocatable()) {
          slots.put(relocation.address(), Demangler.stable(relocation.symbol().name()));
        }
      }
    }
    for (ElfSection section : file.sections()) {
      if (section.name().startsWith(".plt") && section.isCode()) {
        stubs(section);
      }
    }
  }

  private boolean isCode(int section) {
    return section > 0 && section < file.sections().size() && file.sections().get(section).isCode();
  }

  /** Finds the jumps through the GOT in a procedure linkage table: {@code jmp [rip+slot]}, on AArch64 ADRP and LDR. */
  private void stubs(ElfSection section) {
    ByteView code = new ByteView(file.content(section), true);
    for (long at = 0; at + 16 <= code.size(); at += 4) {
      long slot = -1;
      if (file.machine() == ElfFile.RISCV) {
        int high = code.i32(at);
        slot = (high & 0xFFF) == 0xE17 ? section.address() + at + (high & 0xFFFFF000) + (code.i32(at + 4) >> 20) : -1;
      } else if (file.machine() == ElfFile.AARCH64) {
        slot = aarch64Slot(code, at, section.address() + at);
      } else if (file.machine() == ElfFile.X86_64) {
        for (int i = 0; i < 4 && slot < 0; i++) {
          slot = code.u16(at + i) == 0x25FF && at + i + 6 <= code.size()
              ? section.address() + at + i + 6 + code.i32(at + i + 2) : -1;
        }
      } else if (file.machine() == ElfFile.X86) {
        int jump = code.u16(at);
        slot = jump == 0x25FF ? code.u32(at + 2) : jump == 0xA3FF ? globalTable + code.i32(at + 2) & 0xFFFF_FFFFL : -1;
      }
      String name = slot < 0 ? null : slots.get(slot);
      if (name != null) {
        long step = file.machine() != ElfFile.AARCH64 && section.entrySize() == 8 ? 8 : 16;
        stubs.put(section.address() + at / step * step, name);
      }
    }
  }

  private static long aarch64Slot(ByteView code, long at, long address) {
    int adrp = code.i32(at);
    int ldr = code.i32(at + 4);
    if ((adrp & 0x9F000000) != 0x90000000 || (ldr & 0xFFC00000) != 0xF9400000) {
      return -1;
    }
    long page = ((long) (adrp << 8 >> 13) << 2 | adrp >> 29 & 3) << 12;
    return (address & -0x1000L) + page + (ldr >> 10 & 0xFFF) * 8L;
  }

  private static long globalTable(ElfFile file) {
    ElfSection section = file.section(".got.plt") == null ? file.section(".got") : file.section(".got.plt");
    return file.machine() != ElfFile.X86 || file.isRelocatable() || section == null ? 0 : section.address();
  }

  @Override
  public long globalTable() {
    return globalTable;
  }

  /** Returns the name of the symbol a GOT slot is filled with, or null. */
  String slot(long address) {
    return slots.get(address);
  }

  @Override
  public String code(long target) {
    String stub = stubs.get(target);
    if (stub != null) {
      return stub + "@plt";
    }
    ElfFunction function = functionAt(target);
    if (function != null) {
      String name = function.name() == null ? UNNAMED : function.name();
      return target == function.start() ? name : name + "+0x" + Long.toHexString(target - function.start());
    }
    return place(target);
  }

  private String place(long target) {
    ElfSection section = file.sectionAt(target);
    return section == null ? "(outside)" : section.name();
  }

  ElfFunction functionAt(long target) {
    int at = Arrays.binarySearch(starts, target);
    at = at < 0 ? -at - 2 : at;
    return at >= 0 && target < functions.get(at).end() ? functions.get(at) : null;
  }

  /** Returns whether code takes the address of this place in constant data. */
  boolean isTaken(long address) {
    return taken.contains(address);
  }

  @Override
  public String data(long target, int size) {
    long key = target << 7 ^ size;
    String name = known.get(key);
    if (name == null) {
      name = find(target, size);
      known.put(key, name);
    }
    return name;
  }

  private String find(long target, int read) {
    int size = read;
    String slot = slots.get(target);
    if (slot != null) {
      return slot + (objects.at(target) == null ? "@got" : "");
    }
    ElfObjects.Found object = objects.containing(target);
    if (object != null) {
      String own = read == 0 && object.offset() == 0 && SymbolNames.isOwnName(object.name()) ? text(target) : null;
      return own != null ? own : object.offset() == 0 ? object.name() : object.name() + "+0x" + Long.toHexString(object.offset());
    }
    ElfSection section = file.sectionAt(target);
    if (section == null) {
      return "(outside)";
    }
    if (section.isCode()) {
      return code(target);
    }
    boolean constant = ((section.flags() & 1) == 0 || section.name().equals(".rodata")) && section.type() == ElfSection.PROGBITS;
    if (!constant) {
      return section.name();
    }
    byte[] content = file.content(section);
    int at = (int) (target - section.address());
    boolean constants = (section.flags() & 0x10) != 0 && !section.isStrings();
    if (size == 0 && constants && section.entrySize() > 0 && section.entrySize() <= 64) {
      size = (int) section.entrySize();
    }
    if (size == 0) {
      taken.put(target, true);
    }
    String text = isJumpTable(target, content, at) ? null : TextLiteral.reference(content, at, 1);
    if (text != null && size == 0) {
      return text;
    }
    return size == 0 || at + size > content.length ? section.name() : section.name() + ":" + constant(content, at, size);
  }

  private String text(long address) {
    ElfSection section = file.sectionAt(address);
    return section == null ? null : TextLiteral.at(file.content(section), (int) (address - section.address()), 1);
  }

  /** Returns a constant in hexadecimal, with the addresses in it by name. */
  private String constant(byte[] content, int at, int size) {
    StringBuilder out = new StringBuilder();
    for (int i = at; i < at + size; i += 8) {
      long address = fixedPointer(content, i, at + size);
      out.append(address == 0 ? TextLiteral.hex(content, i, Math.min(i + 8, at + size)) : "[" + data(address, 0) + "]");
    }
    return out.toString();
  }

  /**
   * Returns the address that stands in data of a program which is loaded at a fixed place and so needs no relocations, or 0
   * if what stands there is none.
   */
  long fixedPointer(byte[] content, int at, int to) {
    if (!fixed || !file.isWide() || at + 8 > to || (at & 7) != 0) {
      return 0;
    }
    long value = new ByteView(content, file.view().little()).i64(at);
    // Addresses are large numbers, those of kernels negative ones; small ones are counts and sizes.
    return isKernel(value) || value >= 0x10000 && value < 1L << 47 && file.sectionAt(value) != null ? value : 0;
  }

  /** Returns whether a number is an address of a kernel that is loaded at a fixed place: no other numbers are as large. */
  private boolean isKernel(long value) {
    return fixed && value >= lowest && value < 0 && value < highest;
  }

  /** Returns whether the first words are distances from here to code. */
  private boolean isJumpTable(long address, byte[] content, int at) {
    if ((address & 3) != 0 || at + 12 > content.length || content[at + 3] == 0) {
      return false;
    }
    ByteView view = new ByteView(content, file.view().little());
    long base = globalTable == 0 ? address : globalTable;
    for (int i = 0; i < 3; i++) {
      if (functionAt(base + view.i32(at + 4L * i) & (file.isWide() ? -1 : 0xFFFF_FFFFL)) == null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String relocated(long address, long next, int size) {
    ElfRelocation relocation = inCode.get(address);
    return relocation == null ? null : target(relocation, next - address);
  }

  @Override
  public boolean isRelocated(long address, long next, int size) {
    return inCode.contains(address);
  }

  @Override
  public long relocatedTarget(long address, long next) {
    ElfRelocation relocation = inCode.get(address);
    ElfSymbol symbol = relocation == null ? null : relocation.symbol();
    if (symbol == null || !isCode(symbol.section())) {
      return -1;
    }
    boolean counted = file.machine() == ElfFile.X86_64 && (relocation.type() == 2 || relocation.type() == 4);
    return symbol.value() + relocation.addend() + (counted ? next - address : 0);
  }

  /** Returns the address a relocation of data puts there, or -1 if its symbol is not defined here. */
  long address(ElfRelocation relocation) {
    ElfSymbol symbol = relocation.symbol();
    if (symbol == null) {
      return relocation.addend();
    }
    return symbol.section() > 0 && symbol.section() < file.sections().size() ? symbol.value() + relocation.addend() : -1;
  }

  /**
   * Returns the name of what a relocation refers to.
   *
   * @param ahead bytes from the relocated place to where a relative reference counts from
   */
  String target(ElfRelocation relocation, long ahead) {
    ElfSymbol symbol = relocation.symbol();
    if (symbol == null) {
      return data(relocation.addend(), 0);
    }
    boolean relative = file.machine() == ElfFile.X86_64 && (relocation.type() == 2 || relocation.type() == 4);
    long offset = relocation.addend() + (relative ? ahead : 0);
    if (symbol.type() == ElfSymbol.SECTION || symbol.isTemporary()) {
      return isCode(symbol.section()) ? code(symbol.value() + offset) : data(symbol.value() + offset, 0);
    }
    boolean exact = offset == 0 || file.machine() == ElfFile.X86_64 && offset == ahead - 4 && !relative;
    String name = Demangler.stable(symbol.name());
    return exact ? name : name + (offset < 0 ? "-0x" : "+0x") + Long.toHexString(Math.abs(offset));
  }

  @Override
  public String absolute(long value) {
    if (!fixed || value < 0x1000 && value >= -0x1000) {
      return null;
    }
    if (isKernel(value)) {
      return data(value, 0);
    }
    ElfObjects.Found object = objects.containing(value);
    if (object != null && object.offset() == 0) {
      return object.name();
    }
    ElfFunction function = functionAt(value);
    if (function != null && function.start() == value) {
      return code(value);
    }
    ElfSection section = file.sectionAt(value);
    if (section == null || section.isCode()) {
      return null;
    }
    String name = data(value, 0);
    return name.startsWith("\"") ? name : null;
  }
}
