package io.github.jdiffscope.format.data;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code data}. */
public final class DataFormats {
  private DataFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(
        new GettextComparator(),
        new GitIndexComparator(),
        new JavaSerializationComparator(),
        new JsonComparator(),
        new NumpyComparator(),
        new PcapComparator(),
        new PickleComparator(),
        new PlistComparator(),
        new RDataComparator(),
        new RLazyLoadComparator(),
        SbomComparator.cyclonedx(),
        SbomComparator.spdx(),
        new SphinxInventoryComparator(),
        new SqliteComparator(),
        new TimeZoneComparator(),
        new XmlComparator());
  }
}
