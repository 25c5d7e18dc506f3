package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;

/** Ruby gems: a tape archive of compressed metadata, files and checksums, which its base compares one by one. */
final class GemComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("packaging/gem", "Ruby gem",
      Signature.all(Signature.magic(257, "ustar"), Signature.magic(0, "metadata.gz\0")),
      Signature.all(Signature.magic(257, "ustar"), Signature.magic(0, "data.tar.gz\0"), Signature.nameEnds(".gem")),
      Signature.all(Signature.magic(257, "ustar"), Signature.magic(0, "checksums.yaml.gz\0"))).extending("archive/tar");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    // The base lists and unpacks all there is.
  }
}
