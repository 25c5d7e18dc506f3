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

/** Java archives that a container deploys: told from other ones by a member, else the same. */
final class DeployedArchiveComparator implements FormatComparator {
  private final Format format;

  private DeployedArchiveComparator(String id, String title, Signature.Check member) {
    format = Format.of(id, title, Signature.all(Signature.magic(0, "PK\3\4"), Signature.content(member)))
        .extending("archive/zip").refining("jvm/jar", "archive/zip");
  }

  /** Returns the comparator of web applications. */
  static FormatComparator war() {
    return new DeployedArchiveComparator("jvm/war", "Java web application", new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return ZipNameProbe.any(probe.blob(), member -> member.name().startsWith("WEB-INF/"));
      }
    });
  }

  /** Returns the comparator of enterprise applications. */
  static FormatComparator ear() {
    return new DeployedArchiveComparator("jvm/ear", "Java enterprise application", new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return ZipNameProbe.any(probe.blob(), member -> member.name().equals("META-INF/application.xml"));
      }
    });
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    JarView.addTo(artifact.blob(), ZipDirectory.read(artifact.blob()), sections);
  }
}
