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
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;

/** Universal binaries: one Mach-O file for each architecture, behind one header (mach-o/fat.h). */
final class UniversalComparator implements FormatComparator {
  private static final Format FORMAT =
      Format.of("executable/universal", "universal binary of macOS", Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isUniversal(probe);
        }
      }));
  /** More are Java classes, which share the magic and hold a version here. */
  private static final int MOST = 30;

  private static boolean isUniversal(Probe probe) {
    long magic = probe.u32be(0);
    return (magic == 0xCAFEBABEL || magic == 0xCAFEBABFL) && probe.u32be(4) > 0 && probe.u32be(4) < MOST
        && (probe.u32be(8) & 0xFEFF_FFE0L) == 0;
  }

  private static String architecture(long cpu, long subtype) {
    return switch ((int) cpu) {
      case 7 -> "i386";
      case 0x01000007 -> subtype == 8 ? "x86_64h" : "x86_64";
      case 12 -> "arm-" + subtype;
      case 0x0100000C -> subtype == 2 ? "arm64e" : "arm64";
      case 18 -> "ppc";
      case 0x01000012 -> "ppc64";
      default -> "cpu-" + Long.toHexString(cpu) + "-" + Long.toHexString(subtype);
    };
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader in = new BinaryReader(blob, ByteOrder.BIG_ENDIAN);
    boolean wide = in.u32("magic") == 0xCAFEBABFL;
    long count = in.u32("count of architectures");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count && i < MOST; i++) {
      long cpu = in.u32("cpu");
      long subtype = in.u32("cpu subtype");
      long offset = wide ? in.u64("offset") : in.u32("offset");
      long size = wide ? in.u64("size") : in.u32("size");
      long align = in.u32("alignment");
      in.skip(wide ? 4 : 0);
      String name = architecture(cpu, subtype & 0xFFFFFF);
      text.append(name).append(" alignment 2^").append(align).append('\n');
      if (offset > blob.size() - size) {
        throw FormatException.at(in.position(), "file of " + name + " is cut off");
      }
      members.file(name, blob.location().slice(offset, size));
    }
    sections.add(Section.text("lipo -detailed_info {}", text));
  }
}
