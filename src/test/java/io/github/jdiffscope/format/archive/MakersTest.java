package io.github.jdiffscope.format.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.Run;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One changed letter in one file is found as that file's difference, whatever real tool packed it, and however. */
class MakersTest {
  private static final String BEFORE = "-line 1234 of the text";
  private static final String AFTER = "+lime 1234 of the text";

  @TempDir
  static Path folder;

  /** A way to pack a folder. */
  record Maker(String name, String suffix, String tool, String excuse, String command) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Maker> makers() throws IOException {
    try (InputStream table = MakersTest.class.getResourceAsStream("makers.txt")) {
      List<String> lines = new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split("\\|", 5))
          .map(row -> new Maker(row[0], row[1], row[2], row[3], row[4]));
    }
  }

  @BeforeAll
  static void trees() throws Exception {
    Tree.make(folder.resolve("left"), false);
    Tree.make(folder.resolve("right"), true);
  }

  private static Path make(Maker maker, String side) throws Exception {
    assumeTrue(Shell.has(maker.tool()), maker.tool() + " is not installed");
    Path out = Files.createDirectories(folder.resolve("made").resolve(maker.name()).resolve(side))
        .resolve("made." + maker.suffix());
    Shell.run(out.getParent(), "T=" + folder.resolve(side) + "; O=" + out + "; " + maker.command());
    assumeTrue(Files.exists(out), maker.tool() + " cannot make this");
    return out;
  }

  private static Stream<Difference> all(Difference node) {
    return node == null ? Stream.empty()
        : Stream.concat(Stream.of(node), node.details().stream().flatMap(MakersTest::all));
  }

  @ParameterizedTest
  @MethodSource("makers")
  void aChangedLetterIsFound(Maker maker) throws Exception {
    Path left = make(maker, "left");
    Path right = make(maker, "right");
    List<Difference> nodes = all(Run.report(left, right).root()).toList();
    if (maker.excuse().isEmpty()) {
      assertThat(nodes).anyMatch(node -> node.unifiedDiff() != null && node.unifiedDiff().contains(BEFORE)
          && node.unifiedDiff().contains(AFTER));
      assertThat(nodes).flatMap(Difference::comments).noneMatch(comment -> comment.contains("cannot"));
      assertThat(nodes).as("nothing is shown in hexadecimal").noneMatch(node -> "generic/binary".equals(node.format()));
    } else {
      assertThat(nodes).flatMap(Difference::comments).anyMatch(comment -> comment.contains(maker.excuse()));
    }
  }

  @ParameterizedTest
  @MethodSource("makers")
  void damageEndsAsCommentsAndNeverAsEqual(Maker maker) throws Exception {
    Path good = make(maker, "left");
    byte[] bytes = Files.readAllBytes(good);
    Random random = new Random(maker.name().hashCode());
    Path bad = good.resolveSibling("bad." + maker.suffix());
    for (int i = 0; i < 6; i++) {
      byte[] damaged = i < 3 ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length - 1)) : bytes.clone();
      for (int k = 0; i >= 3 && k < 5; k++) {
        damaged[random.nextInt(i == 3 ? Math.min(200, damaged.length) : damaged.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(bad, damaged);
      Report report = Run.report(good, bad);
      assertThat(report.root()).isNotNull();
      assertThat(all(report.root())).allMatch(node -> node.failure() == null
          || node.failure() == io.github.jdiffscope.model.FailureKind.MALFORMED
          || node.failure() == io.github.jdiffscope.model.FailureKind.LIMIT);
    }
  }

  @Test
  void theTableNamesEachMakerOnce() throws IOException {
    assertThat(makers().map(Maker::name)).doesNotHaveDuplicates().hasSizeGreaterThan(90);
  }
}
