package io.github.jdiffscope.codec.lzma;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes decoded last, as far back as matches reach. It grows with what is decoded, never with what is claimed, and
 * moves what it keeps to its start when it is full.
 */
final class LzmaWindow {
  /** Larger dictionaries are kept this far; what reaches back further is refused. */
  private static final int LARGEST = 256 << 20;
  private static final int SMALLEST = 1 << 16;
  /** What is decoded before bytes are moved, at most: much beside the dictionary, so that they are moved seldom. */
  private static final int SLACK = 8 << 20;

  private final long claimed;
  private final int dictionary;
  private final int capacity;
  private byte[] bytes;
  private int at;
  private int taken;
  private int bias;
  private int pendingDistance;
  private int pendingLength;

  /**
   * @param dictionary how far matches reach back, as claimed
   * @param size how much will be decoded at most, or -1
   */
  LzmaWindow(long dictionary, long size) {
    claimed = dictionary;
    long needed = size < 0 ? dictionary : Math.min(size, dictionary);
    this.dictionary = (int) Math.min(LARGEST, Math.max(1 << 12, needed));
    capacity = this.dictionary + Math.max(SMALLEST, Math.min(this.dictionary, SLACK));
    long first = size < 0 ? SMALLEST : Math.max(1, Math.min(SMALLEST, size));
    bytes = new byte[(int) first];
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns what to add to an index for the position since the dictionary was emptied. */
  int bias() {
    return bias;
  }

  /** Returns the index up to which may be decoded now; everything decoded must have been taken. */
  int room(long wanted) {
    if (at == bytes.length) {
      if (bytes.length < capacity) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(capacity, Math.max(SMALLEST, bytes.length * 2L)));
      } else {
        System.arraycopy(bytes, at - dictionary, bytes, 0, dictionary);
        bias += at - dictionary;
        at = dictionary;
        taken = at;
      }
    }
    return (int) Math.min(bytes.length, at + Math.min(wanted, SMALLEST));
  }

  /** Forgets everything. */
  void reset() {
    at = 0;
    taken = 0;
    bias = 0;
    pendingLength = 0;
  }

  void advance(int to) {
    at = to;
  }

  /** Returns where the next byte goes. */
  int index() {
    return at;
  }

  int decoded() {
    return at - taken;
  }

  /** Returns how many bytes were handed over. */
  int take(byte[] target, int offset, int length) {
    int count = Math.min(length, at - taken);
    System.arraycopy(bytes, taken, target, offset, count);
    taken += count;
    return count;
  }

  /** Keeps the rest of a match for which there was no room. */
  void pending(int distance, int length) {
    pendingDistance = distance;
    pendingLength = length;
  }

  boolean isPending() {
    return pendingLength > 0;
  }

  /** Goes on with a match for which there was no room; returns where the window then ends. */
  int repeat(int limit) {
    int stop = Math.min(limit, at + pendingLength);
    pendingLength -= stop - at;
    int to = at;
    for (int from = at - pendingDistance - 1; to < stop; ) {
      bytes[to++] = bytes[from++];
    }
    return to;
  }

  /** Throws if a match would reach back too far. */
  void check(int distance, int from) throws IOException {
    if (distance < 0 || distance >= from || distance >= dictionary) {
      boolean cut = distance >= dictionary && (distance & 0xFFFF_FFFFL) < claimed && dictionary == LARGEST;
      throw new IOException(cut ? "Unsupported: a match over more than 256 MiB"
          : "a match reaches back to before the start");
    }
  }

  /** Adds bytes as they are; returns how many there was room for. */
  int copy(InputStream source, int length) throws IOException {
    int count = source.readNBytes(bytes, at, room(length) - at);
    at += count;
    return count;
  }
}
