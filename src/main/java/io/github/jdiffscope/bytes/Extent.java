package io.github.jdiffscope.bytes;

/**
 * A run of bytes of a file.
 *
 * @param offset first byte, counted from the file's start, or {@link #HOLE} for a run of zeros that is stored nowhere
 * @param length in bytes, not negative
 */
public record Extent(long offset, long length) {
  public static final long HOLE = -1;

  public Extent {
    if (offset < HOLE || length < 0 || offset > Long.MAX_VALUE - length) {
      throw new IllegalArgumentException("extent " + offset + "+" + length + " is not a range of a file");
    }
  }

  public static Extent hole(long length) {
    return new Extent(HOLE, length);
  }

  public boolean isHole() {
    return offset == HOLE;
  }
}
