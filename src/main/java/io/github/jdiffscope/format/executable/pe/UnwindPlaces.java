package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.TreeMap;

/** Where the records lie that tell how to unwind x64 functions: prologues again, and addresses (x64 exception handling). */
final class UnwindPlaces {
  private static final int CHAINED = 4;
  private static final int HANDLED = 3;
  /** FuncInfo of the Visual C++ runtime, versions 0 to 2. */
  private static final long MAGIC = 0x19930520;
  private static final int FUNCTION = 40;
  private static final int TRY = 20;
  private static final int MOST = 100_000;

  private UnwindPlaces() {}

  /** Adds their ends by their starts. */
  static void add(PeFile file, TreeMap<Long, Long> places) {
    if (file.machine() != PeFile.AMD64) {
      return;
    }
    ByteView view = file.view();
    long at = file.offset(file.directoryAddress(PeFile.EXCEPTIONS));
    long end = Math.min(at + file.directorySize(PeFile.EXCEPTIONS), view.size());
    for (; at + 12 <= end; at += 12) {
      long rva = view.u32(at + 8);
      long record = file.offset(rva);
      if ((rva & 1) != 0 || record + 4 > view.size()) {
        continue;
      }
      int flags = view.u8(record) >> 3;
      long size = 4 + 2L * (view.u8(record + 2) + 1 & ~1);
      if ((flags & CHAINED) != 0) {
        size += 12;
      } else if ((flags & HANDLED) != 0) {
        long handler = record + size + 4;
        size += 4 + scopes(view, handler, view.u32(at), view.u32(at + 4)) + catches(file, handler, places);
      }
      places.merge(rva, rva + size, Math::max);
    }
  }

  /** Returns the size of a table of scopes of C, 0 if what follows the handler is something else. */
  private static long scopes(ByteView view, long at, long start, long end) {
    if (at + 12 > view.size()) {
      return 0;
    }
    long count = view.u32(at);
    long first = view.u32(at + 4);
    return count > 0 && count < 1000 && first >= start && first < end ? 4 + 16 * count : 0;
  }

  /**
   * Adds the tables of C++ exceptions: FuncInfo and what it counts, all of it about places in code.
   *
   * @return the size of the address of FuncInfo, 0 if what follows the handler is something else
   */
  private static int catches(PeFile file, long at, TreeMap<Long, Long> places) {
    ByteView view = file.view();
    long rva = at + 4 <= view.size() ? view.u32(at) : 0;
    long info = rva == 0 ? -1 : file.offset(rva);
    if (info < 0 || info + FUNCTION > view.size() || (view.u32(info) & ~7L) != MAGIC) {
      return 0;
    }
    places.merge(rva, rva + FUNCTION, Math::max);
    table(view, info + 4, 8, places);
    table(view, info + 20, 8, places);
    long tries = Math.min(view.u32(info + 12), MOST);
    long place = view.u32(info + 16);
    table(view, info + 12, TRY, places);
    for (long i = 0; i < tries; i++) {
      long block = file.offset(place + i * TRY);
      if (block >= 0 && block + TRY <= view.size()) {
        table(view, block + 12, TRY, places);
      }
    }
    return 4;
  }

  /** Adds a table that a count and an address tell. */
  private static void table(ByteView view, long at, int size, TreeMap<Long, Long> places) {
    long count = view.u32(at);
    long rva = view.u32(at + 4);
    if (count > 0 && count <= MOST && rva > 0) {
      places.merge(rva, rva + count * size, Math::max);
    }
  }
}
