package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.format.FormatComparator;
import java.util.ArrayList;
import java.util.List;

/** The formats of the family {@code packaging}. */
public final class PackagingFormats {
  private PackagingFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    List<FormatComparator> all = new ArrayList<>(List.of(
        new AlpineDatabaseComparator(),
        new AlpineSignatureComparator(),
        new AppImageComparator(),
        AndroidPackageComparator.aab(),
        AndroidPackageComparator.aar(),
        AndroidPackageComparator.apk(),
        ApkSignatureComparator.block(),
        ApkSignatureComparator.separate(),
        new CompoundComparator(),
        new CondaComparator(),
        new Deb822Comparator(),
        new DebComparator(),
        new DebOldComparator(),
        new DebianControlComparator(),
        new FlatpakComparator(),
        new FlatpakReferenceComparator(),
        new GemComparator(),
        new MsiComparator(),
        new MtreeComparator(),
        new OciImageComparator(),
        new PackageFieldsComparator(),
        new PythonMetadataComparator(),
        new PythonRecordComparator(),
        new RpmComparator(),
        new SnapAssertionComparator(),
        new SnapComparator(),
        new WheelComparator(),
        ZipPackageComparator.egg(),
        ZipPackageComparator.nupkg(),
        ZipPackageComparator.vsix(),
        ZipPackageComparator.xapk(),
        YamlMetadataComparator.gem(),
        YamlMetadataComparator.snap()));
    all.addAll(CompressedPackageComparator.all());
    return all;
  }
}
