package io.github.jdiffscope.format.generic;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code generic}. */
public final class GenericFormats {
  private GenericFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(
        new BinaryComparator(),
        new DirectoryComparator(),
        TargetComparator.device(),
        TargetComparator.special(),
        TargetComparator.symlink());
  }
}
