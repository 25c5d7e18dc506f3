package io.github.jdiffscope.textdiff;

import java.util.Arrays;

/** Ranges of bytes that differ, ascending: left [a0, a1) stands where right [b0, b1) stands. */
final class Regions {
  private static final int FIELDS = 4;
  /** More regions than this are counted, and the last one kept is widened over them: memory stays bounded. */
  private static final int MOST = 1 << 20;

  private long[] fields = new long[64 * FIELDS];
  private int size;
  private long widened;
  private long changed;
  private long inserted;
  private long deleted;

  /**
   * Adds a region after the last one.
   *
   * @param differing how many bytes differ if both ranges have one length; else ignored
   */
  void add(long a0, long a1, long b0, long b1, long differing) {
    long left = a1 - a0;
    long right = b1 - b0;
    changed += left == right ? differing : Math.min(left, right);
    inserted += Math.max(0, right - left);
    deleted += Math.max(0, left - right);
    if (size == MOST) {
      set(size - 1, a0(size - 1), a1, b0(size - 1), b1);
      widened++;
      return;
    }
    if (size * FIELDS == fields.length) {
      fields = Arrays.copyOf(fields, fields.length * 2);
    }
    size++;
    set(size - 1, a0, a1, b0, b1);
  }

  /** Adds regions that lie after the last one. */
  void addAll(Regions more) {
    long changedBefore = changed;
    for (int i = 0; i < more.size; i++) {
      add(more.a0(i), more.a1(i), more.b0(i), more.b1(i), 0);
    }
    // What each region holds is known only to the one that found it.
    changed = changedBefore + more.changed;
    widened += more.widened;
  }

  private void set(int index, long a0, long a1, long b0, long b1) {
    int at = index * FIELDS;
    fields[at] = a0;
    fields[at + 1] = a1;
    fields[at + 2] = b0;
    fields[at + 3] = b1;
  }

  int size() {
    return size;
  }

  /** Returns how many regions were found, kept one by one or not. */
  long found() {
    return size + widened;
  }

  long a0(int index) {
    return fields[index * FIELDS];
  }

  long a1(int index) {
    return fields[index * FIELDS + 1];
  }

  long b0(int index) {
    return fields[index * FIELDS + 2];
  }

  long b1(int index) {
    return fields[index * FIELDS + 3];
  }

  /** Returns how many bytes have another value. */
  long changed() {
    return changed;
  }

  long inserted() {
    return inserted;
  }

  long deleted() {
    return deleted;
  }

  /** Returns how many bytes are touched in all. */
  long cost() {
    return changed + inserted + deleted;
  }
}
