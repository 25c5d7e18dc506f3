package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code jvm}. */
public final class JvmFormats {
  private JvmFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(
        new JarComparator(),
        DeployedArchiveComparator.war(),
        DeployedArchiveComparator.ear(),
        new AndroidXmlComparator(),
        AndroidBundleComparator.config(),
        AndroidBundleComparator.resources(),
        AndroidBundleComparator.xml(),
        new ClassComparator(),
        new DexComparator(),
        new HeapDumpComparator(),
        new JandexComparator(),
        new JimageComparator(),
        new JmodComparator(),
        new ManifestComparator(),
        new PropertiesComparator(),
        new ResourceTableComparator(),
        new ServiceFileComparator(),
        new SharedArchiveComparator(),
        new SignatureFileComparator(),
        new TastyComparator());
  }
}
