package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** The chain of directories of a TIFF file, one a picture (TIFF 6.0, section 2). */
final class TiffDirectories {
  private static final int ENTRY = 12;

  private TiffDirectories() {}

  /**
   * Returns how many directories there are, at most {@code limit}. The platform's reader follows a chain that bites its
   * own tail for ever.
   */
  static int count(Blob file, int limit) throws IOException {
    boolean little = file.bytes(0, 1)[0] == 'I';
    BinaryReader in = new BinaryReader(file, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long at = in.seek(4).u32("first directory");
    Set<Long> seen = new HashSet<>();
    while (at != 0 && seen.size() < limit) {
      if (!seen.add(at)) {
        throw new FormatException("TIFF: the directory at byte " + at + " follows itself");
      }
      if (at + 2 > file.size()) {
        throw new FormatException("TIFF: a directory at byte " + at + " of " + file.size());
      }
      int entries = in.seek(at).u16("entries");
      at = in.seek(at + 2 + (long) entries * ENTRY).u32("next directory");
    }
    return seen.size();
  }
}
