package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/** What devices a resource is for (ResourceTypes.h: ResTable_config). */
final class ResourceConfig {
  private ResourceConfig() {}

  /** Returns language, density and platform version in words, all else that is set in hexadecimal. */
  static String text(ChunkReader chunk, long at) throws FormatException {
    int size = chunk.count(at, 1);
    chunk.check(at, size);
    byte[] rest = new byte[size];
    System.arraycopy(chunk.bytes(), chunk.start() + (int) at, rest, 0, size);
    StringBuilder out = new StringBuilder();
    int known = 4;
    if (size >= 28) {
      locale(out, rest);
      int density = rest[14] & 0xFF | (rest[15] & 0xFF) << 8;
      append(out, density == 0 ? "" : density == 0xFFFE ? "anydpi" : density == 0xFFFF ? "nodpi" : density + "dpi");
      int version = rest[24] & 0xFF | (rest[25] & 0xFF) << 8;
      append(out, version == 0 ? "" : "v" + version);
      java.util.Arrays.fill(rest, 14, 16, (byte) 0);
      java.util.Arrays.fill(rest, 24, 26, (byte) 0);
    }
    int last = size - 1;
    while (last >= known && rest[last] == 0) {
      last--;
    }
    if (last >= known) {
      append(out, "");
      for (int i = known; i <= last; i++) {
        ModifiedUtf8.hex(out, rest[i] & 0xFF, 2);
      }
    }
    return out.toString();
  }

  private static void locale(StringBuilder out, byte[] config) {
    // Packed three-letter codes have their high bit set and stay in hexadecimal.
    if (config[8] > 0) {
      out.append((char) config[8]).append((char) config[9]);
      config[8] = 0;
      config[9] = 0;
    }
    if (config[10] > 0) {
      out.append("-r").append((char) config[10]).append((char) config[11]);
      config[10] = 0;
      config[11] = 0;
    }
  }

  private static void append(StringBuilder out, String word) {
    out.append(out.length() == 0 || word.isEmpty() ? "" : " ").append(word);
  }
}
