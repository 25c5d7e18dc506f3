package io.github.jdiffscope.codec.rar;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the headers of an archive one after another. */
public abstract class RarReader {
  private static final byte[] MAGIC_4 = {'R', 'a', 'r', '!', 0x1A, 7, 0};
  private static final byte[] MAGIC_5 = {'R', 'a', 'r', '!', 0x1A, 7, 1, 0};

  final Blob blob;
  final BinaryReader in;
  long position;
  private final List<String> facts = new ArrayList<>();

  RarReader(Blob blob, int start, String layout) {
    this.blob = blob;
    this.in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    this.position = start;
    facts.add(layout);
  }

  /** Returns the next file, or null after the last. */
  public abstract RarEntry next() throws IOException;

  /** Returns facts about the whole archive, known once a first file was read. */
  public final List<String> facts() {
    return facts;
  }

  /** Returns the offset behind the archive, known once the last file was read. */
  public final long end() {
    return position;
  }

  /** Adds the names of the flags that are set. */
  final void addFacts(long flags, String[] names) {
    for (int bit = 0; bit < names.length; bit++) {
      if ((flags & 1L << bit) != 0) {
        facts.add(names[bit]);
      }
    }
  }

  /** Returns what archives of version 4, and of version 5, start with. */
  public static List<byte[]> magics() {
    return List.of(MAGIC_4.clone(), MAGIC_5.clone());
  }

  /** Returns a reader for whichever version starts the bytes. */
  public static RarReader open(Blob blob) throws IOException {
    if (Arrays.equals(blob.head(MAGIC_5.length), MAGIC_5)) {
      return new Rar5Reader(blob, MAGIC_5.length);
    } else if (Arrays.equals(blob.head(MAGIC_4.length), MAGIC_4)) {
      return new Rar4Reader(blob, MAGIC_4.length);
    }
    throw FormatException.at(0, "there is no RAR signature");
  }
}
