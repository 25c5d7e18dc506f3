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
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;

/** Java serialization streams: classes, fields and values, never instantiated. */
final class JavaSerializationComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/java-serialization", "Java serialization stream",
      Signature.hex(0, "aced0005"));
  private static final int LIMIT_BYTES = 64 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() > LIMIT_BYTES) {
      throw new FormatException("a stream of more than " + LIMIT_BYTES + " bytes is not shown object by object");
    }
    StringBuilder out = new StringBuilder();
    try {
      new SerialReader(new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(4), out).contents();
    } finally {
      sections.add(Section.text("objects", out));
    }
  }
}
