package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;

/** Space that no file uses. */
final class Slack {
  private static final int CHUNK = 1 << 16;

  private Slack() {}

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
