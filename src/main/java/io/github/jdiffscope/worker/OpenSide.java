package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Scope;
import java.io.Closeable;
import java.io.IOException;

/** One side of a pair, open. A side that is absent, or cannot be read, has no bytes. */
final class OpenSide implements OpenArtifact, Closeable {
  private final Artifact artifact;
  private final Scope scope;
  private final Blob blob;
  private final FailureKind failure;
  private final String comment;

  private OpenSide(Artifact artifact, Scope scope, Blob blob, FailureKind failure, String comment) {
    this.artifact = artifact;
    this.scope = scope;
    this.blob = blob;
    this.failure = failure;
    this.comment = comment;
  }

  /** Returns the open side; what goes wrong is told by {@link #failure} and {@link #comment}, not thrown. */
  static OpenSide open(Artifact artifact, Scope scope, BlobOpener opener) {
    if (artifact == null || artifact.kind() != ArtifactKind.FILE) {
      return new OpenSide(artifact, scope, null, null, null);
    }
    try {
      return new OpenSide(artifact, scope, opener.open(artifact.location()), null, null);
    } catch (FormatException damaged) {
      return coded(artifact, scope, FailureKind.MALFORMED, damaged.getMessage());
    } catch (LimitException limit) {
      return coded(artifact, scope, FailureKind.LIMIT, limit.getMessage());
    } catch (IOException unreadable) {
      return new OpenSide(artifact, scope, null, FailureKind.UNREADABLE, Failures.sentence(unreadable));
    }
  }

  /** Returns the side with its bytes as they are stored, for contents that cannot be decoded. */
  private static OpenSide coded(Artifact artifact, Scope scope, FailureKind kind, String comment) {
    try {
      Blob stored = BlobOpener.openCoded(artifact.location());
      return new OpenSide(artifact, scope, stored, kind, comment + "; its stored bytes are compared");
    } catch (IOException unreadable) {
      return new OpenSide(artifact, scope, null, FailureKind.UNREADABLE, Failures.sentence(unreadable));
    }
  }

  boolean isAbsent() {
    return artifact == null;
  }

  boolean hasBytes() {
    return blob != null;
  }

  /** Returns why the bytes are not what they should be, or null. */
  FailureKind failure() {
    return failure;
  }

  String comment() {
    return comment;
  }

  @Override
  public Artifact artifact() {
    return artifact;
  }

  @Override
  public Blob blob() {
    if (blob == null) {
      throw new IllegalStateException(artifact.name() + " has no bytes");
    }
    return blob;
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public void close() throws IOException {
    if (blob != null) {
      blob.close();
    }
  }
}
