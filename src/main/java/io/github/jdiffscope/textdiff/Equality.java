package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.util.Arrays;

/** Whether and where two sources differ, at the speed of memory. */
public final class Equality {
  private Equality() {}

  /** Returns whether two sources hold the same bytes. */
  public static boolean equal(ByteSource left, ByteSource right) throws IOException {
    return left.size() == right.size() && firstDifference(left, right) < 0;
  }

  /** Returns the position of the first byte that differs or that only one source has, or -1 if they are equal. */
  public static long firstDifference(ByteSource left, ByteSource right) throws IOException {
    long common = commonPrefix(new Window(left), new Window(right), 0, 0, Math.min(left.size(), right.size()));
    return common == left.size() && common == right.size() ? -1 : common;
  }

  /** Returns how many bytes from two positions on are equal, at most {@code limit}. */
  static long commonPrefix(Window left, Window right, long fromLeft, long fromRight, long limit) throws IOException {
    long done = 0;
    // A difference is often near: a small first step costs less than a full window.
    int step = 1 << 12;
    while (done < limit) {
      int wanted = (int) Math.min(limit - done, step);
      int got = Math.min(left.load(fromLeft + done, wanted), right.load(fromRight + done, wanted));
      if (got == 0) {
        throw Window.shrunk(fromLeft + done);
      }
      int at = Arrays.mismatch(left.bytes, 0, got, right.bytes, 0, got);
      if (at >= 0) {
        return done + at;
      }
      done += got;
      step = Window.SIZE;
    }
    return limit;
  }

  /** Returns how many bytes before two positions are equal, at most {@code limit}. */
  static long commonSuffix(Window left, Window right, long endLeft, long endRight, long limit) throws IOException {
    long done = 0;
    int step = 1 << 12;
    while (done < limit) {
      int wanted = (int) Math.min(limit - done, step);
      int got = Math.min(left.load(endLeft - done - wanted, wanted), right.load(endRight - done - wanted, wanted));
      if (got < wanted) {
        throw Window.shrunk(endLeft - done - wanted + got);
      }
      int equal = equalTail(left.bytes, right.bytes, wanted);
      done += equal;
      if (equal < wanted) {
        return done;
      }
      step = Window.SIZE;
    }
    return limit;
  }

  private static int equalTail(byte[] a, byte[] b, int length) {
    int block = 512;
    int end = length;
    while (end >= block && Arrays.equals(a, end - block, end, b, end - block, end)) {
      end -= block;
    }
    while (end > 0 && a[end - 1] == b[end - 1]) {
      end--;
    }
    return length - end;
  }
}
