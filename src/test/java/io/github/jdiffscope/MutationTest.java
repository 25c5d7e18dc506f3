package io.github.jdiffscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damages every fixture in ways that depend on its name only, and compares what comes out with the fixture: it is never
 * equal, and no comparator meets a case it has not thought of. {@code -Dmutations=1000} looks harder,
 * {@code -Dmutations.of=ntfs} at the fixtures only whose folders are called so.
 */
class MutationTest {
  private static final int COUNT = Integer.getInteger("mutations", 4);
  /** Seconds after which a damaged file of a few kilobytes counts as one that hangs; generous, as machines are busy. */
  private static final long MOST_SECONDS = 30;

  static List<Path> cases() throws IOException {
    String wanted = System.getProperty("mutations.of", "");
    return FixtureTest.cases().stream().filter(folder -> folder.toString().contains(wanted)).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aDamagedFileIsNeverEqualAndNeverASurprise(Path folder, @TempDir Path temporary) throws Exception {
    for (String side : new String[] {"left", "right"}) {
      Path original = side(folder, side);
      if (original == null || Files.size(original) == 0) {
        continue;
      }
      original = unpacked(original, temporary);
      byte[] content = Files.readAllBytes(original);
      Random random = new Random((folder + side).replace('\\', '/').hashCode());
      List<String> surprises = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        byte[] damaged = damaged(content, random);
        if (Arrays.equals(content, damaged)) {
          continue;
        }
        Path file = Files.write(temporary.resolve(original.getFileName().toString()), damaged);
        long start = System.nanoTime();
        Report report = i % 2 == 0 ? Run.report(original, file) : Run.report(file, original);
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        if (report.isEmpty()) {
          surprises.add("mutation " + i + " is called equal");
        } else if (seconds > MOST_SECONDS) {
          surprises.add(String.format(Locale.ROOT, "mutation %d took %d s", i, seconds));
        }
        collect(report.root(), "mutation " + i, surprises);
      }
      assertThat(surprises).as("%s", original).isEmpty();
    }
  }

  /** Returns the image that a fixture is too large to hold as it is: damage to its compression would find nothing else. */
  private static Path unpacked(Path original, Path temporary) throws IOException {
    if (!original.toString().endsWith(".gz") || !original.startsWith(Path.of("testdata", "filesystem"))) {
      return original;
    }
    Path folder = Files.createDirectories(temporary.resolve("unpacked"));
    Path image = folder.resolve(original.getFileName().toString().replace(".gz", ""));
    try (var stream = new java.util.zip.GZIPInputStream(Files.newInputStream(original))) {
      Files.copy(stream, image, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return image;
  }

  private static Path side(Path folder, String side) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(side) && Files.isRegularFile(file)).findFirst()
          .orElse(null);
    }
  }

  /** Notes the nodes whose comparator failed in a way that is not a statement about the input. */
  private static void collect(Difference node, String what, List<String> surprises) {
    if (node == null) {
      return;
    }
    if (node.failure() == FailureKind.INTERNAL || node.failure() == FailureKind.STACK_OVERFLOW
        || node.failure() == FailureKind.OUT_OF_MEMORY) {
      surprises.add(what + ": " + node.source1() + ": " + node.comments());
    }
    node.details().forEach(detail -> collect(detail, what, surprises));
  }

  private static byte[] damaged(byte[] content, Random random) {
    byte[] result = content.clone();
    // Headers are where most can go wrong.
    int reach = random.nextInt(3) == 0 ? Math.min(result.length, 512) : result.length;
    switch (random.nextInt(6)) {
      case 0 -> result = Arrays.copyOf(result, random.nextInt(result.length));
      case 1 -> {
        int at = random.nextInt(reach);
        int count = Math.min(result.length - at, 1 + random.nextInt(16));
        byte[] shorter = Arrays.copyOf(result, result.length - count);
        System.arraycopy(result, at + count, shorter, at, result.length - at - count);
        result = shorter;
      }
      case 2 -> {
        for (int at = random.nextInt(reach), end = Math.min(result.length, at + 4); at < end; at++) {
          result[at] = (byte) 0xFF;
        }
      }
      case 3 -> {
        for (int at = random.nextInt(reach), end = Math.min(result.length, at + 8); at < end; at++) {
          result[at] = 0;
        }
      }
      default -> {
        for (int i = random.nextInt(8); i >= 0; i--) {
          result[random.nextInt(reach)] = (byte) random.nextInt(256);
        }
      }
    }
    return result;
  }
}
