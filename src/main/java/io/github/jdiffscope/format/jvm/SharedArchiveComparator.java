package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Class data sharing archives of HotSpot (cds.h): magic and version, which all have in common, and which JVM
 * made it; the rest is a memory image of that JVM only, compared as bytes.
 */
final class SharedArchiveComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/shared-archive", "Java class data sharing archive",
      Signature.all(Signature.hex(0, "a2ab0bf0"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isPlausible(probe);
        }
      })),
      Signature.all(Signature.hex(0, "a8ab0bf0"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isPlausible(probe);
        }
      })));
  private static final int SEARCHED = 4096;
  private static final int SHORTEST_NAME = 16;

  /** Returns whether the version is such as there have been. */
  private static boolean isPlausible(io.github.jdiffscope.sniff.Probe probe) {
    return probe.u32le(8) > 0 && probe.u32le(8) < 256;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    StringBuilder out = new StringBuilder(in.i32("magic") == 0xF00BABA8 ? "dynamic archive\n" : "static archive\n");
    int checksum = in.i32("checksum");
    out.append("version ").append(in.i32("version")).append('\n');
    out.append("made by ").append(maker(blob.head(SEARCHED))).append('\n');
    sections.add(Section.text("header", out));
    sections.add(Section.text("checksum", "header checksum " + Integer.toHexString(checksum) + '\n').atLevel(1));
    sections.add(Section.binary("content", blob).atLevel(2));
  }

  /** Returns the longest text in the header, which is the JVM's name for itself; where it stands differs by version. */
  private static String maker(byte[] head) {
    int best = 0;
    int length = 0;
    int start = 0;
    for (int i = 0; i <= head.length; i++) {
      boolean text = i < head.length && head[i] >= 0x20 && head[i] < 0x7F;
      if (!text) {
        if (i - start > length) {
          best = start;
          length = i - start;
        }
        start = i + 1;
      }
    }
    return length < SHORTEST_NAME ? "an unnamed JVM"
        : new String(head, best, length, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
