package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.codec.zip.ZipNameProbe;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Java archives: what a ZIP archive is, which classes other Java versions see, and what its signatures cover. */
final class JarComparator implements FormatComparator {
  private static final int JAR_MARKER = 0xCAFE;
  private static final Format FORMAT = Format.of("jvm/jar", "Java archive",
      Signature.all(Signature.magic(0, "PK\3\4"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isJar(probe);
        }
      }))).extending("archive/zip");

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isJar(Probe probe) {
    return ZipNameProbe.any(probe.blob(), JarComparator::isOfJar);
  }

  private static boolean isOfJar(ZipMember member) {
    byte[] extra = member.extra();
    boolean marked = extra.length >= 4 && (extra[0] & 0xFF | (extra[1] & 0xFF) << 8) == JAR_MARKER;
    return marked || member.name().equals("META-INF/MANIFEST.MF") || member.name().endsWith(".class");
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    ZipDirectory directory = ZipDirectory.read(artifact.blob());
    JarView.addTo(artifact.blob(), directory, sections);
  }
}
