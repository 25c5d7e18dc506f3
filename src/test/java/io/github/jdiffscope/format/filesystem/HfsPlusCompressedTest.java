package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compressed files of HFS+ hold what was put into them, and what 7-Zip finds in them. */
class HfsPlusCompressedTest {
  @TempDir
  Path folder;

  private Path volume() throws IOException {
    Path volume = folder.resolve("volume");
    Path fixture = Path.of("testdata/filesystem/hfsplus/compressed/left.hfsplus.gz");
    try (var stream = new GZIPInputStream(Files.newInputStream(fixture))) {
      Files.copy(stream, volume);
    }
    return volume;
  }

  private static String numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  @Test
  void isDecompressedInEachWay() throws IOException {
    Described ours = Described.of(new HfsPlusComparator(), volume());

    assertThat(ours.comments()).isEmpty();
    for (int type : new int[] {3, 8, 11}) {
      assertThat(ours.members().get("t" + type)).as("type %d", type).asString().isEqualTo(numbers(type, 500));
    }
    for (int type : new int[] {4, 12}) {
      assertThat(ours.members().get("t" + type)).as("type %d", type).asString().isEqualTo(numbers(type, 15_000));
    }
    assertThat(ours.members().get("t7")).asString().isEqualTo("short\n");
    assertThat(ours.members().get("t9")).asString().isEqualTo("short\n");
    assertThat(ours.members()).hasSize(7);
  }

  /** It does not decode LZFSE in these files. */
  @Test
  void holdsWhat7zFinds() throws Exception {
    Described ours = Described.of(new HfsPlusComparator(), volume());
    for (String name : List.of("t3", "t4", "t7", "t8", "t9")) {
      Process process;
      try {
        process = new ProcessBuilder("7z", "x", "-so", "volume", "*/" + name).directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      } catch (IOException notInstalled) {
        Assumptions.abort("7z is not installed");
        return;
      }
      assertThat(ours.members().get(name)).as(name).isEqualTo(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).isZero();
    }
  }
}
