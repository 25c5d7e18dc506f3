package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.sniff.Probe;

/**
 * Goes through the first values of a file, by tag and length only, to tell what it is; stays in the head of the file.
 */
final class DerHead {
  static final int SEQUENCE = 0x30;
  static final int INTEGER = 0x02;
  static final int OBJECT = 0x06;
  static final int BITS = 0x03;
  static final int OCTETS = 0x04;

  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int INDEFINITE = -1;

  private final Probe probe;
  private int at;
  private int contentStart;
  private long length;

  DerHead(Probe probe) {
    this.probe = probe;
  }

  /** Returns whether a value with this tag comes next, and goes to its content. */
  boolean enter(int tag) {
    if (!header(tag)) {
      return false;
    }
    at = contentStart;
    return true;
  }

  /** Returns whether a value with this tag comes next, and goes past it. */
  boolean skip(int tag) {
    if (!header(tag) || length == INDEFINITE || contentStart + length > Integer.MAX_VALUE) {
      return false;
    }
    at = (int) (contentStart + length);
    return true;
  }

  /** Returns whether a value with this tag comes next whose content starts with another, and goes past it. */
  boolean skip(int tag, int inner) {
    return header(tag) && probe.u8(contentStart) == inner && skip(tag);
  }

  /** Goes past a value with this tag if it comes next; returns true. */
  boolean optional(int tag) {
    return probe.u8(at) != tag || skip(tag);
  }

  /** Returns whether a date comes next. */
  boolean time() {
    return probe.u8(at) == UTC_TIME ? skip(UTC_TIME) : skip(GENERALIZED_TIME);
  }

  /** Returns whether the next bytes are these. */
  boolean has(byte[] bytes) {
    return probe.has(at, bytes);
  }

  /** Returns whether a value with this tag comes next. */
  boolean is(int tag) {
    return probe.u8(at) == tag;
  }

  /** Returns whether nothing comes next. */
  boolean isEnd() {
    return at == probe.size();
  }

  private boolean header(int tag) {
    if (probe.u8(at) != tag) {
      return false;
    }
    int first = probe.u8(at + 1);
    contentStart = at + 2;
    length = first;
    if (first == 0x80) {
      length = INDEFINITE;
      return true;
    }
    if (first > 0x80) {
      int digits = first - 0x80;
      length = 0;
      for (int i = 0; i < digits && digits <= 4; i++) {
        length = length << 8 | Math.max(0, probe.u8(contentStart + i));
      }
      contentStart += digits;
      return digits <= 4 && length >= 0 && contentStart + length <= probe.size();
    }
    return first >= 0 && contentStart + length <= probe.size();
  }
}
