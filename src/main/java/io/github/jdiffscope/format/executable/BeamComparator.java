package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.beam.BeamDescription;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Compiled Erlang modules: an IFF file of chunks (Erlang documentation, "BEAM file format"). */
final class BeamComparator implements FormatComparator {
  private static final int CHUNK_LIMIT = 64 << 20;
  private static final Format FORMAT = Format.of("executable/erlang-beam", "compiled Erlang module",
      Signature.all(Signature.magic(0, "FOR1"), Signature.magic(8, "BEAM")));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader in = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(12);
    StringBuilder names = new StringBuilder();
    Map<String, byte[]> chunks = new LinkedHashMap<>();
    FormatException damage = null;
    while (in.remaining() >= 8) {
      String name = in.latin1(4, "chunk name");
      long size = in.u32("chunk size");
      if (size > in.remaining() || size > CHUNK_LIMIT) {
        damage = FormatException.at(in.position(), "chunk " + name + " of " + size + " bytes is cut off");
        break;
      }
      names.append(name).append('\n');
      String key = name;
      for (int i = 2; chunks.containsKey(key) && i < 1000; i++) {
        key = name + " " + i;
      }
      chunks.put(key, blob.bytes(in.position(), (int) size));
      in.skip((size + 3) / 4 * 4);
    }
    sections.add(Section.text("chunks", names));
    new BeamDescription(chunks, sections).describe();
    if (damage != null) {
      throw damage;
    }
  }
}
