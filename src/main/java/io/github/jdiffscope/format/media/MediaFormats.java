package io.github.jdiffscope.format.media;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code media}. */
public final class MediaFormats {
  private MediaFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of();
  }
}
