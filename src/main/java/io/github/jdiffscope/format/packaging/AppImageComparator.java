package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;

/** AppImages of type 2: an ELF program, and behind its last section the file system with the application. */
final class AppImageComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("packaging/appimage", "AppImage",
      Signature.all(Signature.magic(0, "\u007fELF"), Signature.magic(8, "AI\u0002"))).extending("executable/elf");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    // The base describes the program and hands out what lies behind it.
  }
}
