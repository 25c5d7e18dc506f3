package io.github.jdiffscope.format.text;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code text}. */
public final class TextFormats {
  private TextFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(new ChecksumsComparator(), new TextComparator());
  }
}
