package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.bitcode.BitcodeDescription;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** LLVM bitcode, bare or in its wrapper. */
final class BitcodeComparator implements FormatComparator {
  private static final int SIZE_LIMIT = 128 << 20;
  private static final Format FORMAT = Format.of("executable/llvm-bitcode", "LLVM bitcode", Signature.hex(0, "4243c0de"),
      Signature.hex(0, "dec0170b"));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    new BitcodeDescription(sections).describe(artifact.blob(), artifact.blob().all(SIZE_LIMIT));
  }
}
