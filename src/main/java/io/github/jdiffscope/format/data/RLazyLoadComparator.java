package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Lazy-load databases of R packages ({@code .rdb}): serialized values, each compressed by itself and preceded by its
 * size. Where each lies is said by the index beside it, so they are found here by decompressing one after another.
 */
final class RLazyLoadComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/r-lazyload", "R lazy-load database",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isLazyLoad(probe);
        }
      }));
  private static final int MAX_VALUES = 1_000_000;
  private static final int ZLIB = 0x78;

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isLazyLoad(Probe probe) {
    if (probe.u8(4) != ZLIB || probe.u8(0) > 0x3F || ((probe.u8(4) << 8) + probe.u8(5)) % 31 != 0) {
      return false;
    }
    byte[] start = new byte[2];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(probe.head(), 4, probe.head().length - 4);
      // A serialized value starts with X and a line feed.
      return inflater.inflate(start) == 2 && start[0] == 'X' && start[1] == '\n';
    } catch (java.util.zip.DataFormatException noZlib) {
      return false;
    } finally {
      inflater.end();
    }
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader reader = new BinaryReader(blob, ByteOrder.BIG_ENDIAN);
    List<String> sizes = new ArrayList<>();
    try {
      while (reader.remaining() > 0 && sizes.size() < MAX_VALUES) {
        long start = reader.position();
        long claimed = reader.u32("size of value");
        long coded = value(blob, start + 4, "value " + (sizes.size() + 1), members);
        sizes.add("at " + start + ": " + claimed + " bytes, compressed " + coded + "\n");
        reader.seek(start + 4 + coded);
      }
    } finally {
      sections.add(Section.text("values", "values: " + sizes.size() + "\n"));
      sections.add(Section.text("places and sizes", String.join("", sizes)).atLevel(1));
    }
  }

  /** Hands out a value and returns how many bytes it takes in compressed form. */
  private static long value(Blob blob, long offset, String name, MemberSink members) throws IOException {
    Inflater inflater = new Inflater();
    try (InputStream in = new InflaterInputStream(blob.stream(offset, blob.size() - offset), inflater)) {
      if (members.wanted()) {
        members.unpack(name, in);
      }
      in.skip(Long.MAX_VALUE);
      return inflater.getBytesRead();
    } catch (EOFException | ZipException damaged) {
      throw new FormatException(name + " is damaged at byte " + (offset + inflater.getBytesRead()), damaged);
    } finally {
      inflater.end();
    }
  }
}
