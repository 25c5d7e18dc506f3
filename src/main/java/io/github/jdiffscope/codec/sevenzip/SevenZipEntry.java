package io.github.jdiffscope.codec.sevenzip;

import java.time.Instant;

/**
 * One file.
 *
 * @param created null if not stored, as the other times
 * @param attributes of Windows, of Unix in the high half; -1 if not stored
 * @param anti whether it says that a file is to be deleted
 * @param folder index of what it is compressed in, -1 if it has no content
 * @param offset in the folder's decoded bytes
 * @param crc -1 if not stored
 */
public record SevenZipEntry(String name, boolean directory, boolean anti, Instant created, Instant accessed,
    Instant modified, long attributes, int folder, long offset, long size, long crc) {
  private static final int UNIX_EXTENSION = 0x8000;

  /** Returns whether the attributes hold a Unix mode. */
  public boolean isUnix() {
    return attributes >= 0 && (attributes & UNIX_EXTENSION) != 0;
  }

  public int unixMode() {
    return (int) (attributes >>> 16);
  }
}
