package io.github.jdiffscope.codec.rar;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.compress.Decompressors;
import java.io.IOException;
import java.io.InputStream;

/** Decompresses the files of an archive, in their order: in a solid one each needs those before it. */
public final class RarUnpacker {
  private static final int LARGEST_WINDOW = 256 << 20;
  private static final int RAR_3 = 29;
  private static final int RAR_5 = 50;

  private final Blob blob;
  private Rar5Decoder five;
  private Rar3Decoder three;
  private boolean broken;

  public RarUnpacker(Blob blob) {
    this.blob = blob;
  }

  /** Returns whether the compression is one of those that can be undone. */
  public static boolean knows(RarEntry entry) {
    return (entry.version() == RAR_3 || entry.version() == RAR_5) && entry.window() <= LARGEST_WINDOW;
  }

  /** Returns the content of a compressed file; whatever is wrong with it is a FormatException. */
  public InputStream open(RarEntry entry) throws IOException {
    return Decompressors.guarded("RAR", () -> content(entry));
  }

  private InputStream content(RarEntry entry) throws IOException {
    if (entry.solid() && broken) {
      throw new IOException("a file before it in the solid archive could not be unpacked");
    }
    InputStream packed = blob.stream(entry.dataOffset(), entry.stored());
    if (entry.version() == RAR_5) {
      five = entry.solid() && five != null ? five : new Rar5Decoder((int) entry.window());
      return five.file(packed, entry.size());
    }
    three = entry.solid() && three != null ? three : new Rar3Decoder((int) entry.window());
    return three.file(packed, entry.size());
  }

  /** Says that a file could not be unpacked, so that solid ones after it cannot either. */
  public void failed() {
    broken = true;
  }
}
