package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The unwinding table {@code .eh_frame}: which ranges of code are functions, and their frames (LSB, "Exception Frames"). */
final class FrameTable {
  private final List<Frame> frames = new ArrayList<>();
  private final boolean wide;

  /** One frame description: a range of code and how to unwind it. */
  record Frame(long start, long end, String instructions) {}

  FrameTable(ElfFile file, ElfSection section) {
    wide = file.isWide();
    ByteView view = new ByteView(file.content(section), file.view().little());
    try {
      read(view, section.address());
    } catch (IndexOutOfBoundsException cut) {
      // What came before is kept; the section's bytes are compared elsewhere.
    }
  }

  private void read(ByteView view, long base) {
    Map<Long, Integer> encodings = new HashMap<>();
    long at = 0;
    while (at + 8 <= view.size()) {
      long length = view.u32(at);
      long start = at + 4;
      if (length == 0xFFFF_FFFFL) {
        length = view.i64(at + 4);
        start = at + 12;
      }
      if (length <= 0 || length > view.size() - start) {
        // A terminator may stand between the tables of several objects.
        at = length == 0 ? at + 4 : view.size();
        continue;
      }
      long id = view.u32(start);
      if (id == 0) {
        encodings.put(at, encoding(view, start + 4));
      } else {
        frame(view, base, start, start + length, encodings.getOrDefault(start - id, 0x1B));
      }
      at = start + length;
    }
  }

  /** Returns the pointer encoding of a common entry: the letter R of its augmentation. */
  private static int encoding(ByteView view, long at) {
    String augmentation = view.string(at + 1);
    long next = at + 2 + augmentation.length();
    next = skipLeb(view, skipLeb(view, next)) + 1;
    if (!augmentation.startsWith("z")) {
      return 0;
    }
    next = skipLeb(view, next);
    for (int i = 1; i < augmentation.length(); i++) {
      switch (augmentation.charAt(i)) {
        case 'R' -> {
          return view.u8(next);
        }
        case 'P' -> next += 1 + ((view.u8(next) & 15) == 0 || (view.u8(next) & 7) == 4 ? 8 : 4);
        case 'L' -> next++;
        default -> { }
      }
    }
    return 0;
  }

  private static long skipLeb(ByteView view, long at) {
    long next = at;
    while ((view.u8(next) & 0x80) != 0) {
      next++;
    }
    return next + 1;
  }

  private void frame(ByteView view, long base, long start, long end, int encoding) {
    long place = start + 4;
    int size = size(encoding);
    long address = value(view, place, size) + ((encoding & 0x70) == 0x10 ? base + place : 0);
    long length = size == 8 ? view.i64(place + 8) : size == 4 ? view.u32(place + 4) : view.u16(place + 2);
    if (length > 0 && length < 1L << 31) {
      int from = (int) (place + 2L * size);
      int to = (int) end;
      while (to > from && view.bytes()[to - 1] == 0) {
        to--;
      }
      frames.add(new Frame(address, address + length, TextLiteral.hex(view.bytes(), from, Math.max(from, to))));
    }
  }

  private int size(int encoding) {
    return switch (encoding & 15) {
      case 2, 10 -> 2;
      case 3, 11 -> 4;
      case 4, 12 -> 8;
      default -> wide ? 8 : 4;
    };
  }

  private static long value(ByteView view, long at, int size) {
    return size == 8 ? view.i64(at) : size == 4 ? view.i32(at) : (short) view.u16(at);
  }

  List<Frame> frames() {
    return frames;
  }
}
