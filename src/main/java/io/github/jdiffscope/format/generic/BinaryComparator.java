package io.github.jdiffscope.format.generic;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;

/** Bytes that nothing else recognises. */
final class BinaryComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("generic/binary", "bytes of no known format");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    sections.add(Section.binary("", artifact.blob()));
  }
}
