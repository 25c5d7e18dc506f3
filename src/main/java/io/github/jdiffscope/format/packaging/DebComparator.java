package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Debian packages, {@code deb(5)}: an ar archive whose first member says which version of the format it is. */
final class DebComparator implements FormatComparator {
  private static final int FIRST_MEMBER = 8;
  private static final int SIZE_FIELD = FIRST_MEMBER + 48;
  private static final int CONTENT = FIRST_MEMBER + 60;
  private static final Format FORMAT = Format.of("packaging/deb", "Debian package",
      Signature.all(Signature.magic(0, "!<arch>\n"), Signature.magic(FIRST_MEMBER, "debian-binary")))
      .extending("archive/ar");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() < CONTENT + 4) {
      return;
    }
    String size = new String(blob.bytes(SIZE_FIELD, 10), StandardCharsets.ISO_8859_1).strip();
    String version = new String(blob.bytes(CONTENT, 4), StandardCharsets.ISO_8859_1);
    if (!version.startsWith("2.")) {
      sections.comment("debian-binary of " + size + " bytes does not say format version 2: read as an ar archive");
    }
  }
}
