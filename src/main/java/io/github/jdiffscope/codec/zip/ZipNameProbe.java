package io.github.jdiffscope.codec.zip;

import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.util.function.Predicate;

/** Questions about a ZIP archive that recognition asks: answered from the central directory alone. */
public final class ZipNameProbe {
  private ZipNameProbe() {}

  /** Returns whether any member passes a test; false for what is no archive. Never throws. */
  public static boolean any(Blob blob, Predicate<ZipMember> test) {
    try {
      return ZipDirectory.read(blob).members().stream().anyMatch(test);
    } catch (IOException | RuntimeException noArchive) {
      return false;
    }
  }
}
