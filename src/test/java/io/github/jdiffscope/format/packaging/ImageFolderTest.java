package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.Run;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.model.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Container images in folders: unpacked archives, and what skopeo writes where it is installed. */
class ImageFolderTest {
  private static final Path IMAGES = Path.of("testdata/packaging/oci-image");

  @TempDir
  Path folder;

  /** Returns the folder that an archive is unpacked to. */
  private Path unpacked(String archive) throws IOException {
    Path top = folder.resolve(archive.replace('/', '.'));
    ImageArchive files = ImageArchive.read(Blob.of(Files.readAllBytes(IMAGES.resolve(archive))), Integer.MAX_VALUE);
    for (String name : files.names()) {
      Path file = top.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, files.bytes(name, 1 << 20));
    }
    return top;
  }

  private static List<String> shown(Path left, Path right) throws Exception {
    Difference root = Run.report(left, right).root();
    return root == null ? List.of() : root.details().stream().map(node -> node.source1() + "\n" + node.unifiedDiff()
        + node.details().size()).toList();
  }

  private static List<String> titles(Path left, Path right) throws Exception {
    return shown(left, right).stream().map(text -> text.substring(0, text.indexOf('\n'))).toList();
  }

  private static List<String> names(Difference node) {
    List<String> names = new java.util.ArrayList<>(List.of(node.source1()));
    node.details().forEach(inner -> names.addAll(names(inner)));
    return names;
  }

  @Test
  void foldersAreComparedAsTheirArchivesAre() throws Exception {
    for (String kind : List.of("layout", "docker-save")) {
      assertThat(shown(unpacked(kind + "/left.tar"), unpacked(kind + "/right.tar"))).hasSize(3)
          .isEqualTo(shown(IMAGES.resolve(kind + "/left.tar"), IMAGES.resolve(kind + "/right.tar")));
    }
  }

  @Test
  void aFolderAndItsArchiveAreOneImage() throws Exception {
    assertThat(shown(IMAGES.resolve("layout/left.tar"), unpacked("layout/left.tar")))
        .containsExactly("saved as\n@@ -1 +1 @@\n-OCI layout in a tar archive\n+OCI layout in a folder\n0");
  }

  @Test
  void nothingInAFolderIsOverlooked() throws Exception {
    Path other = Files.move(unpacked("layout/left.tar"), folder.resolve("other"));
    Path image = unpacked("layout/left.tar");
    assertThat(titles(image, other)).isEmpty();
    Path index = other.resolve("index.json");
    Files.writeString(index, Files.readString(index).replaceFirst(": ", ":\t"));
    assertThat(titles(image, other)).containsExactly("descriptions as stored");
    Files.createSymbolicLink(other.resolve("blobs/sha256/link"), Path.of("../../index.json"));
    assertThat(titles(image, other)).containsExactly("entries");
  }

  @Test
  void blobsThatNoImageUsesAreToldApartLast() throws Exception {
    Path other = Files.move(unpacked("layout/left.tar"), folder.resolve("other"));
    Path image = unpacked("layout/left.tar");
    String blob = "blobs/sha256/" + "0".repeat(64);
    Files.writeString(image.resolve(blob), "one");
    Files.writeString(other.resolve(blob), "two");
    assertThat(titles(image, other)).containsExactly("blobs of no image");
    assertThat(titles(image, unpacked("layout/right.tar"))).containsExactly("images", "config", "layer 2.tar");
  }

  @Test
  void blobsOutsideOfTheFolderAreNotOpened() throws Exception {
    Path image = unpacked("layout/left.tar");
    Files.writeString(folder.resolve("secret"), "{\"layers\": []}");
    Path index = image.resolve("index.json");
    Files.writeString(index, Files.readString(index).replaceFirst("\"sha256:[0-9a-f]{64}\"", "\"..:../../secret\""));
    ImageFolder files = ImageFolder.read(image);
    assertThat(files.blob("..:../../secret")).isEqualTo("blobs/../../../secret");
    assertThat(ContainerImage.all(files)).isEmpty();
  }

  @Test
  void whatSkopeoWritesIsTheSameImage() throws Exception {
    Path layout = unpacked("layout/left.tar");
    List<String> targets = List.of("dir:" + folder.resolve("copied"), "docker-archive:" + folder.resolve("copied.tar")
        + ":demo:1", "oci-archive:" + folder.resolve("archive.tar"), "oci:" + folder.resolve("again"));
    for (String target : targets) {
      try {
        Process process = new ProcessBuilder("skopeo", "--insecure-policy", "copy", "oci:" + layout + ":1.0", target)
            .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        assumeTrue(process.waitFor() == 0, "skopeo failed");
      } catch (IOException notInstalled) {
        assumeTrue(false, "skopeo is not installed");
      }
      Path copy = Path.of(target.split(":")[1]);
      // Layers may be compressed on the way, which is said of each.
      assertThat(names(Run.report(layout, copy).root())).contains("images")
          .allMatch(name -> name.matches("layout.left.tar|images|saved as|layer [12]\\.tar|gzip header"));
    }
  }
}
