package io.github.jdiffscope.format.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.Run;
import io.github.jdiffscope.model.Difference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each attribute that differs, in archives by real tools, is named. */
class AttributesTest {
  @TempDir
  static Path folder;

  /** An attribute and how two archives come to differ in it. */
  record Pair(String name, String suffix, String tool, String left, String right, String said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Pair> pairs() throws IOException {
    try (InputStream table = AttributesTest.class.getResourceAsStream("attributes.txt")) {
      List<String> lines = new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      // A bar with blanks around it is a pipe of the shell.
      return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split("(?<! )\\|(?! )", 6))
          .map(row -> new Pair(row[0], row[1], row[2], row[3], row[4], row[5]));
    }
  }

  @BeforeAll
  static void tree() throws Exception {
    Tree.make(folder.resolve("tree"), false);
  }

  private static String text(Difference node) {
    StringBuilder all = new StringBuilder();
    node.comments().forEach(comment -> all.append(comment).append('\n'));
    all.append(node.unifiedDiff() == null ? "" : node.unifiedDiff());
    node.details().forEach(inner -> all.append(text(inner)));
    return all.toString();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void isNamed(Pair pair) throws Exception {
    assumeTrue(Shell.has(pair.tool()), pair.tool() + " is not installed");
    Path place = Files.createTempDirectory(folder, "pair");
    Path left = place.resolve("left." + pair.suffix());
    Path right = place.resolve("right." + pair.suffix());
    Shell.run(folder.resolve("tree"), "O=" + left + "; " + pair.left());
    Shell.run(folder.resolve("tree"), "O=" + right + "; " + pair.right());
    assumeTrue(Files.exists(left) && Files.exists(right), pair.tool() + " cannot make this");
    String report = text(Run.report(left, right).root());
    assertThat(report).contains(pair.said()).doesNotContain("shows no difference");
  }
}
