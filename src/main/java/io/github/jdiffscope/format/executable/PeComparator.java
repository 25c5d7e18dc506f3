package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.pe.PeDescription;
import io.github.jdiffscope.format.executable.pe.PeFile;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Portable executables: programs and libraries of Windows, EFI programs, unified kernel images. */
final class PeComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 400 << 20;
  private static final Format FORMAT =
      Format.of("executable/pe", "Windows or EFI program", Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isPortable(probe);
        }
      }));

  private static boolean isPortable(Probe probe) {
    return probe.u8(0) == 'M' && probe.u8(1) == 'Z' && probe.size() >= 64 && probe.has(probe.u32le(0x3C), "PE\0\0");
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    try {
      new PeDescription(new PeFile(blob.all(SIZE_LIMIT)), sections).describe(blob, members);
    } catch (IndexOutOfBoundsException cut) {
      throw new FormatException("a table of this program points outside of it: " + cut.getMessage(), cut);
    }
  }
}
