package io.github.jdiffscope.format;

import java.util.Objects;

/**
 * A decoded picture.
 *
 * @param width pixels a row, 1 or more
 * @param height rows, 1 or more
 * @param argb row by row, 8 bits each of alpha, red, green and blue, colours not multiplied by alpha; as many as there
 *     are pixels; not copied, not to be changed
 */
public record Pixels(int width, int height, int[] argb) {
  /** More pixels are not decoded: two pictures of as many take 256 MB. */
  public static final long MOST = 1 << 25;

  public Pixels {
    Objects.requireNonNull(argb);
    if (width < 1 || height < 1 || (long) width * height != argb.length) {
      throw new IllegalArgumentException(width + " x " + height + " pixels, but " + argb.length + " are there");
    }
  }
}
