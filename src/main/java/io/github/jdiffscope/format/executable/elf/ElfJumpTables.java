package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.AddressMap;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.Mixer;

/**
 * Tables of places inside functions, as the cases of a switch have them. They are said by how the code begins that they lead
 * to: its address shifts with every instruction inserted before it.
 */
final class ElfJumpTables {
  private static final int LEAST = 3;
  private static final int FIELD = 4;

  private final ElfFile file;
  private final ElfNames names;
  private final ElfCode code;
  private final AddressMap<ElfRelocation> relocations;

  ElfJumpTables(ElfFile file, ElfNames names, ElfCode code, AddressMap<ElfRelocation> relocations) {
    this.file = file;
    this.names = names;
    this.code = code;
    this.relocations = relocations;
  }

  /** A table found: its size in bytes and the line that says it. */
  record Found(int bytes, String line) {}

  /**
   * Returns the table at a position of a section, or null if there is none.
   *
   * @param first relocation of that place, or null
   */
  Found at(ElfSection section, byte[] content, int at, int to, ElfRelocation first) {
    long table = section.address() + at;
    if (first != null) {
      int size = width(first);
      return size == 0 ? null : relocated(table, size, (to - at) / size);
    }
    return (table & 3) != 0 || (section.flags() & 1) != 0 || !names.isTaken(table) ? null
        : distances(section, content, at, to);
  }

  private int width(ElfRelocation relocation) {
    int type = relocation.type();
    if (file.machine() == ElfFile.X86_64) {
      return type == 1 || type == 8 ? 8 : type == 2 ? FIELD : 0;
    }
    if (file.machine() == ElfFile.AARCH64) {
      return type == 257 || type == 1027 ? 8 : type == 261 ? FIELD : 0;
    }
    return file.machine() == ElfFile.X86 && (type == 1 || type == 8) ? FIELD : 0;
  }

  private Found relocated(long table, int size, int most) {
    Mixer digest = new Mixer();
    String owner = null;
    int count = 0;
    for (; count < most; count++) {
      long place = table + (long) count * size;
      ElfRelocation relocation = relocations.get(place);
      if (relocation == null || width(relocation) != size || count > 0 && names.isTaken(place)) {
        break;
      }
      // A distance counts from the table: its addend grows with its place in it.
      long target = names.address(relocation) - (size == FIELD && file.isWide() ? place - table : 0);
      ElfFunction function = names.functionAt(target);
      boolean inner = function != null && (target != function.start() || count > 0 && owner.equals(name(function)));
      if (!inner || owner != null && !owner.equals(name(function))) {
        break;
      }
      owner = name(function);
      digest.add(code.beginning(function, target));
    }
    return count < LEAST ? null : new Found(count * size, line(count, owner, digest));
  }

  private Found distances(ElfSection section, byte[] content, int at, int to) {
    ByteView view = new ByteView(content, file.view().little());
    // On i386 distances count from the global offset table.
    long base = names.globalTable() == 0 ? section.address() + at : names.globalTable();
    long mask = file.isWide() ? -1 : 0xFFFF_FFFFL;
    Mixer digest = new Mixer();
    String owner = null;
    int count = 0;
    for (int i = at; i + FIELD <= to; i += FIELD) {
      ElfFunction function = names.functionAt(base + view.i32(i) & mask);
      if (count > 0 && names.isTaken(section.address() + i) || function == null) {
        break;
      }
      owner = owner == null ? name(function) : owner;
      digest.add(code.beginning(function, base + view.i32(i) & mask));
      count++;
    }
    return count < LEAST ? null : new Found(count * FIELD, line(count, owner, digest));
  }

  private static String line(int count, String owner, Mixer digest) {
    return "  " + count + " jumps of " + owner + ", to #" + digest.toString().substring(0, 8);
  }

  private static String name(ElfFunction function) {
    String name = function.name() == null ? "<function>" : function.name();
    return name.endsWith(".cold") ? name.substring(0, name.length() - 5) : name;
  }
}
