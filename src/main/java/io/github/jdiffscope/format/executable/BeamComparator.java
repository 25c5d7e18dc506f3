package io.github.jdiffscope.format.executable;

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
import java.util.HashMap;
import java.util.Map;

/** Compiled Erlang modules: an IFF file of chunks (Erlang documentation, "BEAM file format"). */
final class BeamComparator implements FormatComparator {
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
    StringBuilder chunks = new StringBuilder();
    Map<String, Integer> seen = new HashMap<>();
    FormatException damage = null;
    while (in.remaining() >= 8) {
      String name = in.latin1(4, "chunk name");
      long size = in.u32("chunk size");
      if (size > in.remaining()) {
        damage = FormatException.at(in.position(), "chunk " + name + " of " + size + " bytes is cut off");
        break;
      }
      chunks.append(name).append('\n');
      int count = seen.merge(name, 1, Integer::sum);
      String title = name + (count == 1 ? "" : " " + count);
      if (name.equals("Atom") || name.equals("AtU8")) {
        sections.add(Section.text("atoms " + title, atoms(blob.bytes(in.position(), (int) size))));
      } else {
        sections.add(Section.binary("chunk " + title, blob.slice(in.position(), size)));
      }
      in.skip((size + 3) / 4 * 4);
    }
    sections.add(Section.text("chunks", chunks));
    if (damage != null) {
      throw damage;
    }
  }

  /** Returns the atoms, which have a byte of length each; newer ones count below zero and have wider lengths. */
  private static String atoms(byte[] table) {
    StringBuilder out = new StringBuilder();
    boolean wide = table.length >= 4 && table[0] < 0;
    for (int at = 4; at < table.length;) {
      int length = table[at++] & 0xFF;
      if (wide) {
        // A number of the compact term encoding: below 16 in the upper half, else 3 and 8 bits.
        length = (length & 8) == 0 ? length >> 4 : (length >> 5) << 8 | (at < table.length ? table[at++] & 0xFF : 0);
      }
      int end = Math.min(table.length, at + length);
      out.append(new String(table, at, end - at, java.nio.charset.StandardCharsets.UTF_8)).append('\n');
      at = end;
    }
    return out.toString();
  }
}
