package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.dotnet.DotnetDescription;
import io.github.jdiffscope.format.executable.pe.PeFile;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** .NET assemblies: portable executables whose directory of the common language runtime is filled (ECMA-335, II.25). */
final class DotnetComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 400 << 20;
  private static final int PE32_PLUS = 0x20B;
  private static final Format FORMAT =
      Format.of("executable/dotnet", ".NET assembly", Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isManaged(probe);
        }
      })).extending("executable/pe");

  private static boolean isManaged(Probe probe) {
    if (probe.u8(0) != 'M' || probe.u8(1) != 'Z' || probe.size() < 64 || !probe.has(probe.u32le(0x3C), "PE\0\0")) {
      return false;
    }
    int optional = (int) probe.u32le(0x3C) + 24;
    int directories = optional + (probe.u8(optional + 1) == PE32_PLUS >> 8 ? 112 : 96);
    return probe.u32le(directories - 4) > PeFile.CLR && probe.u32le(directories + 8 * PeFile.CLR) > 0
        && probe.u32le(directories + 8 * PeFile.CLR + 4) >= 72;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    try {
      new DotnetDescription(new PeFile(blob.all(SIZE_LIMIT)), sections).describe(blob, members);
    } catch (IndexOutOfBoundsException cut) {
      throw new FormatException("the metadata of this assembly points outside of it: " + cut.getMessage(), cut);
    }
  }
}
