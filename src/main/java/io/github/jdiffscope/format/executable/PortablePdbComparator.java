package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.dotnet.PortablePdb;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Debug information of .NET assemblies in a file of its own: metadata that no portable executable is around. */
final class PortablePdbComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 400 << 20;
  private static final Format FORMAT =
      Format.of("executable/portable-pdb", ".NET debug information", Signature.hex(0, "42534a4201000100"));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    try {
      new PortablePdb(artifact.blob().all(SIZE_LIMIT), sections).describe(members);
    } catch (IndexOutOfBoundsException cut) {
      throw new FormatException("the metadata points outside of the file: " + cut.getMessage(), cut);
    }
  }
}
