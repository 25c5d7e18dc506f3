package io.github.jdiffscope.codec.rar;

import java.util.List;

/**
 * One file of an archive.
 *
 * @param system word for the system it was made on
 * @param modified as shown: in UTC where the archive says so, else without time zone
 * @param attributes of that system: a mode for Unix
 * @param crc of the content in hexadecimal, empty if not stored
 * @param method compression, 0 = stored, up to 5
 * @param version of the compression: 29 of RAR 3, 50 of RAR 5
 * @param window how far back matches may refer, in bytes
 * @param solid whether it goes on where the file before ended
 * @param facts further facts in words
 */
public record RarEntry(String name, boolean folder, String system, String modified, long attributes, long size,
    long stored, String crc, int method, boolean encrypted, boolean split, String link, int version,
    long window, boolean solid, long dataOffset, List<String> facts) {

  /** Returns whether the attributes are a Unix mode. */
  public boolean isUnix() {
    return system.equals("Unix");
  }
}
