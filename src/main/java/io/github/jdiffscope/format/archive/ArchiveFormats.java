package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code archive}. */
public final class ArchiveFormats {
  private ArchiveFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(new ZipComparator());
  }
}
