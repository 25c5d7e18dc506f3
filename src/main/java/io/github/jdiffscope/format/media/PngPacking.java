package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How image data are compressed (W3C PNG, 10; RFC 1950, 2.2). */
final class PngPacking {
  private static final String[] EFFORT = {"fastest", "fast", "default", "best"};

  private PngPacking() {}

  /** Returns what is known of the compressed data without their pixels, in lines. */
  static String text(Blob file, List<PngChunk> data) throws IOException {
    StringBuilder text = new StringBuilder();
    long all = 0;
    for (PngChunk chunk : data) {
      all += chunk.length();
    }
    text.append(String.format(Locale.ROOT, "compressed: %,d bytes\nIDAT chunks: %,d\n", all, data.size()));
    if (!data.isEmpty() && data.get(0).length() >= 2) {
      byte[] head = data.get(0).data(file, 2);
      text.append("compression effort: ").append(EFFORT[head[1] >>> 6 & 3]).append('\n');
      text.append("window: ").append(1 << (head[0] >>> 4 & 15) + 8).append(" bytes\n");
    }
    return text.toString();
  }
}
