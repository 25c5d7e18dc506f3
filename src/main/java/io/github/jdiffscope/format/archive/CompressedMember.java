package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** The one member of a compressed file. */
final class CompressedMember {
  private static final int CHUNK = 1 << 16;

  private CompressedMember() {}

  /** Returns its name: the file's without the suffix, so that it is the same whatever it is compressed with. */
  static String name(Compression compression, String file, String stored) {
    String last = file.substring(file.lastIndexOf('/') + 1);
    String stripped = compression.stripped(last);
    if (stripped != null) {
      return stripped;
    }
    return stored == null || stored.isEmpty() ? last + "-content" : stored.substring(stored.lastIndexOf('/') + 1);
  }

  /**
   * Unpacks a stream as far as it goes.
   *
   * @throws FormatException after the member was handed over, if the stream is damaged
   */
  static void unpack(String name, InputStream content, MemberSink members) throws IOException {
    Tolerant tolerant = new Tolerant(content);
    members.unpack(name, tolerant);
    if (tolerant.damage != null) {
      throw tolerant.damage;
    }
  }

  /** Returns the section that tells compressed bytes apart where their contents and headers do not. */
  static Section compressed(Blob blob) {
    return Section.text("compressed bytes", () -> blob.size() + " bytes, CRC-32 "
        + String.format(java.util.Locale.ROOT, "%08x", crc(blob)) + '\n').atLevel(2);
  }

  private static long crc(Blob blob) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[CHUNK];
    try (InputStream all = blob.stream()) {
      for (int count; (count = all.read(buffer)) > 0; ) {
        crc.update(buffer, 0, count);
      }
    }
    return crc.getValue();
  }

  /** Ends where its source is damaged, so that what came before is kept. */
  private static final class Tolerant extends FilterInputStream {
    private FormatException damage;

    Tolerant(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (damage != null) {
        return -1;
      }
      try {
        return in.read(target, offset, length);
      } catch (FormatException damaged) {
        damage = damaged;
        return -1;
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
  }
}
