package io.github.jdiffscope.codec.compress;

import java.io.IOException;

/** Decodes Apple Data Compression, as old disk images have it: runs of bytes, and copies of what came before. */
public final class AdcDecoder {
  private AdcDecoder() {}

  /** Returns how many bytes were decoded: fewer than {@code out} holds if the coded bytes end before. */
  public static int decode(byte[] in, byte[] out) throws IOException {
    int at = 0;
    int position = 0;
    while (at < in.length && position < out.length) {
      int code = in[at] & 0xFF;
      if ((code & 0x80) != 0) {
        int length = Math.min((code & 0x7F) + 1, out.length - position);
        if (length > in.length - at - 1) {
          throw new IOException("ADC run at " + at + " is cut off");
        }
        System.arraycopy(in, at + 1, out, position, length);
        position += length;
        at += 1 + length;
        continue;
      }
      boolean wide = (code & 0x40) != 0;
      if (at + (wide ? 3 : 2) > in.length) {
        throw new IOException("ADC copy at " + at + " is cut off");
      }
      int next = in[at + 1] & 0xFF;
      position = wide ? copy(out, position, (next << 8 | in[at + 2] & 0xFF) + 1, (code & 0x3F) + 4)
          : copy(out, position, ((code & 3) << 8 | next) + 1, (code >> 2 & 0xF) + 3);
      at += wide ? 3 : 2;
    }
    return position;
  }

  /** Returns where a copy ends, byte for byte, as it may reach into itself. */
  static int copy(byte[] out, int position, int distance, int length) throws IOException {
    if (distance <= 0 || distance > position) {
      throw new IOException("a copy reaches back " + distance + " bytes from byte " + position);
    }
    int end = Math.min(out.length, position + length);
    for (int i = position; i < end; i++) {
      out[i] = out[i - distance];
    }
    return end;
  }
}
