package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Section;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Space that no file uses. */
final class Slack {
  private static final int CHUNK = 1 << 16;

  private Slack() {}

  /** Returns a check sum of bytes that are told of but not shown. */
  static String sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return Times.format("CRC-32 %08x", sum.getValue());
  }

  static boolean isZero(byte[] bytes) {
    // Equal to itself moved by one: far quicker than a look at each byte.
    return bytes.length == 0 || bytes[0] == 0 && Arrays.equals(bytes, 0, bytes.length - 1, bytes, 1, bytes.length);
  }

  /** Returns a line about the bytes between the end of a file and the end of its last block, or an empty text. */
  static String tail(Blob blob, String name, Extents file, int blockSize) throws IOException {
    long rest = -file.size() & blockSize - 1;
    long at = file.lastByte();
    if (rest == 0 || at < 0 || at + 1 + rest > blob.size()) {
      return "";
    }
    byte[] bytes = blob.bytes(at + 1, (int) rest);
    return isZero(bytes) ? "" : "slack of " + name + ": " + rest + " bytes, " + sum(bytes) + "\n";
  }

  /** Returns a check sum of each block before {@code end}, those of zeros left out: what shows any other difference. */
  static Section blocks(Blob blob, long end, int size) {
    return Section.text("blocks as they are stored", () -> {
      StringBuilder text = new StringBuilder();
      for (long at = 0; at + size <= Math.min(end, blob.size()); at += size) {
        byte[] bytes = blob.bytes(at, size);
        if (!isZero(bytes)) {
          text.append("block ").append(at / size).append(": ").append(sum(bytes)).append('\n');
        }
      }
      return text;
    }).atLevel(2);
  }

  /** Returns how many bytes from {@code start} remain when the zeros at the end of the blob are left out. */
  static long lengthWithoutZeros(Blob blob, long start) throws IOException {
    long end = blob.size();
    while (end > start) {
      int length = (int) Math.min(CHUNK, end - start);
      byte[] part = blob.bytes(end - length, length);
      for (int i = length - 1; i >= 0; i--) {
        if (part[i] != 0) {
          return end - length + i + 1 - start;
        }
      }
      end -= length;
    }
    return 0;
  }
}
