package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;

/** Snaps: SquashFS images with {@code meta/snap.yaml}, which is compared as what it is. */
final class SnapComparator implements FormatComparator {
  /** What tells a snap from other images lies behind its compression: the name has to do. */
  private static final Format FORMAT = Format.of("packaging/snap", "snap package",
      Signature.all(Signature.magic(0, "hsqs"), Signature.nameEnds(".snap"))).extending("filesystem/squashfs");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    // The base lists and unpacks all there is.
  }
}
