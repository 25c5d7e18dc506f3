package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Files that are one compressed stream: what the header says, and the content. One instance for each compression. */
final class CompressedComparator implements FormatComparator {
  private final Compression compression;
  private final Format format;

  private CompressedComparator(Compression compression, Format format) {
    this.compression = compression;
    this.format = format;
  }

  /** Returns a comparator for each compression but gzip, which has more to say. */
  static List<FormatComparator> all() {
    return List.of(bySignature(Compression.BZIP2), bySignature(Compression.XZ), bySignature(Compression.LZMA),
        bySignature(Compression.LZIP), bySignature(Compression.ZSTD), bySignature(Compression.LZ4),
        bySignature(Compression.LZOP), bySignature(Compression.COMPRESS), bySignature(Compression.SNAPPY),
        of(Compression.BROTLI, Signature.nameEnds(".br")),
        of(Compression.ZLIB, Signature.content(new Signature.Check() {
          @Override
          public boolean matches(Probe probe) {
            return isZlib(probe);
          }
        })));
  }

  private static CompressedComparator bySignature(Compression compression) {
    return of(compression, Signature.content(new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return Compression.sniff(probe.head()) == compression;
      }
    }));
  }

  private static CompressedComparator of(Compression compression, Signature signature) {
    return new CompressedComparator(compression,
        Format.of("archive/" + compression.word(), compression.word() + " compressed file", signature));
  }

  /** Zlib has no signature but a header of 11 fixed bits (RFC 1950): what follows must inflate too. */
  private static boolean isZlib(Probe probe) {
    byte[] head = probe.head();
    if (head.length < 8 || head[0] != 0x78 || ((head[0] & 0xFF) << 8 | head[1] & 0xFF) % 31 != 0
        || (head[1] & 0x20) != 0) {
      return false;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(head);
      byte[] out = new byte[1 << 16];
      int total = inflater.inflate(out);
      return total > 0 || inflater.finished();
    } catch (DataFormatException otherData) {
      return false;
    } finally {
      inflater.end();
    }
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    String header = StreamHeader.words(compression, blob);
    if (!header.isEmpty()) {
      sections.add(Section.text(compression.word() + " header", header));
    }
    sections.add(CompressedMember.compressed(blob));
    if (members.wanted()) {
      try (InputStream content = Decompressors.open(compression, blob.stream())) {
        CompressedMember.unpack(CompressedMember.name(compression, artifact.name(), null), content, members);
      }
    }
  }
}
