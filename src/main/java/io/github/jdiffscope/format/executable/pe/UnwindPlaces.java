package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.TreeMap;

/** Where the records lie that tell how to unwind x64 functions: prologues again, and addresses (x64 exception handling). */
final class UnwindPlaces {
  private static final int CHAINED = 4;
  private static final int HANDLED = 3;

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
        size += 4 + scopes(view, record + size + 4, view.u32(at), view.u32(at + 4));
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
}
