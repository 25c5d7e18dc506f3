package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.CallTargets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The functions of a portable executable: by symbol, by export, by unwinding range, and by where calls go. */
final class PeFunctions {
  private static final int RUNTIME_FUNCTION = 12;
  private static final int PACKED_FUNCTION = 8;

  private final PeFile file;
  private final TreeMap<Long, String> names = new TreeMap<>();
  private final TreeMap<Long, Long> ends = new TreeMap<>();
  private final Map<PeFile.PeSection, byte[]> contents = new HashMap<>();

  PeFunctions(PeFile file, PeTables tables, PeNames symbols) {
    this.file = file;
    names.putAll(symbols.functions());
    tables.exports().forEach(names::putIfAbsent);
    for (PeFile.PeSection section : file.sections()) {
      contents.put(section, file.content(section));
    }
    long entry = file.view().u32(file.optional() + 16);
    PeFile.PeSection start = file.sectionAt(entry);
    if (start != null && start.isCode()) {
      names.putIfAbsent(entry, "<entry point>");
    }
    readRanges();
    boolean managed = file.directoryAddress(PeFile.CLR) != 0;
    for (PeFile.PeSection section : file.sections()) {
      if (section.isCode() && !managed) {
        fill(section);
      }
    }
  }

  private void readRanges() {
    boolean packed = file.machine() == PeFile.ARM64;
    if (!packed && file.machine() != PeFile.AMD64) {
      return;
    }
    int size = packed ? PACKED_FUNCTION : RUNTIME_FUNCTION;
    long at = file.offset(file.directoryAddress(PeFile.EXCEPTIONS));
    long end = Math.min(at + file.directorySize(PeFile.EXCEPTIONS), file.view().size());
    for (; at + size <= end; at += size) {
      long start = file.view().u32(at);
      long stop = packed ? start + length(file.view().u32(at + 4)) : file.view().u32(at + 4);
      PeFile.PeSection section = file.sectionAt(start);
      if (section != null && section.isCode() && stop > start && section.contains(stop - 1)) {
        ends.put(start, stop);
      }
    }
  }

  /** Returns the length of an ARM64 function: in its packed entry, or in the record the entry points to. */
  private long length(long unwind) {
    if ((unwind & 3) != 0) {
      return (unwind >> 2 & 0x7FF) * 4;
    }
    long record = file.offset(unwind);
    return record + 4 > file.view().size() ? 0 : (file.view().u32(record) & 0x3FFFF) * 4;
  }

  /** Makes ranges of what no table names: from name to name, and from where calls go. */
  private void fill(PeFile.PeSection section) {
    byte[] code = contents.get(section);
    long limit = section.address() + code.length;
    TreeSet<Long> starts = new TreeSet<>(names.subMap(section.address(), limit).keySet());
    List<long[]> gaps = gaps(section.address(), limit);
    for (long[] gap : gaps) {
      starts.addAll(calls(code, section.address(), gap[0], gap[1]));
    }
    for (long[] gap : gaps) {
      long at = gap[0];
      while (at < gap[1]) {
        Long next = starts.higher(at);
        long end = next == null || next > gap[1] ? gap[1] : next;
        int begin = padding(code, (int) (at - section.address()), (int) (end - section.address()));
        if (section.address() + begin < end) {
          ends.put(section.address() + begin, end);
        }
        at = end;
      }
    }
  }

  private List<long[]> gaps(long from, long limit) {
    List<long[]> result = new ArrayList<>();
    long at = from;
    for (Map.Entry<Long, Long> range : new ArrayList<>(ends.subMap(from, limit).entrySet())) {
      if (range.getKey() > at) {
        result.add(new long[] {at, range.getKey()});
      }
      at = Math.max(at, range.getValue());
    }
    if (at < limit) {
      result.add(new long[] {at, limit});
    }
    return result;
  }

  private SortedSet<Long> calls(byte[] code, long base, long from, long to) {
    int start = (int) (from - base);
    int end = (int) (to - base);
    return switch (file.machine()) {
      case PeFile.AMD64 -> CallTargets.x86(code, start, end, from, true);
      case PeFile.I386 -> CallTargets.x86(code, start, end, from, false);
      case PeFile.ARM64 -> CallTargets.aarch64(code, start, end, from);
      default -> new TreeSet<>();
    };
  }

  /** Returns where code starts behind padding: breakpoints, zeros, and no-operations of one or many bytes. */
  private static int padding(byte[] code, int from, int to) {
    int at = from;
    while (at < to) {
      byte b = code[at];
      if (b == (byte) 0xCC || b == 0 || b == (byte) 0x90) {
        at++;
        continue;
      }
      int next = at;
      while (next < to && (code[next] == 0x66 || code[next] == 0x2E)) {
        next++;
      }
      if (next > at && next < to && code[next] == (byte) 0x90) {
        at = next + 1;
      } else if (next + 2 < to && code[next] == 0x0F && code[next + 1] == 0x1F) {
        int modrm = code[next + 2];
        at = next + 3 + ((modrm & 7) == 4 ? 1 : 0) + ((modrm & 0xC0) == 0x40 ? 1 : (modrm & 0xC0) == 0x80 ? 4 : 0);
      } else {
        return at;
      }
    }
    return to;
  }

  /** Returns the end of each function by its start. */
  TreeMap<Long, Long> ranges() {
    return ends;
  }

  /** Returns the name of the function that starts at an address, "" if nothing tells it. */
  String name(long start) {
    return names.getOrDefault(start, "");
  }

  byte[] content(PeFile.PeSection section) {
    return contents.get(section);
  }
}
