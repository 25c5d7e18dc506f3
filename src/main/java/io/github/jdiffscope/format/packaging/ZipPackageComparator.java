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

  private ZipPackageComparator(String id, String title, String suffix, String member) {
    this.format = Format.of(id, title, Signature.all(Signature.magic(0, "PK\3\4"), Signature.nameEnds(suffix),
        Signature.content(new Signature.Check() {
          @Override
          public boolean matches(Probe probe) {
            return ZipNameProbe.any(probe.blob(), found -> found.name().matches(member));
          }
        })))
        .extending("archive/zip");
  }

  static ZipPackageComparator egg() {
    return new ZipPackageComparator("packaging/egg", "Python egg", ".egg", "EGG-INFO/PKG-INFO");
  }

  static ZipPackageComparator conda() {
    return new ZipPackageComparator("packaging/conda", "conda package", ".conda", "info-[^/]*\\.tar\\.zst");
  }

  static ZipPackageComparator nupkg() {
    return new ZipPackageComparator("packaging/nupkg", "NuGet package", ".nupkg", "[^/]*\\.nuspec");
  }

  static ZipPackageComparator vsix() {
    return new ZipPackageComparator("packaging/vsix", "Visual Studio extension", ".vsix",
        "extension\\.vsixmanifest");
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
