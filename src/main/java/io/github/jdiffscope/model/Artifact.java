package io.github.jdiffscope.model;

import io.github.jdiffscope.bytes.BlobLocation;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One thing to be described: a file, a member of a container, a directory.
 *
 * @param name as shown: the path given on the command line, or the member's name in its container
 * @param format id of the format its bytes are in, such as {@code archive/zip}, or {@link #UNRECOGNISED}
 * @param location where its bytes lie; for a directory the location of the directory itself, with unknown size; null
 *     for kinds without bytes
 * @param target of a symbolic link, numbers of a device, word for a special file; else null
 */
public record Artifact(String name, ArtifactKind kind, String format, BlobLocation location, String target) {
  /** Stands for the format of bytes that nobody has looked at yet, because decoding them costs too much to do twice. */
  public static final String UNRECOGNISED = "";

  public Artifact {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(format);
    if (kind == ArtifactKind.FILE || kind == ArtifactKind.DIRECTORY) {
      Objects.requireNonNull(location, name);
    }
  }

  /** Returns how many bytes it has, decoded, or -1 if that is unknown or it has none. */
  public long size() {
    return location == null ? BlobLocation.UNKNOWN_SIZE : location.size();
  }

  /** Returns the file its bytes lie in, or null if it has none. */
  public Path file() {
    return location == null ? null : location.path();
  }

  /** Returns the same artifact, read as another format. */
  public Artifact as(String otherFormat) {
    return new Artifact(name, kind, otherFormat, location, target);
  }
}
