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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
   * @param names regular expression, one of the first names in the archive matches it
   * @param suffixes of the file name, lower case
   * @param compressions ways the stream may be compressed
   */
  private CompressedPackageComparator(String id, String title, String names, List<String> suffixes,
      Compression... compressions) {
    Set<Compression> known = EnumSet.copyOf(List.of(compressions));
    Signature content = Signature.content(new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return holds(probe, known, names);
      }
    });
    Signature[] signatures = new Signature[suffixes.size()];
    for (int i = 0; i < signatures.length; i++) {
      signatures[i] = Signature.all(Signature.nameEnds(suffixes.get(i)), content);
    }
    String[] refined = new String[compressions.length];
    for (int i = 0; i < refined.length; i++) {
      refined[i] = id(compressions[i]);
    }
    this.format = Format.of(id, title, signatures).refining(refined);
  }

  private static String id(Compression compression) {
    return "archive/" + compression.word();
  }

  static List<FormatComparator> all() {
    return List.of(
        new CompressedPackageComparator("packaging/alpine-apk", "Alpine package", "\\.SIGN\\..*|\\.PKGINFO",
            List.of(".apk"), Compression.GZIP),
        new CompressedPackageComparator("packaging/arch-pkg", "Arch Linux package", "\\.(PKGINFO|BUILDINFO|MTREE)",
            List.of(".pkg.tar.zst", ".pkg.tar.xz", ".pkg.tar.gz", ".pkg.tar.bz2", ".pkg.tar.lz4", ".pkg.tar.lz",
                ".pkg.tar.lzo", ".pkg.tar.z"),
            Compression.ZSTD, Compression.XZ, Compression.GZIP, Compression.BZIP2, Compression.LZ4, Compression.LZIP,
            Compression.LZOP, Compression.COMPRESS),
        new CompressedPackageComparator("packaging/crate", "Rust crate",
            "[^/]+/(Cargo\\.toml|\\.cargo_vcs_info\\.json)", List.of(".crate"), Compression.GZIP),
        new CompressedPackageComparator("packaging/ipk", "OpenWrt package",
            "(\\./)?(debian-binary|control\\.tar\\..*|data\\.tar\\..*)", List.of(".ipk"), Compression.GZIP),
        new CompressedPackageComparator("packaging/npm", "npm package", "package/.*", List.of(".tgz"),
            Compression.GZIP),
        new CompressedPackageComparator("packaging/sdist", "Python source distribution", "[^/]+/PKG-INFO",
            List.of(".tar.gz"), Compression.GZIP),
        new CompressedPackageComparator("packaging/slackware", "Slackware package", "(\\./)?install/.*",
            List.of(".txz", ".tgz", ".tbz", ".tlz"), Compression.XZ, Compression.GZIP, Compression.BZIP2,
            Compression.LZMA, Compression.LZIP));
  }

  /** Returns whether one of the names that can be read from the head alone matches. */
  private static boolean holds(Probe probe, Set<Compression> known, String names) {
    Compression compression = Compression.sniff(probe.head());
    if (compression == null || !known.contains(compression)) {
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
  public String base(OpenArtifact artifact) throws IOException {
    Compression compression = Compression.sniff(artifact.blob().head(Probe.HEAD_SIZE));
    return compression == null || !format.refines().contains(id(compression)) ? null : id(compression);
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) {
    // The base says how it is compressed and unpacks it.
  }
}
