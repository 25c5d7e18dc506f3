package io.github.jdiffscope.format.document;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code document}. */
public final class DocumentFormats {
  private DocumentFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of();
  }
}
