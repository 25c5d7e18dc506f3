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

/** Serialized R values (rds) and workspaces (rda), mostly found inside a gzip file; nothing is ever evaluated. */
final class RDataComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/r-data", "serialized R data",
      Signature.hex(0, "580a 00000002 00"), Signature.hex(0, "580a 00000003 00"),
      Signature.magic(0, "RDX2\nX\n"), Signature.magic(0, "RDX3\nX\n"));
  private static final int LIMIT_BYTES = 64 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() > LIMIT_BYTES) {
      throw new FormatException("R data of more than " + LIMIT_BYTES + " bytes is not shown value by value");
    }
    boolean workspace = blob.bytes(0, 1)[0] == 'R';
    BinaryReader reader = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(workspace ? 7 : 2);
    StringBuilder out = new StringBuilder();
    RDataReader values = new RDataReader(reader, out);
    sections.add(Section.text("header", (workspace ? "workspace\n" : "") + values.header()));
    try {
      values.value("", 0);
    } finally {
      sections.add(Section.text("value", out));
    }
    if (reader.remaining() > 0) {
      sections.add(Section.binary("after the value", blob.slice(reader.position(), reader.remaining())));
    }
  }
}
