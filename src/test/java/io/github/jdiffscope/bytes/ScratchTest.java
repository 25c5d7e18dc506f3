package io.github.jdiffscope.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small files cost one file on disk, and each is still found. */
class ScratchTest {
  @TempDir
  Path folder;

  @Test
  void smallFilesShareOneOnDisk() throws Exception {
    List<BlobLocation> kept = new ArrayList<>();
    byte[] large = new byte[100_000];
    large[99_999] = 7;
    BlobLocation own;
    try (Scratch scratch = new Scratch(folder, 1 << 20)) {
      for (int i = 0; i < 500; i++) {
        kept.add(scratch.copy(new ByteArrayInputStream(text(i))));
      }
      own = scratch.copy(new ByteArrayInputStream(large));
    }
    for (int i = 0; i < 500; i++) {
      assertThat(bytes(kept.get(i))).isEqualTo(text(i));
    }
    assertThat(bytes(own)).isEqualTo(large);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void smallFilesCountAsUnpacked() throws Exception {
    try (Scratch scratch = new Scratch(folder, 10)) {
      assertThat(bytes(scratch.copy(new ByteArrayInputStream(text(1))))).isEqualTo(text(1));
      assertThatThrownBy(() -> scratch.copy(new ByteArrayInputStream(text(22)))).hasMessageContaining("--max-unpacked");
    }
  }

  private static byte[] text(int number) {
    return (number == 0 ? "" : "file " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(BlobLocation location) throws Exception {
    try (Blob blob = new FileBlob(location)) {
      return blob.all(1 << 20);
    }
  }

  @Test
  void theFirstSmallFileIsEqualToItsLike() throws Exception {
    Path whole = Files.write(folder.resolve("whole"), new byte[] {1, 2, 3});
    try (Scratch scratch = new Scratch(folder.resolve("scratch"), 1 << 20); ContentComparer comparer = new ContentComparer()) {
      BlobLocation first = scratch.copy(new ByteArrayInputStream(new byte[] {1, 2, 3}));
      scratch.copy(new ByteArrayInputStream(new byte[] {4}));
      assertThat(comparer.compare(BlobLocation.wholeFile(whole, 3), first, 100)).isEqualTo(ContentComparer.Result.EQUAL);
    }
  }
}
