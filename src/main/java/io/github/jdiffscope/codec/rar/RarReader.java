package io.github.jdiffscope.codec.rar;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Reads the headers of an archive one after another. */
public interface RarReader {
  byte[] MAGIC_4 = {'R', 'a', 'r', '!', 0x1A, 7, 0};
  byte[] MAGIC_5 = {'R', 'a', 'r', '!', 0x1A, 7, 1, 0};

  /** Returns the next file, or null after the last. */
  RarEntry next() throws IOException;

  /** Returns facts about the whole archive, known once a first file was read. */
  List<String> facts();

  /** Returns the offset behind the archive, known once the last file was read. */
  long end();

  /** Returns a reader for whichever version starts the bytes. */
  static RarReader open(Blob blob) throws IOException {
    if (Arrays.equals(blob.head(MAGIC_5.length), MAGIC_5)) {
      return new Rar5Reader(blob);
    } else if (Arrays.equals(blob.head(MAGIC_4.length), MAGIC_4)) {
      return new Rar4Reader(blob);
    }
    throw FormatException.at(0, "there is no RAR signature");
  }
}
