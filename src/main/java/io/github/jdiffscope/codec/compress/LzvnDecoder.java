package io.github.jdiffscope.codec.compress;

import java.io.IOException;

/**
 * Decodes LZVN: operations of literal bytes, then a copy of what came before; told apart by the bits of their first byte
 * as the reference decoder of LZFSE documents them. L, M and D stand for literals, length and distance.
 */
public final class LzvnDecoder {
  private static final int END = 0x06;

  private final byte[] in;
  private final int end;
  private final byte[] out;
  private int at;
  private int position;
  private int distance;

  private LzvnDecoder(byte[] in, int from, int end, byte[] out, int position) {
    this.in = in;
    this.at = from;
    this.end = end;
    this.out = out;
    this.position = position;
  }

  /** Returns how many bytes were decoded: fewer than {@code out} holds if the coded bytes say that they end before. */
  public static int decode(byte[] in, byte[] out) throws IOException {
    return decode(in, 0, in.length, out, 0);
  }

  /** Decodes a part of the input to {@code position}; returns where the output ends. */
  static int decode(byte[] in, int from, int end, byte[] out, int position) throws IOException {
    LzvnDecoder decoder = new LzvnDecoder(in, from, end, out, position);
    while (decoder.position < out.length && decoder.step()) {
      continue;
    }
    return decoder.position;
  }

  private boolean step() throws IOException {
    int code = byteAt(at);
    int kind = code >> 4;
    if (kind == 0xE) {
      int small = code & 0xF;
      int length = small != 0 ? small : byteAt(at + 1) + 16;
      at += small != 0 ? 1 : 2;
      literals(length);
    } else if (kind == 0xF) {
      int small = code & 0xF;
      int length = small != 0 ? small : byteAt(at + 1) + 16;
      at += small != 0 ? 1 : 2;
      copy(length);
    } else if (kind == 0xA || kind == 0xB) {
      // 101LLMMM DDDDDDMM DDDDDDDD
      int rest = byteAt(at + 1) | byteAt(at + 2) << 8;
      distance = rest >> 2;
      both(3, code >> 3 & 3, ((code & 7) << 2 | rest & 3) + 3);
    } else if (kind == 0x7 || kind == 0xD) {
      throw undefined(code);
    } else {
      return small(code);
    }
    return true;
  }

  /** LLMMMDDD DDDDDDDD, where DDD of 7 says that two bytes of distance follow, and of 6 that it is as before. */
  private boolean small(int code) throws IOException {
    int low = code & 7;
    int length = 3;
    if (low == 7) {
      distance = byteAt(at + 1) | byteAt(at + 2) << 8;
    } else if (low != 6) {
      distance = low << 8 | byteAt(at + 1);
      length = 2;
    } else if (code == END) {
      return false;
    } else if (code == 0x0E || code == 0x16) {
      at++;
      return true;
    } else if (code < 0x40) {
      throw undefined(code);
    } else {
      length = 1;
    }
    both(length, code >> 6, (code >> 3 & 7) + 3);
    return true;
  }

  private void both(int codeLength, int literals, int length) throws IOException {
    at += codeLength;
    literals(literals);
    copy(length);
  }

  private void literals(int length) throws IOException {
    if (length > end - at) {
      throw new IOException("LZVN literals at " + at + " are cut off");
    }
    int count = Math.min(length, out.length - position);
    System.arraycopy(in, at, out, position, count);
    at += length;
    position += count;
  }

  private void copy(int length) throws IOException {
    if (position < out.length) {
      position = AdcDecoder.copy(out, position, distance, length);
    }
  }

  private int byteAt(int index) throws IOException {
    if (index >= end) {
      throw new IOException("LZVN stream is cut off at " + end);
    }
    return in[index] & 0xFF;
  }

  private IOException undefined(int code) {
    return new IOException("undefined LZVN operation " + code + " at " + at);
  }
}
