package io.github.jdiffscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.report.JsonReport;
import io.github.jdiffscope.report.JsonReportReader;
import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.report.TextReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks {@code testdata/} and checks for every pair the golden report and what must hold for any pair. Run with
 * {@code -Dfixtures.update=true} to write the golden reports anew, then read them.
 */
class FixtureTest {
  private static final Path TOP = Path.of("testdata");
  /** Only cases below a folder of it, such as {@code archive/zip}; all if empty. */
  private static final String ONLY = System.getProperty("fixtures.only", "");
  private static final boolean UPDATE = Boolean.getBoolean("fixtures.update");

  static List<Path> cases() throws IOException {
    try (Stream<Path> paths = Files.walk(TOP, 3)) {
      return paths.filter(path -> TOP.relativize(path).getNameCount() == 3 && Files.isDirectory(path)
          && (ONLY.isEmpty() || TOP.relativize(path).startsWith(ONLY))).sorted().toList();
    }
  }

  private static Path side(Path folder, String side) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(side)).findFirst()
          .orElseThrow(() -> new AssertionError(folder + " has no " + side + ".*"));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theReportIsTheGoldenOne(Path folder) throws Exception {
    Report report = Run.report(side(folder, "left"), side(folder, "right"));
    Path golden = folder.resolve("expected.txt");
    String text = text(report);
    if (UPDATE) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    assertThat(report.isEmpty()).as("the sides of a fixture differ").isFalse();
    assertThat(folder.resolve("made-by.txt")).exists();
  }

  @Test
  void everyFormatIsRecognisedInOneOfItsCases() throws Exception {
    Set<String> expected = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    for (Path folder : cases()) {
      expected.add(TOP.relativize(folder).subpath(0, 2).toString());
      seen.addAll(formats(Run.report(side(folder, "left"), side(folder, "right")).root()));
    }
    assertThat(seen).containsAll(expected);
  }

  private static List<String> formats(Difference node) {
    List<String> all = new ArrayList<>();
    if (node.format() != null) {
      all.add(node.format());
    }
    node.details().forEach(detail -> all.addAll(formats(detail)));
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSideAgainstItselfIsIdentical(Path folder) throws Exception {
    for (String name : List.of("left", "right")) {
      Path side = side(folder, name);
      assertThat(Run.report(side, side).isEmpty()).isTrue();
      assertThat(text(Run.forced(side, side))).as("described in full, a side against itself shows nothing").isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void swappedSidesMirror(Path folder) throws Exception {
    Report there = Run.report(side(folder, "left"), side(folder, "right"));
    Report back = Run.report(side(folder, "right"), side(folder, "left"));
    assertThat(Mirror.of(back)).isEqualTo(Mirror.outline(there));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theJsonReadsBack(Path folder) throws Exception {
    Report report = Run.report(side(folder, "left"), side(folder, "right"));
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    new JsonReport().write(report, json);
    assertThat(JsonReportReader.read(new ByteArrayInputStream(json.toByteArray())).root()).isEqualTo(report.root());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theDescriptorsSurviveTheirRoundTrip(Path folder) throws Exception {
    assertThat(text(Run.throughJson(side(folder, "left"), side(folder, "right"))))
        .isEqualTo(text(Run.report(side(folder, "left"), side(folder, "right"))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void truncatedAtEveryPowerOfTwoItIsNeverIdentical(Path folder, @TempDir Path temporary) throws Exception {
    Path left = side(folder, "left");
    if (!Files.isRegularFile(left)) {
      return;
    }
    byte[] whole = Files.readAllBytes(left);
    Path cut = temporary.resolve(left.getFileName().toString());
    for (int length = 1; length < whole.length; length *= 2) {
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      Report report = Run.report(cut, left);
      assertThat(report.isEmpty()).as("cut at " + length).isFalse();
      assertThat(text(report)).doesNotContain("defect of jdiffscope");
    }
  }

  /** All fixtures at once, as two trees: every job of them in a worker process, and every one in this process. */
  @Test
  void inThisProcessEqualsPooledByteForByte(@TempDir Path temporary) throws Exception {
    Path left = temporary.resolve("left");
    Path right = temporary.resolve("right");
    for (Path folder : cases()) {
      if (Files.isRegularFile(side(folder, "left"))) {
        String name = TOP.relativize(folder).toString().replace('/', '_');
        copy(side(folder, "left"), left.resolve(name));
        copy(side(folder, "right"), right.resolve(name));
      }
    }
    String inline = text(Run.report(left, right));
    assertThat(inline).isNotEmpty();
    assertThat(text(Run.pooled(left, right, 2))).isEqualTo(inline);
  }

  private static void copy(Path file, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(file, folder.resolve(file.getFileName().toString().replaceFirst("^(left|right)", "file")));
  }

  private static String text(Report report) throws IOException {
    if (report.isEmpty()) {
      return "";
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextReport(TextOptions.PLAIN).write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
