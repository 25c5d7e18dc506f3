package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Android's sparse images, version 1 (libsparse's sparse_format.h): the image they stand for. */
final class AndroidSparseComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/android-sparse", "Android sparse image",
      Signature.hex(0, "3aff26ed 0100"));
  private static final int HEADER_SIZE = 28;
  private static final int CHUNK_SIZE = 12;
  private static final int RAW = 0xCAC1;
  private static final int FILL = 0xCAC2;
  private static final int SKIP = 0xCAC3;
  private static final int CHECKSUM = 0xCAC4;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct header = Struct.little(blob, 0, HEADER_SIZE, "header");
    sections.add(new Fields().put("version", header.u16(4) + "." + header.u16(6)).put("block size", header.u32(12))
        .put("blocks", header.u32(16)).put("chunks", header.u32(20))
        .put("checksum", Times.format("0x%08x", header.u32(24))).section("header"));
    StringBuilder chunks = new StringBuilder();
    DiskPieces disk = new DiskPieces(blob);
    try {
      read(blob, header, disk, chunks);
    } finally {
      sections.add(Section.text("chunks", chunks).atLevel(1));
    }
    disk.hand(sections, members);
  }

  private static void read(Blob blob, Struct header, DiskPieces disk, StringBuilder chunks) throws IOException {
    int chunkHeader = header.u16(10);
    if (chunkHeader < CHUNK_SIZE || header.u16(8) < HEADER_SIZE) {
      throw FormatException.at(8, "impossible header sizes");
    }
    long at = header.u16(8);
    for (long i = 0; i < header.u32(20); i++) {
      Struct chunk = Struct.little(blob, at, CHUNK_SIZE, "chunk");
      long length = chunk.u32(4) * header.u32(12);
      long stored = chunk.u32(8) - chunkHeader;
      long data = at + chunkHeader;
      switch (chunk.u16(0)) {
        case RAW -> disk.stored(data, length);
        case FILL -> disk.fill(Struct.little(blob, data, 4, "fill pattern").i32(0), length);
        case SKIP -> disk.hole(length);
        case CHECKSUM -> { }
        default -> throw FormatException.at(at, Times.format("unknown type of chunk 0x%04x", chunk.u16(0)));
      }
      if (stored < 0) {
        throw FormatException.at(at + 8, "chunk is shorter than its header");
      }
      chunks.append(line(blob, chunk, data)).append('\n');
      at = data + stored;
    }
  }

  private static String line(Blob blob, Struct chunk, long data) throws IOException {
    String blocks = " of " + chunk.u32(4) + " blocks";
    return switch (chunk.u16(0)) {
      case RAW -> "raw" + blocks;
      case FILL -> "fill" + blocks + Times.format(", 0x%08x", Struct.little(blob, data, 4, "fill pattern").u32(0));
      case SKIP -> "don't care" + blocks;
      default -> Times.format("CRC-32 0x%08x", Struct.little(blob, data, 4, "checksum").u32(0));
    };
  }
}
