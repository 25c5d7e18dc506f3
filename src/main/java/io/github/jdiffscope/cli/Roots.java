package io.github.jdiffscope.cli;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Sniffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** The two arguments as artifacts. Links on the command line are followed; pipes are read, not compared as pipes. */
final class Roots {
  private final Scratch scratch;
  private final boolean newFile;

  Roots(Scratch scratch, boolean newFile) {
    this.scratch = scratch;
    this.newFile = newFile;
  }

  /**
   * Returns the artifact for an argument, its format not yet recognised; null if it is absent and may be.
   *
   * @throws TroubleException if it cannot be read
   */
  Artifact open(String argument) throws TroubleException {
    if (argument.isEmpty()) {
      throw new TroubleException("an empty path was given; write . for the current directory");
    }
    try {
      if (argument.equals("-")) {
        return file(argument, scratch.copy(System.in));
      }
      Path path = Path.of(argument);
      if (newFile && Files.notExists(path)) {
        return null;
      }
      return artifact(argument, path);
    } catch (InvalidPathException e) {
      throw new TroubleException(argument + ": not a path: " + e.getReason());
    } catch (IOException e) {
      throw new TroubleException(argument + ": " + reason(e));
    }
  }

  private Artifact artifact(String argument, Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      try (var readable = Files.newDirectoryStream(path)) {
        readable.iterator();
      }
      return new Artifact(argument, ArtifactKind.DIRECTORY, "generic/directory",
          new BlobLocation(FileNames.of(path), List.of(), Coding.STORED, BlobLocation.UNKNOWN_SIZE), null);
    }
    if (attributes.isRegularFile()) {
      try (Blob readable = new BlobOpener(scratch).open(BlobLocation.wholeFile(path, attributes.size()))) {
        return file(argument, readable.location());
      }
    }
    try (InputStream pipe = Files.newInputStream(path)) {
      return file(argument, scratch.copy(pipe));
    }
  }

  private static Artifact file(String argument, BlobLocation location) {
    return new Artifact(argument, ArtifactKind.FILE, Artifact.UNRECOGNISED, location, null);
  }

  /** Returns the artifact with its format. */
  Artifact recognised(Artifact artifact, Sniffer sniffer) throws TroubleException {
    if (artifact == null || artifact.kind() != ArtifactKind.FILE) {
      return artifact;
    }
    try (Blob blob = new BlobOpener(scratch).open(artifact.location())) {
      return artifact.as(sniffer.sniff(new Probe(blob, artifact.name(), "")));
    } catch (IOException e) {
      throw new TroubleException(artifact.name() + ": " + reason(e));
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    } else if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
