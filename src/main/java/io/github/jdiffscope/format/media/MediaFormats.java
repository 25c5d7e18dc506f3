package io.github.jdiffscope.format.media;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.util.List;

/** The formats of the family {@code media}. */
public final class MediaFormats {
  private MediaFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(
        new PngComparator(),
        new ImageComparator(Format.of("media/jpeg", "JPEG picture", Signature.hex(0, "ffd8ff")), "jpeg"),
        new ImageComparator(Format.of("media/gif", "GIF picture", Signature.magic(0, "GIF87a"),
            Signature.magic(0, "GIF89a")), "gif"),
        new ImageComparator(Format.of("media/tiff", "TIFF picture", Signature.hex(0, "49492a00"),
            Signature.hex(0, "4d4d002a")), "tiff"),
        new ImageComparator(Format.of("media/bmp", "BMP picture", BitmapRules.BMP), "bmp"),
        new IcoComparator());
  }
}
