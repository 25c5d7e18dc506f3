package io.github.jdiffscope.format.executable.dotnet;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a method (ECMA-335, II.25.4): where its code lies and what handles its exceptions.
 *
 * @param from file offset of the first instruction
 * @param locals token of the signature of the local variables, 0 for none
 */
record MethodBody(int maxStack, boolean initialised, int locals, int from, int to, List<Clause> clauses) {
  private static final int CLAUSE_LIMIT = 65_536;

  /**
   * An exception handler; positions count from the first instruction.
   *
   * @param extra type that is caught, or where the filter starts
   */
  record Clause(int kind, int tryStart, int tryEnd, int handlerStart, int handlerEnd, int extra) {}

  /** Returns the body that starts at an offset of the file. */
  static MethodBody read(ByteView view, long at) {
    int first = view.u8(at);
    if ((first & 3) == 2) {
      return new MethodBody(8, false, 0, (int) at + 1, end(view, at + 1, first >> 2), List.of());
    }
    int flags = view.u16(at);
    long code = at + Math.max(12, (flags >> 12) * 4L);
    int end = end(view, code, view.u32(at + 4));
    List<Clause> clauses = new ArrayList<>();
    if ((flags & 8) != 0) {
      sections(view, (end + 3L) / 4 * 4, clauses);
    }
    return new MethodBody(view.u16(at + 2), (flags & 0x10) != 0, view.i32(at + 8), (int) code, end, clauses);
  }

  private static int end(ByteView view, long from, long size) {
    if (size > view.size() - from) {
      throw new IndexOutOfBoundsException("code of " + size + " bytes at byte " + from);
    }
    return (int) (from + size);
  }

  private static void sections(ByteView view, long start, List<Clause> clauses) {
    long at = start;
    int kind;
    do {
      kind = view.u8(at);
      boolean fat = (kind & 0x40) != 0;
      int size = fat ? view.i32(at) >>> 8 : view.u8(at + 1);
      if ((kind & 0x3F) == 1) {
        for (long clause = at + 4; clause + (fat ? 24 : 12) <= at + size && clauses.size() < CLAUSE_LIMIT;
            clause += fat ? 24 : 12) {
          clauses.add(fat ? fat(view, clause) : small(view, clause));
        }
      }
      at = (at + Math.max(4, size) + 3) / 4 * 4;
    } while ((kind & 0x80) != 0);
  }

  private static Clause fat(ByteView view, long at) {
    int start = view.i32(at + 4);
    int handler = view.i32(at + 12);
    return new Clause(view.i32(at), start, start + view.i32(at + 8), handler, handler + view.i32(at + 16),
        view.i32(at + 20));
  }

  private static Clause small(ByteView view, long at) {
    int start = view.u16(at + 2);
    int handler = view.u16(at + 5);
    return new Clause(view.u16(at), start, start + view.u8(at + 4), handler, handler + view.u8(at + 7), view.i32(at + 8));
  }
}
