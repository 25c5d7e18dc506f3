package io.github.jdiffscope.codec.lzh;

import java.util.Map;

/**
 * One member of a LHA archive.
 *
 * @param method such as {@code -lh5-}
 * @param level of its header, 0 to 3
 * @param time seconds since 1970, or MS-DOS date and time if {@code dosTime}
 * @param system letter of the system it was made on, blank if not stored
 * @param mode Unix mode, -1 if not stored
 * @param uid -1 if not stored, as the group's
 * @param extensions further extended headers in hexadecimal, by their type
 */
public record LhaEntry(String name, String method, int level, long time, boolean dosTime, char system, int attributes,
    int mode, long uid, long gid, String user, String group, long size, long stored, int crc, long dataOffset,
    Map<Integer, String> extensions) {

  public boolean isFolder() {
    return method.equals("-lhd-") && (mode & 0xF000) != 0xA000;
  }

  public boolean isStored() {
    return method.equals("-lh0-") || method.equals("-lz4-") || method.equals("-pm0-");
  }
}
