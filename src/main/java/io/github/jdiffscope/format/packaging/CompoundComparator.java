package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.codec.cfb.CompoundFile;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Compound files: the container of old office documents and of much else. */
final class CompoundComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("packaging/ole2", "OLE2 compound file",
      Signature.hex(0, "d0cf11e0a1b11ae1"));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    CompoundFile file = new CompoundFile(artifact.blob());
    CompoundText text = new CompoundText(file, UnaryOperator.identity());
    text.describe(file.tree(), sections, members);
    sections.add(Section.text("directory and sectors", text::layout).atLevel(1));
  }
}
