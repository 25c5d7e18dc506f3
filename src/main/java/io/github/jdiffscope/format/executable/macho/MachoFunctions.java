package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.format.executable.code.CallTargets;
import io.github.jdiffscope.format.executable.macho.MachoFile.MachoSection;
import io.github.jdiffscope.format.executable.macho.MachoFile.MachoSymbol;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The functions of a Mach-O file: by symbol, by LC_FUNCTION_STARTS, by where calls go if there is neither. */
final class MachoFunctions {
  private static final int FUNCTION_STARTS = 0x26;
  private static final int LIMIT = 4_000_000;

  private final MachoFile file;
  private final TreeMap<Long, String> names = new TreeMap<>();
  private final TreeMap<Long, String> objects = new TreeMap<>();
  private final TreeMap<Long, Long> ends = new TreeMap<>();
  private final Map<MachoSection, byte[]> contents = new HashMap<>();

  MachoFunctions(MachoFile file) {
    this.file = file;
    for (MachoSection section : file.sections()) {
      contents.put(section, file.content(section));
    }
    for (MachoSymbol symbol : file.symbols()) {
      boolean inside = symbol.isDefined() && symbol.section() >= 1 && symbol.section() <= file.sections().size();
      if (inside && !symbol.name().startsWith("ltmp") && !symbol.name().isEmpty()) {
        boolean code = file.sections().get(symbol.section() - 1).isCode();
        (code ? names : objects).merge(symbol.value(), symbol.name(), MachoFunctions::better);
      }
    }
    TreeMap<Long, Boolean> starts = new TreeMap<>();
    names.keySet().forEach(start -> starts.put(start, true));
    readStarts(starts);
    for (MachoSection section : file.sections()) {
      if (section.isCode()) {
        split(section, starts);
      }
    }
  }

  private static String better(String a, String b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** The table holds distances from function to function, 7 bits a byte, from the first segment on. */
  private void readStarts(TreeMap<Long, Boolean> starts) {
    MachoFile.Command command = file.command(FUNCTION_STARTS);
    if (command == null) {
      return;
    }
    long at = file.view().u32(command.at() + 8);
    long end = Math.min(file.view().size(), at + file.view().u32(command.at() + 12));
    long address = file.base();
    while (at < end && starts.size() < LIMIT) {
      long distance = 0;
      int shift = 0;
      int b;
      do {
        b = file.view().u8(at++);
        distance |= (long) (b & 0x7F) << shift;
        shift += 7;
      } while (b >= 0x80 && at < end && shift < 63);
      if (distance == 0) {
        return;
      }
      address += distance;
      starts.put(address, true);
    }
  }

  private void split(MachoSection section, TreeMap<Long, Boolean> all) {
    byte[] code = contents.get(section);
    long limit = section.address() + code.length;
    TreeMap<Long, Boolean> starts = new TreeMap<>(all.subMap(section.address(), limit));
    if (starts.isEmpty()) {
      (file.cpu() == MachoFile.ARM64 ? CallTargets.aarch64(code, 0, code.length, section.address())
          : file.cpu() == MachoFile.X86_64 || file.cpu() == MachoFile.I386
              ? CallTargets.x86(code, 0, code.length, section.address(), file.isWide())
              : new java.util.TreeSet<Long>()).forEach(target -> starts.put(target, true));
    }
    starts.put(section.address(), true);
    for (long start : starts.subMap(section.address(), limit).keySet()) {
      Long next = starts.higherKey(start);
      ends.put(start, next == null ? limit : Math.min(next, limit));
    }
  }

  TreeMap<Long, Long> ranges() {
    return ends;
  }

  /** Returns where the function starts that an address is in, -1 if it is in none. */
  long function(long address) {
    Map.Entry<Long, Long> entry = ends.floorEntry(address);
    return entry == null || entry.getValue() <= address ? -1 : entry.getKey();
  }

  String name(long start) {
    return names.getOrDefault(start, "");
  }

  TreeMap<Long, String> objects() {
    return objects;
  }

  byte[] content(MachoSection section) {
    return contents.get(section);
  }
}
