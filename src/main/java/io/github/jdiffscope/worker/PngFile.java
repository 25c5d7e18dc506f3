package io.github.jdiffscope.worker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * PNG files for reports. Own, because a report is the same byte for byte on every machine, and what the platform's
 * compressor makes depends on its version.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  /** RGB with alpha, 8 bits each (W3C PNG, 11.2.1). */
  private static final byte[] KIND = {8, 6, 0, 0, 0};
  private static final int BYTES = 4;
  private static final int FILTER_SUB = 1;
  private static final int FILTER_UP = 2;

  private PngFile() {}

  /** Returns a picture as a file. */
  static byte[] of(int width, int height, int[] argb) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    byte[] header = new byte[13];
    integer(header, 0, width);
    integer(header, 4, height);
    System.arraycopy(KIND, 0, header, 8, KIND.length);
    chunk(out, "IHDR", header);
    chunk(out, "IDAT", zlib(filtered(width, height, argb)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Returns the rows, each as its difference from the one above or from the pixel before, whichever has more zeros. */
  private static byte[] filtered(int width, int height, int[] argb) {
    int row = width * BYTES;
    byte[] all = new byte[height * (row + 1)];
    byte[] above = new byte[row];
    byte[] now = new byte[row];
    byte[] up = new byte[row];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int pixel = argb[y * width + x];
        integer(now, x * BYTES, pixel << 8 | pixel >>> 24);
      }
      int at = y * (row + 1);
      int zeros = 0;
      for (int i = 0; i < row; i++) {
        byte sub = (byte) (now[i] - (i < BYTES ? 0 : now[i - BYTES]));
        all[at + 1 + i] = sub;
        up[i] = (byte) (now[i] - above[i]);
        zeros += (up[i] == 0 ? 1 : 0) - (sub == 0 ? 1 : 0);
      }
      all[at] = (byte) (zeros >= 0 ? FILTER_UP : FILTER_SUB);
      if (zeros >= 0) {
        System.arraycopy(up, 0, all, at + 1, row);
      }
      byte[] spare = above;
      above = now;
      now = spare;
    }
    return all;
  }

  private static byte[] zlib(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x78);
    out.write(0x01);
    out.writeBytes(new FixedDeflate(data).compressed());
    Adler32 adler = new Adler32();
    adler.update(data);
    byte[] sum = new byte[4];
    integer(sum, 0, (int) adler.getValue());
    out.writeBytes(sum);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] number = new byte[4];
    integer(number, 0, data.length);
    out.writeBytes(number);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(name);
    out.writeBytes(data);
    byte[] sum = Arrays.copyOf(number, 4);
    integer(sum, 0, (int) crc.getValue());
    out.writeBytes(sum);
  }

  private static void integer(byte[] to, int at, int value) {
    to[at] = (byte) (value >>> 24);
    to[at + 1] = (byte) (value >>> 16);
    to[at + 2] = (byte) (value >>> 8);
    to[at + 3] = (byte) value;
  }
}
