package io.github.jdiffscope.cli;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.pool.ExternalTool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the user's tool on each pair of files that differ; members of containers are unpacked for it. */
final class DiffTool implements Progress {
  private final String command;

  DiffTool(String command) {
    this.command = command;
  }

  @Override
  public void update(long done, long total, String current) {
    // Only differing files matter here.
  }

  @Override
  public void leafDiffers(ArtifactPair pair) {
    try {
      Path folder = Files.createTempDirectory("jdiffscope-difftool");
      try {
        ExternalTool.run(command, file(pair.left(), folder.resolve("left")), file(pair.right(), folder.resolve("right")));
      } finally {
        Files.deleteIfExists(folder.resolve("left"));
        Files.deleteIfExists(folder.resolve("right"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      System.err.println("jdiffscope: --difftool: " + command + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path file(Artifact artifact, Path copy) throws IOException {
    BlobLocation location = artifact.location();
    Path whole = location.path();
    if (location.isContiguous() && location.extents().get(0).offset() == 0 && Files.size(whole) == location.size()) {
      return whole;
    }
    try (InputStream content = BlobOpener.stream(location)) {
      Files.copy(content, copy);
    }
    return copy;
  }
}
