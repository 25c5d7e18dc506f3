package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.DataRuns;
import io.github.jdiffscope.format.executable.code.Operands;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import io.github.jdiffscope.format.executable.macho.MachoFile.MachoSection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Names the places that code and data of a Mach-O file refer to, without saying where they are. */
final class MachoReferences implements Operands {
  private static final int STUBS = 8;
  private static final int NON_LAZY = 6;
  private static final int LAZY = 7;

  private final MachoFile file;
  private final ByteView view;
  private final MachoFunctions functions;
  /** Names of stubs and of slots of pointers, by address. */
  private final TreeMap<Long, String> slots = new TreeMap<>();
  private final Map<Long, String> relocations = new HashMap<>();
  private final TreeMap<Long, Long> pointers = new TreeMap<>();

  MachoReferences(MachoFile file, MachoFunctions functions) {
    this.file = file;
    this.view = file.view();
    this.functions = functions;
    for (MachoSection section : file.sections()) {
      if (section.type() == STUBS || section.type() == NON_LAZY || section.type() == LAZY) {
        readSlots(section);
      }
      readRelocations(section);
    }
    new Fixups(file, pointers, slots).read();
  }

  /** Slots are named by the table of indirect symbols: a number of a symbol for each. */
  private void readSlots(MachoSection section) {
    MachoFile.Command dysymtab = file.command(MachoFile.DYSYMTAB);
    int size = section.type() == STUBS ? section.reserved2() : file.isWide() ? 8 : 4;
    if (dysymtab == null || size <= 0) {
      return;
    }
    long table = view.u32(dysymtab.at() + 56);
    long count = Math.min(view.u32(dysymtab.at() + 60), view.size() / 4);
    for (int i = 0; (long) i * size < section.size() && section.reserved1() + (long) i < count; i++) {
      long at = table + 4L * (section.reserved1() + (long) i);
      int symbol = at + 4 <= view.size() && at >= 0 ? view.i32(at) : -1;
      if (symbol >= 0 && symbol < file.symbols().size()) {
        slots.put(section.address() + (long) i * size, file.symbols().get(symbol).name());
      }
    }
  }

  /** Object files: a relocation names a symbol, or a section with the place in the bytes themselves. */
  private void readRelocations(MachoSection section) {
    long count = Math.min(section.relocationCount(), view.size() / 8);
    for (long i = 0; i < count && section.relocations() + 8 * i + 8 <= view.size(); i++) {
      long at = section.relocations() + 8 * i;
      int place = view.i32(at);
      int what = view.i32(at + 4);
      int number = what & 0xFFFFFF;
      if (place < 0 || !view.little()) {
        continue;
      }
      boolean external = (what & 1 << 27) != 0;
      String name = external && number < file.symbols().size() ? file.symbols().get(number).name()
          : !external && number >= 1 && number <= file.sections().size() ? file.sections().get(number - 1).title() : "?";
      relocations.merge(section.address() + place, name, (a, b) -> a + " - " + b);
    }
  }

  TreeMap<Long, Long> pointers() {
    return pointers;
  }

  TreeMap<Long, String> slots() {
    return slots;
  }

  String relocation(long address) {
    return relocations.get(address);
  }

  @Override
  public String code(long target) {
    String stub = slots.get(target);
    if (stub != null) {
      return stub;
    }
    long start = functions.function(target);
    if (start < 0) {
      MachoSection section = file.sectionAt(target);
      return section == null ? "(outside)" : section.title();
    }
    String name = functions.name(start).isEmpty() ? "<function>" : functions.name(start);
    return target == start ? name : name + "+0x" + Long.toHexString(target - start);
  }

  @Override
  public String data(long target, int size) {
    String slot = slots.get(target);
    if (slot != null) {
      return slot + "@slot";
    }
    MachoSection section = file.sectionAt(target);
    if (section == null) {
      return "(outside)";
    } else if (section.isCode() || section.type() == STUBS) {
      return code(target);
    }
    String symbol = functions.objects().get(target);
    if (symbol != null && !symbol.startsWith("L") && !symbol.startsWith("l_")) {
      return symbol;
    }
    byte[] content = functions.content(section);
    int at = (int) (target - section.address());
    boolean constant = section.segment().startsWith("__TEXT");
    String text = size != 0 || at >= content.length ? null : DataRuns.literal(content, at);
    return text != null ? text : !constant || size == 0 || at + size > content.length ? section.title()
        : section.title() + ":" + TextLiteral.hex(content, at, at + size);
  }

  @Override
  public String relocated(long address, long next, int size) {
    return relocations.get(address);
  }

  @Override
  public String absolute(long value) {
    return null;
  }
}
