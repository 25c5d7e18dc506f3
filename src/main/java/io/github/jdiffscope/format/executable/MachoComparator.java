package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.macho.MachoDescription;
import io.github.jdiffscope.format.executable.macho.MachoFile;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Programs, libraries and object files of macOS and its relatives. */
final class MachoComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 400 << 20;
  private static final Format FORMAT =
      Format.of("executable/macho", "Mach-O program or library", Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isMacho(probe);
        }
      }));

  private static boolean isMacho(Probe probe) {
    long magic = probe.u32le(0);
    boolean native32 = magic == 0xFEEDFACEL || magic == 0xFEEDFACFL;
    return probe.size() > 32 && (native32 || magic == 0xCEFAEDFEL || magic == 0xCFFAEDFEL);
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    try {
      new MachoDescription(new MachoFile(blob.all(SIZE_LIMIT)), sections).describe(blob, members);
    } catch (IndexOutOfBoundsException cut) {
      throw new FormatException("the header of this Mach-O file is cut off: " + cut.getMessage(), cut);
    }
  }
}
