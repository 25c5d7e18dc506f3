package io.github.jdiffscope.codec.sevenzip;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Undoes BCJ2, which moves the targets of x86 calls and jumps into streams of their own. Whether a branch was moved is
 * a bit of a third stream, coded as LZMA codes its bits.
 */
final class Bcj2Stream extends BulkStream {
  private static final int TOP = 1 << 24;
  private static final int PROBABILITY_BITS = 11;
  private static final int MOVE_BITS = 5;
  private static final int JUMP = 256;
  private static final int CONDITIONAL = 257;

  private final InputStream main;
  private final InputStream calls;
  private final InputStream jumps;
  private final InputStream bits;
  private final int[] probabilities = new int[258];
  private final byte[] buffer = new byte[1 << 13];
  private int buffered;
  private int position;
  private int range = -1;
  private int code;
  private int previous;
  private int written;
  private long left;
  private int target;
  private int targetLeft;

  Bcj2Stream(InputStream[] inputs, long size) throws IOException {
    this.main = inputs[0];
    this.calls = inputs[1];
    this.jumps = inputs[2];
    this.bits = inputs[3];
    this.left = size;
    Arrays.fill(probabilities, 1 << PROBABILITY_BITS - 1);
    for (int i = 0; i < 5; i++) {
      code = code << 8 | next(bits);
    }
  }

  private static int next(InputStream in) throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException();
    }
    return value;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    for (int i = 0; i < count; i++) {
      out[offset + i] = (byte) nextByte();
    }
    left -= count;
    return count;
  }

  private int nextByte() throws IOException {
    written++;
    if (targetLeft > 0) {
      int value = target & 0xFF;
      target >>>= 8;
      targetLeft--;
      previous = value;
      return value;
    }
    if (position == buffered) {
      buffered = main.read(buffer, 0, buffer.length);
      position = 0;
      if (buffered <= 0) {
        buffered = 0;
        throw new EOFException();
      }
    }
    int value = buffer[position++] & 0xFF;
    boolean branch = (value & 0xFE) == 0xE8 || previous == 0x0F && (value & 0xF0) == 0x80;
    if (branch && moved(value == 0xE8 ? previous : value == 0xE9 ? JUMP : CONDITIONAL)) {
      InputStream targets = value == 0xE8 ? calls : jumps;
      int absolute = next(targets) << 24 | next(targets) << 16 | next(targets) << 8 | next(targets);
      target = absolute - (written + 4);
      targetLeft = 4;
    }
    previous = value;
    return value;
  }

  private boolean moved(int index) throws IOException {
    if (Integer.compareUnsigned(range, TOP) < 0) {
      range <<= 8;
      code = code << 8 | next(bits);
    }
    int bound = (range >>> PROBABILITY_BITS) * probabilities[index];
    boolean set = Integer.compareUnsigned(code, bound) >= 0;
    if (set) {
      range -= bound;
      code -= bound;
      probabilities[index] -= probabilities[index] >> MOVE_BITS;
    } else {
      range = bound;
      probabilities[index] += (1 << PROBABILITY_BITS) - probabilities[index] >> MOVE_BITS;
    }
    return set;
  }
}
