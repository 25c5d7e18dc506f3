package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipNameProbe;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Java enterprise applications: Java archives that a container deploys. */
final class EarComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/ear", "Java enterprise application", Signature.all(Signature.magic(0, "PK\3\4"),
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return ZipNameProbe.any(probe.blob(), member -> member.name().equals("META-INF/application.xml"));
        }
      })))
      .extending("archive/zip").refining("jvm/jar", "archive/zip");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    JarView.addTo(artifact.blob(), ZipDirectory.read(artifact.blob()), sections);
  }
}
