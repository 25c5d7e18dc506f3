package io.github.jdiffscope.worker;

import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.model.Artifact;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Decides when one side is to be compared with what is in the other: a file beside the same file compressed. The side
 * without compression is then the one member of itself, paired with the content of the stream.
 */
final class Unwrapping {
  /** Formats of a single stream, whose one member is all there is. */
  private static final Set<String> STREAMS = Set.of("archive/gzip", "archive/bzip2", "archive/xz", "archive/lzma",
      "archive/lzip", "archive/zstd", "archive/lz4", "archive/lzop", "archive/brotli", "archive/compress",
      "archive/snappy", "archive/zlib");

  private Unwrapping() {}

  /** Returns whether a side of this format, which is described so, is compressed and the other is not. */
  static boolean applies(Catalog catalog, String format, Description description, String otherFormat, OpenSide other) {
    return description.members().size() == 1 && other.hasBytes() && isStream(catalog, format)
        && !isStream(catalog, otherFormat);
  }

  private static boolean isStream(Catalog catalog, String format) {
    for (String stream : STREAMS) {
      if (format.equals(stream) || catalog.sniffer().refines(format, stream)) {
        return true;
      }
    }
    return false;
  }

  /** Hands over a side as the member that it is paired with. */
  static void asMember(OpenSide side, String format, List<Artifact> content, Description to) throws IOException {
    Artifact artifact = side.artifact();
    to.add(new Artifact(content.get(0).name(), artifact.kind(), format, artifact.location(), null));
  }
}
