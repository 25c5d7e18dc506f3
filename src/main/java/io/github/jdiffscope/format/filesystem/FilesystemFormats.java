package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code filesystem}. */
public final class FilesystemFormats {
  private FilesystemFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(
        new ExtComparator(),
        new PartitionTableComparator(),
        new SquashfsComparator(),
        new FatComparator(),
        new Iso9660Comparator(),
        new DeviceTreeComparator(),
        new Qcow2Comparator(),
        new ExFatComparator(),
        new NtfsComparator(),
        new HfsPlusComparator(),
        new UdfComparator(),
        new VmlinuzComparator(),
        new VhdComparator(),
        new VdiComparator(),
        new VmdkComparator(),
        new LuksComparator(),
        new LvmComparator(),
        new SwapComparator(),
        new DmgComparator(),
        new VhdxComparator(),
        new AndroidSparseComparator(),
        new UimageComparator(),
        new RomfsComparator(),
        new AndroidBootComparator(),
        new CramfsComparator(),
        new ErofsComparator(),
        new Jffs2Comparator(),
        new UbiComparator(),
        new UbifsComparator(),
        new XfsComparator(),
        new BtrfsComparator(),
        new CbfsComparator(),
        new F2fsComparator());
  }
}
