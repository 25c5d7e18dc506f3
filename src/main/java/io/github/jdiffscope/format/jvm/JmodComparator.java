package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Modules packed for jlink: a version (JmodFile), then a ZIP archive, which is described as such. */
final class JmodComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/jmod", "Java module file",
      Signature.all(Signature.magic(0, "JM\1"), Signature.magic(4, "PK\3\4"))).extending("archive/zip");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    byte[] head = artifact.blob().bytes(0, 4);
    sections.add(Section.text("jmod version", "JMOD version " + head[2] + '.' + head[3] + '\n'));
  }
}
