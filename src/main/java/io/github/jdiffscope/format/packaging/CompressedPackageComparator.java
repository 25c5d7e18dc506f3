package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.codec.tar.TarReader;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Packages that are a compressed tape archive and nothing more: recognised by the first names in the archive, which
 * is then compared as what it is. The file name is asked first, so that not every archive is decompressed for each.
 */
final class CompressedPackageComparator implements FormatComparator {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int DECODED_LIMIT_BYTES = 1 << 16;

  private final Format format;

  /**
   * @param base id of the format of the compressed stream
   * @param suffix of the file name, lower case
   * @param names regular expression, one of the first names in the archive matches it
   */
  private CompressedPackageComparator(String id, String title, String base, String suffix, String names) {
    this.format = Format.of(id, title, Signature.all(Signature.nameEnds(suffix),
        Signature.content(new Signature.Check() {
          @Override
          public boolean matches(Probe probe) {
            return holds(probe, base, names);
          }
        }))).extending(base);
  }

  static List<FormatComparator> all() {
    return List.of(
        new CompressedPackageComparator("packaging/alpine-apk", "Alpine package", "archive/gzip", ".apk",
            "\\.SIGN\\..*|\\.PKGINFO"),
        new CompressedPackageComparator("packaging/arch-pkg", "Arch Linux package", "archive/zstd",
            ".pkg.tar.zst", "\\.(PKGINFO|BUILDINFO|MTREE)"),
        new CompressedPackageComparator("packaging/crate", "Rust crate", "archive/gzip", ".crate",
            "[^/]+/(Cargo\\.toml|\\.cargo_vcs_info\\.json)"),
        new CompressedPackageComparator("packaging/ipk", "OpenWrt package", "archive/gzip", ".ipk",
            "(\\./)?(debian-binary|control\\.tar\\..*|data\\.tar\\..*)"),
        new CompressedPackageComparator("packaging/npm", "npm package", "archive/gzip", ".tgz", "package/.*"),
        new CompressedPackageComparator("packaging/sdist", "Python source distribution", "archive/gzip",
            ".tar.gz", "[^/]+/PKG-INFO"),
        new CompressedPackageComparator("packaging/slackware", "Slackware package", "archive/xz", ".txz",
            "(\\./)?install/.*"));
  }

  /** Returns whether one of the names that can be read from the head alone matches. */
  private static boolean holds(Probe probe, String base, String names) {
    Compression compression = Compression.sniff(probe.head());
    if (compression == null || !base.equals("archive/" + compression.word())) {
      return false;
    }
    byte[] decoded = new byte[0];
    try (InputStream in = Decompressors.open(compression, new ByteArrayInputStream(probe.head()))) {
      decoded = decode(in);
    } catch (IOException cut) {
      // The head ends inside the stream: what came before counts.
    }
    for (int at = 0; at + BLOCK <= decoded.length; at += BLOCK) {
      byte[] block = java.util.Arrays.copyOfRange(decoded, at, at + BLOCK);
      if (block[0] != 0 && TarReader.isHeader(block) && name(block).matches(names)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] decode(InputStream in) throws IOException {
    byte[] decoded = new byte[DECODED_LIMIT_BYTES];
    int length = 0;
    try {
      for (int count; length < decoded.length && (count = in.read(decoded, length, decoded.length - length)) > 0;) {
        length += count;
      }
    } catch (IOException cut) {
      if (length == 0) {
        throw cut;
      }
    }
    return java.util.Arrays.copyOf(decoded, length);
  }

  private static String name(byte[] header) {
    int end = 0;
    while (end < NAME_LENGTH && header[end] != 0) {
      end++;
    }
    return new String(header, 0, end, StandardCharsets.UTF_8);
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    // The base says how it is compressed and unpacks it.
  }
}
