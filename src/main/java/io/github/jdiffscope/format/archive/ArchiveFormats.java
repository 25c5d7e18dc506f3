package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.format.FormatComparator;
import java.util.ArrayList;
import java.util.List;

/** The formats of the family {@code archive}. */
public final class ArchiveFormats {
  private ArchiveFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    List<FormatComparator> all = new ArrayList<>(List.of(
        new ArComparator(),
        new ArjComparator(),
        new AsarComparator(),
        new CabComparator(),
        new CpioComparator(),
        new DumpComparator(),
        new GzipComparator(),
        new LzhComparator(),
        new RarComparator(),
        new RustMetadataComparator(),
        new SevenZipComparator(),
        new TarComparator(),
        new WimComparator(),
        new XarComparator(),
        new ZipComparator()));
    all.addAll(CompressedComparator.all());
    return all;
  }
}
