package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;

/** Compressed objects inside Rust libraries: {@code RUST_OBJECT}, a version, a size and a DEFLATE stream. */
final class RustMetadataComparator implements FormatComparator {
  private static final String MAGIC = "RUST_OBJECT";
  private static final int HEADER = MAGIC.length() + 12;
  private static final Format FORMAT = Format.of("archive/rust-metadata", "Rust compressed object",
      Signature.magic(0, MAGIC));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN).seek(MAGIC.length());
    sections.add(Section.text("header", "version: " + in.u32("version") + '\n'));
    long length = Math.min(in.u64("size of the data"), blob.size() - HEADER);
    sections.add(CompressedMember.compressed(blob));
    members.file(artifact.name().substring(artifact.name().lastIndexOf('/') + 1) + "-content",
        blob.location().slice(HEADER, length, Coding.DEFLATE, BlobLocation.UNKNOWN_SIZE));
  }
}
