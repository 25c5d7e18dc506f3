package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuaComparatorTest {
  private static final Path SOURCE = Path.of("testdata/executable/lua/function/module.lua");
  private static final Pattern THEIRS = Pattern.compile("\\s+\\d+\\s+\\[[-\\d]+\\]\\s+([A-Z0-9]+).*");

  @ParameterizedTest
  @ValueSource(strings = {"5.1", "5.2", "5.3", "5.4"})
  void functionsHaveTheInstructionsThatLuacPrints(String version, @TempDir Path folder) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/luac" + version)), "luac" + version + " is not installed");
    Path chunk = folder.resolve("m.luac");
    String listing = RealTool.run("luac" + version, "-l", "-o", chunk.toString(), SOURCE.toString());
    List<String> theirs = new ArrayList<>();
    for (String line : listing.split("\n")) {
      Matcher matcher = THEIRS.matcher(line);
      if (matcher.matches()) {
        theirs.add(matcher.group(1));
      }
    }
    Described described = Described.of(new LuaComparator(), chunk);
    List<String> ours = described.sections().get("luac -l {}").lines().filter(line -> line.startsWith("    "))
        .map(line -> line.strip().split(" ")[0]).toList();

    assertThat(RealTool.firstDifference(ours, theirs)).isEmpty();
    assertThat(ours).contains("FORLOOP", "CLOSURE").doesNotContain("<outside>");
    assertThat(described.comments()).isEmpty();
  }
}
