package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damages one file of each format again and again: it is described as far as it goes, or refused in a sentence. */
class DamagedExecutablesTest {
  private static final Path TOP = Path.of("testdata/executable");
  private static final int ROUNDS = Integer.getInteger("mutations", 60);

  static Stream<FormatComparator> comparators() {
    return ExecutableFormats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("comparators")
  void damageIsSaidNotThrown(FormatComparator comparator, @TempDir Path folder) throws IOException {
    String name = comparator.format().id().substring("executable/".length());
    byte[] sound = Files.readAllBytes(sample(TOP.resolve(name)));
    Random random = new Random(6);
    int described = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] damaged = i % 7 == 0 ? java.util.Arrays.copyOf(sound, 16 + random.nextInt(sound.length - 16)) : sound.clone();
      for (int j = 0; j < 1 + i % 6; j++) {
        int within = random.nextBoolean() ? Math.min(512, damaged.length) : damaged.length;
        damaged[random.nextInt(within)] = (byte) (random.nextInt(4) == 0 ? 255 : random.nextInt());
      }
      described += describe(comparator, Files.write(folder.resolve("damaged"), damaged));
    }
    assertThat(described).as("files of which something could be said").isPositive();
  }

  private static Path sample(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("right.")).sorted().findFirst().orElseThrow();
    }
  }

  private static int describe(FormatComparator comparator, Path file) throws IOException {
    try {
      return Described.of(comparator, file).sections().isEmpty() ? 0 : 1;
    } catch (FormatException said) {
      assertThat(said.getMessage()).isNotBlank();
      return 1;
    }
  }
}
