package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.codec.zip.ZipNameProbe;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;

/**
 * Packages that are ZIP archives and nothing more: recognised by the member every package manager looks for, which is
 * then compared as what it is. The name is asked first, so that a plain archive is not searched for each of them.
 */
final class ZipPackageComparator implements FormatComparator {
  private final Format format;

  private ZipPackageComparator(String id, String title, String member, String... suffixes) {
    Signature[] signatures = new Signature[suffixes.length];
    for (int i = 0; i < suffixes.length; i++) {
      signatures[i] = signature(suffixes[i], member);
    }
    this.format = Format.of(id, title, signatures).extending("archive/zip");
  }

  private static Signature signature(String suffix, String member) {
    return Signature.all(Signature.magic(0, "PK\3\4"), Signature.nameEnds(suffix),
        Signature.content(new Signature.Check() {
          @Override
          public boolean matches(Probe probe) {
            return ZipNameProbe.any(probe.blob(), found -> found.name().matches(member));
          }
        }));
  }

  static ZipPackageComparator egg() {
    return new ZipPackageComparator("packaging/egg", "Python egg", "EGG-INFO/PKG-INFO", ".egg");
  }

  static ZipPackageComparator nupkg() {
    return new ZipPackageComparator("packaging/nupkg", "NuGet package", "[^/]*\\.nuspec", ".nupkg");
  }

  static ZipPackageComparator vsix() {
    return new ZipPackageComparator("packaging/vsix", "Visual Studio extension", "extension\\.vsixmanifest",
        ".vsix");
  }

  /** Sets of split apps: what app stores hand out (.xapk, .apkm) and what bundletool and SAI make (.apks). */
  static ZipPackageComparator xapk() {
    return new ZipPackageComparator("packaging/xapk", "Android app in parts", "([^/]+/)*[^/]+\\.apk", ".xapk", ".apks",
        ".apkm");
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    // The base lists and unpacks all there is.
  }
}
