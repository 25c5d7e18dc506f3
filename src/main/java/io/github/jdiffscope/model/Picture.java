package io.github.jdiffscope.model;

import java.util.Objects;

/**
 * A picture that a report can show: what one side looks like, or where the two differ.
 *
 * @param title what it shows, in a word or two: {@code before}, {@code after}, {@code difference}
 * @param width pixels a row, as shown; an original may be larger
 * @param height rows, as shown
 * @param png the file, PNG made by us, in Base64
 */
public record Picture(String title, int width, int height, String png) {
  public Picture {
    Objects.requireNonNull(title);
    Objects.requireNonNull(png);
  }
}
