package io.github.jdiffscope.codec.cpio;

/**
 * One member of an archive.
 *
 * @param layout word for how its header is written
 * @param device device the file was on, as {@code major:minor}
 * @param rdev numbers of a device file, as {@code major:minor}
 * @param check sum of its data's bytes, 0 where the layout has none
 * @param offset of the header from the start of the bytes
 */
public record CpioEntry(String name, Layout layout, long inode, int mode, long uid, long gid, long links, long modified,
    long size, String device, String rdev, long check, long offset, long dataOffset) {

  /** How headers are written. */
  public enum Layout {
    NEW_ASCII("new ASCII"), CRC("new ASCII with checksum"), PORTABLE_ASCII("portable ASCII"),
    BINARY_LITTLE("binary, little-endian"), BINARY_BIG("binary, big-endian");

    private final String words;

    Layout(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  CpioEntry withoutData() {
    return new CpioEntry(name, layout, inode, mode, uid, gid, links, modified, 0, device, rdev, check, offset,
        dataOffset);
  }

  /** Returns the file type bits of the mode. */
  public int type() {
    return mode & 0xF000;
  }
}
