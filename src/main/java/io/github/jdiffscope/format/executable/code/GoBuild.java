package io.github.jdiffscope.format.executable.code;

import java.nio.charset.StandardCharsets;

/** What the Go linker says of a build: version, module, dependencies, settings; see package debug/buildinfo. */
public final class GoBuild {
  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final int INLINE = 2;
  private static final int STRINGS_AT = 32;
  private static final int SENTINEL = 16;

  private GoBuild() {}

  /** Returns the lines that {@code go version -m} prints, or an empty text if the bytes say nothing of it. */
  public static String text(byte[] section) {
    int at = find(section);
    if (at < 0 || at + STRINGS_AT >= section.length || (section[at + 15] & INLINE) == 0) {
      return "";
    }
    int[] place = {at + STRINGS_AT};
    String version = string(section, place);
    String module = string(section, place);
    if (module.length() >= 2 * SENTINEL + 1) {
      module = module.substring(SENTINEL, module.length() - SENTINEL);
    }
    return version + "\n" + module + (module.endsWith("\n") || module.isEmpty() ? "" : "\n");
  }

  private static int find(byte[] bytes) {
    for (int at = 0; at + MAGIC.length <= bytes.length; at += 16) {
      if (java.util.Arrays.equals(bytes, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)) {
        return at;
      }
    }
    return -1;
  }

  private static String string(byte[] bytes, int[] place) {
    long length = 0;
    for (int shift = 0; shift < 35 && place[0] < bytes.length; shift += 7) {
      int b = bytes[place[0]++];
      length |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        break;
      }
    }
    int size = (int) Math.min(length, bytes.length - place[0]);
    place[0] += size;
    return new String(bytes, place[0] - size, size, StandardCharsets.UTF_8);
  }
}
