package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.python.PycDescription;
import io.github.jdiffscope.format.executable.python.PycFile;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Compiled Python modules. */
final class PythonBytecodeComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 64 << 20;
  private static final Format FORMAT = Format.of("executable/python-bytecode", "compiled Python module",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.u8(2) == '\r' && probe.u8(3) == '\n' && probe.size() > 12 && PycFile.isMagic(probe.u8(0) | probe.u8(1) << 8);
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    new PycDescription().describe(artifact.blob().all(SIZE_LIMIT), sections);
  }
}
