package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.codec.zip.ZipNameProbe;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.nio.charset.StandardCharsets;

/** Android apps, libraries and bundles: ZIP archives with a manifest. */
final class AndroidPackageComparator implements FormatComparator {
  private final Format format;

  private AndroidPackageComparator(String id, String title, String suffix, String manifest, String mark) {
    this.format = Format.of(id, title, Signature.all(Signature.magic(0, "PK\3\4"), Signature.content(new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return mayBe(probe, suffix, manifest) && has(probe, manifest) && has(probe, mark);
      }
    })))
        .extending("archive/zip").refining("archive/zip", "jvm/jar");
  }

  static AndroidPackageComparator apk() {
    return new AndroidPackageComparator("packaging/android-apk", "Android app", ".apk", "AndroidManifest\\.xml",
        "classes.*\\.dex|resources\\.arsc");
  }

  static AndroidPackageComparator aar() {
    return new AndroidPackageComparator("packaging/android-aar", "Android library", ".aar", "AndroidManifest\\.xml",
        "classes\\.jar");
  }

  static AndroidPackageComparator aab() {
    return new AndroidPackageComparator("packaging/android-aab", "Android app bundle", ".aab", "BundleConfig\\.pb",
        "[^/]+/manifest/AndroidManifest\\.xml");
  }

  /** Keeps other archives from being searched: their names or first members do not look like it. */
  private static boolean mayBe(Probe probe, String suffix, String manifest) {
    return probe.fileName().endsWith(suffix) || new String(probe.head(), StandardCharsets.ISO_8859_1)
        .contains(manifest.replace("\\", ""));
  }

  private static boolean has(Probe probe, String pattern) {
    return ZipNameProbe.any(probe.blob(), member -> member.name().matches(pattern));
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    // The base lists and unpacks all there is, the block with the signatures too.
  }
}
