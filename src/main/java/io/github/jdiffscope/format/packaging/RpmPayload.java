package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.format.MemberSink;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Reads the archive of packages with files of 4 GiB and more, and of version 6 of the format: "Large file support" and
 * "Payload" of RPM's manual. Its headers are {@code 07070X} and the number of a file in the package's header; names and
 * sizes stand there.
 */
final class RpmPayload {
  private static final String STRIPPED = "07070X";
  private static final int HEAD = 64;
  private static final int TARGET_LIMIT = 1 << 16;

  private RpmPayload() {}

  /** Returns whether the archive has no names and sizes of its own. */
  static boolean isStripped(Blob payload) {
    try (InputStream in = open(payload)) {
      return new String(in.readNBytes(STRIPPED.length()), StandardCharsets.US_ASCII).equals(STRIPPED);
    } catch (IOException damaged) {
      // It is handed over as it is, and what is wrong with it is said there.
      return false;
    }
  }

  private static InputStream open(Blob payload) throws IOException {
    Compression compression = Compression.sniff(payload.head(HEAD));
    InputStream in = new BufferedInputStream(payload.stream());
    return compression == null ? in : new BufferedInputStream(Decompressors.open(compression, in));
  }

  /** Hands over the files, each once; of several names of a file the last. */
  static void unpack(Blob payload, RpmFiles files, MemberSink members) throws IOException {
    if (!members.wanted()) {
      return;
    }
    BitSet seen = new BitSet();
    try (InputStream in = open(payload)) {
      while (text(in, STRIPPED.length()).equals(STRIPPED)) {
        String digits = text(in, 8);
        int file = number(digits);
        if (file < 0 || file >= files.count() || seen.get(file)) {
          throw new FormatException("payload: " + (file >= 0 && file < files.count() ? "a second" : "no") + " file "
              + digits);
        }
        seen.set(file);
        // Headers are padded to a multiple of 4, as contents are.
        text(in, 2);
        long size = files.sizeInArchive(file);
        member(in, size, file, files, members);
        text(in, (int) (-size & 3));
      }
    }
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits, 16);
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }

  private static void member(InputStream in, long size, int file, RpmFiles files, MemberSink members)
      throws IOException {
    String name = files.path(file).replaceFirst("^/", "");
    switch (files.type(file)) {
      case 0x8000 -> {
        if (files.contentOf(file) == file) {
          Counted content = new Counted(in, size);
          members.unpack(name, content);
          content.end(name);
        }
      }
      case 0xA000 -> members.symlink(name, text(in, (int) Math.min(size, TARGET_LIMIT)));
      default -> { }
    }
  }

  private static String text(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new FormatException("payload is cut off");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The content of one file. */
  private static final class Counted extends FilterInputStream {
    private long left;

    Counted(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = left == 0 ? -1 : super.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) {
      return 0;
    }

    @Override
    public void close() {}

    void end(String name) throws IOException {
      if (left > 0) {
        throw new FormatException("payload is cut off in " + name, new EOFException());
      }
    }
  }
}
