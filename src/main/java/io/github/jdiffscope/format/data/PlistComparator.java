package io.github.jdiffscope.format.data;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Binary property lists, shown as XML ones; XML ones are XML. */
final class PlistComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/plist", "binary property list",
      Signature.magic(0, "bplist0"));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    BinaryPlist list = new BinaryPlist(artifact.blob());
    sections.add(Section.text("plutil -convert xml1 -o - {}", list.xml()));
    sections.add(Section.text("layout", list.layout()).atLevel(1));
  }
}
