package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the words the loader adjusts: by the opcodes of LC_DYLD_INFO, or by chains (mach-o/fixup-chains.h). */
final class Fixups {
  private static final int DYLD_INFO = 0x22;
  private static final int CHAINED = 0x34;
  private static final int LIMIT = 4_000_000;

  private final MachoFile file;
  private final ByteView view;
  private final Map<Long, Long> pointers;
  private final Map<Long, String> names;
  private int found;

  Fixups(MachoFile file, Map<Long, Long> pointers, Map<Long, String> names) {
    this.file = file;
    this.view = file.view();
    this.pointers = pointers;
    this.names = names;
  }

  /** Fills in targets and names of imports by the address of their word; stops where a table is broken. */
  void read() {
    MachoFile.Command info = file.command(DYLD_INFO);
    MachoFile.Command chained = file.command(CHAINED);
    try {
      if (info != null) {
        rebase(view.u32(info.at() + 8), view.u32(info.at() + 12));
      }
      if (chained != null) {
        chains(view.u32(chained.at() + 8));
      }
    } catch (IndexOutOfBoundsException cut) {
      // What was found names less: the words are shown as they are.
      found = LIMIT;
    }
  }

  private void rebase(long from, long size) {
    long at = from;
    long end = Math.min(view.size(), from + size);
    long address = 0;
    int word = file.isWide() ? 8 : 4;
    long[] next = new long[1];
    while (at < end && found < LIMIT) {
      int b = view.u8(at++);
      int low = b & 15;
      next[0] = at;
      switch (b & 0xF0) {
        case 0x00 -> {
          return;
        }
        case 0x10 -> { }
        case 0x20 -> address = file.segment(low) + number(next);
        case 0x30 -> address += number(next);
        case 0x40 -> address += (long) low * word;
        case 0x50 -> address = run(address, low, word);
        case 0x60 -> address = run(address, number(next), word);
        case 0x70 -> address = run(address, 1, word + number(next));
        case 0x80 -> {
          long count = number(next);
          address = run(address, count, word + number(next));
        }
        default -> {
          return;
        }
      }
      at = next[0];
    }
  }

  private long run(long address, long count, long step) {
    long at = address;
    for (long i = 0; i < count && found < LIMIT; i++, at += step) {
      long place = file.offset(at);
      if (place >= 0 && place + 8 <= view.size()) {
        pointers.put(at, view.word(place, file.isWide()));
      }
      found++;
    }
    return at;
  }

  private long number(long[] at) {
    long value = 0;
    int shift = 0;
    int b;
    do {
      b = view.u8(at[0]++);
      value |= (long) (b & 0x7F) << shift;
      shift += 7;
    } while (b >= 0x80 && shift < 63);
    return value;
  }

  private void chains(long header) {
    List<String> imports = imports(header);
    long starts = header + view.u32(header + 4);
    long segments = Math.min(256, view.u32(starts));
    for (int i = 0; i < segments; i++) {
      long offset = view.u32(starts + 4 + 4L * i);
      if (offset == 0) {
        continue;
      }
      long segment = starts + offset;
      int pageSize = view.u16(segment + 4);
      int format = view.u16(segment + 6);
      long address = file.base() + view.i64(segment + 8);
      for (int page = 0; page < view.u16(segment + 20); page++) {
        int start = view.u16(segment + 22 + 2L * page);
        if (start != 0xFFFF && (format == 2 || format == 6)) {
          chain(address + (long) page * pageSize + start, format, imports);
        }
      }
    }
  }

  /** Follows a chain of 64-bit words: bind, next in words of 4 bytes, then an import's number or a target. */
  private void chain(long first, int format, List<String> imports) {
    long at = first;
    while (found++ < LIMIT) {
      long place = file.offset(at);
      if (place < 0 || place + 8 > view.size()) {
        return;
      }
      long word = view.i64(place);
      if (word < 0) {
        int number = (int) (word & 0xFFFFFF);
        names.put(at, number < imports.size() ? imports.get(number) : "import " + number);
      } else {
        long target = word & 0xF_FFFF_FFFFL;
        pointers.put(at, format == 6 ? target + file.base() : target);
      }
      long next = word >>> 51 & 0xFFF;
      if (next == 0) {
        return;
      }
      at += next * 4;
    }
  }

  private List<String> imports(long header) {
    List<String> result = new ArrayList<>();
    long table = header + view.u32(header + 8);
    long strings = header + view.u32(header + 12);
    long count = Math.min(view.u32(header + 16), view.size() / 4);
    int format = view.i32(header + 20);
    int size = format == 1 ? 4 : format == 2 ? 8 : 16;
    for (long i = 0; i < count; i++) {
      long entry = format == 3 ? view.i64(table + i * size) >>> 32 : view.u32(table + i * size) >>> 9;
      long name = strings + entry;
      result.add(name < view.size() ? view.string(name) : "?");
    }
    return result;
  }
}
