package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.Map;

/**
 * Signatures of Android apps: the block in the app, and the file beside it ({@code .idsig}, scheme 4). Who signed is
 * compared first; digests and signatures follow from what was signed.
 */
final class ApkSignatureComparator implements FormatComparator {
  private final Format format;
  private final boolean separate;

  private ApkSignatureComparator(String id, String title, boolean separate, Signature signature) {
    this.format = Format.of(id, title, signature);
    this.separate = separate;
  }

  static ApkSignatureComparator block() {
    return new ApkSignatureComparator("packaging/apk-signing-block", "APK signing block", false,
        Signature.content(new Signature.Check() {
          @Override
          public boolean matches(Probe probe) {
            return ApkSigningBlock.isOne(probe);
          }
        }));
  }

  static ApkSignatureComparator separate() {
    return new ApkSignatureComparator("packaging/apk-idsig", "APK signature scheme 4", true,
        Signature.content(new Signature.Check() {
          @Override
          public boolean matches(Probe probe) {
            return ApkSignatureFile.isOne(probe);
          }
        }));
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    if (separate) {
      ApkSignatureFile.describe(artifact.blob(), sections, members);
      return;
    }
    Blob blob = artifact.blob();
    ApkSigningBlock block = ApkSigningBlock.of(blob);
    FormatException damage = null;
    try {
      block.read();
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.text("apksigner verify --verbose --print-certs {}", block.text()));
    sections.add(Section.text("signatures", block.consequences()).atLevel(1));
    for (Map.Entry<String, BlobLocation> certificate : block.certificates().entrySet()) {
      members.file(certificate.getKey(), certificate.getValue());
    }
    if (damage != null) {
      throw damage;
    }
  }
}
