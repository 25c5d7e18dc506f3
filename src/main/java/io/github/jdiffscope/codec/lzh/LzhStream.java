package io.github.jdiffscope.codec.lzh;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses LHA's methods lh4 to lh7 and ARJ's 1 to 3, which differ only in the size of their window; after the
 * description of ar002 by Haruhiko Okumura and the technical notes of unarj.
 */
public final class LzhStream extends BulkStream {
  private static final int CHARACTERS = 510;
  private static final int CHARACTER_BITS = 9;
  private static final int TEMPORARY = 19;
  private static final int TEMPORARY_BITS = 5;
  private static final int SPECIAL = 3;
  private static final int THRESHOLD = 3;

  private final InputStream in;
  private final byte[] window;
  private final int positions;
  private final int positionBits;
  private long left;
  private int blockLeft;
  private PrefixCode characters;
  private PrefixCode offsets;
  private int windowPosition;
  private int copyLeft;
  private int copyFrom;
  private int buffer;
  private int available;
  private int missing;

  private LzhStream(InputStream in, int windowSize, int positions, int positionBits, long size) {
    this.in = in;
    this.window = new byte[windowSize];
    java.util.Arrays.fill(window, (byte) ' ');
    this.positions = positions;
    this.positionBits = positionBits;
    this.left = size;
  }

  /** Returns the content of compressed data; null for methods that are not known. */
  public static InputStream ofLha(String method, InputStream in, long size) {
    return switch (method) {
      case "-lzs-" -> LarcStream.lzs(in, size);
      case "-lz5-" -> LarcStream.lz5(in, size);
      case "-lh1-" -> new Lh1Stream(in, size);
      case "-lh4-" -> new LzhStream(in, 1 << 12, 14, 4, size);
      case "-lh5-" -> new LzhStream(in, 1 << 13, 14, 4, size);
      case "-lh6-" -> new LzhStream(in, 1 << 15, 16, 5, size);
      case "-lh7-" -> new LzhStream(in, 1 << 16, 17, 5, size);
      case "-lhx-" -> new LzhStream(in, 1 << 20, 21, 5, size);
      default -> null;
    };
  }

  /** Returns the content of data compressed by ARJ's methods 1 to 3. */
  public static LzhStream ofArj(InputStream in, long size) {
    return new LzhStream(in, 1 << 15, 17, 5, size);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    for (int i = 0; i < count; i++) {
      target[offset + i] = next();
    }
    left -= count;
    return count;
  }

  private byte next() throws IOException {
    if (copyLeft == 0) {
      int code = character();
      if (code < 256) {
        return put((byte) code);
      }
      copyLeft = code - 256 + THRESHOLD;
      int position = offsets.decode(this);
      int distance = position < 2 ? position : (1 << position - 1) + bits(position - 1);
      copyFrom = Math.floorMod(windowPosition - distance - 1, window.length);
    }
    copyLeft--;
    byte value = window[copyFrom];
    copyFrom = (copyFrom + 1) % window.length;
    return put(value);
  }

  private byte put(byte value) {
    window[windowPosition] = value;
    windowPosition = (windowPosition + 1) % window.length;
    return value;
  }

  private int character() throws IOException {
    if (blockLeft == 0) {
      blockLeft = bits(16);
      if (blockLeft == 0) {
        throw new IOException("block is empty");
      }
      PrefixCode temporary = lengths(TEMPORARY, TEMPORARY_BITS, SPECIAL);
      characters = characterLengths(temporary);
      offsets = lengths(positions, positionBits, -1);
    }
    blockLeft--;
    return characters.decode(this);
  }

  private PrefixCode lengths(int count, int countBits, int special) throws IOException {
    int stored = bits(countBits);
    if (stored == 0) {
      return PrefixCode.single(bits(countBits));
    }
    byte[] lengths = new byte[Math.max(count, stored)];
    for (int i = 0; i < stored; ) {
      int length = bits(3);
      while (length >= 7 && bits(1) == 1) {
        if (++length > 16) {
          throw new IOException("code length is too large");
        }
      }
      lengths[i++] = (byte) length;
      if (i == special) {
        i = Math.min(stored, i + bits(2));
      }
    }
    return new PrefixCode(lengths);
  }

  private PrefixCode characterLengths(PrefixCode temporary) throws IOException {
    int stored = bits(CHARACTER_BITS);
    if (stored == 0) {
      return PrefixCode.single(bits(CHARACTER_BITS));
    }
    byte[] lengths = new byte[Math.max(CHARACTERS, stored)];
    for (int i = 0; i < stored; ) {
      int code = temporary.decode(this);
      if (code > 2) {
        lengths[i++] = (byte) (code - 2);
      } else {
        i += code == 0 ? 1 : code == 1 ? 3 + bits(4) : 20 + bits(CHARACTER_BITS);
      }
    }
    return new PrefixCode(lengths);
  }

  /** Returns the next bits, the most significant first. */
  int bits(int count) throws IOException {
    while (available < count) {
      int value = in.read();
      if (value < 0 && ++missing > 4) {
        throw new EOFException();
      }
      buffer = buffer << 8 | Math.max(0, value);
      available += 8;
    }
    available -= count;
    return buffer >>> available & (1 << count) - 1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
