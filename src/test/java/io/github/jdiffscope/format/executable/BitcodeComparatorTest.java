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
import org.junit.jupiter.api.Test;

class BitcodeComparatorTest {
  private static final Path FILE = Path.of("testdata/executable/llvm-bitcode/function/left.bc");
  private static final Pattern BLOCK = Pattern.compile(
      "Block ID #(\\d+)[^:]*:\\s+Num Instances: (\\d+)(?:(?!Block ID).)*?(?:Num|Tot/Avg) Records: (\\d+)", Pattern.DOTALL);

  @Test
  void blocksAndRecordsAreThoseThatTheAnalyzerCounts() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/llvm-bcanalyzer")), "llvm-bcanalyzer is not installed");
    List<String> theirs = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(RealTool.run("llvm-bcanalyzer", FILE.toString()));
    while (matcher.find()) {
      theirs.add("block " + matcher.group(1) + ": " + matcher.group(2) + " instances, " + matcher.group(3) + " records");
    }
    Described described = Described.of(new BitcodeComparator(), FILE);

    assertThat(described.sections().get("llvm-bcanalyzer {}").lines().toList()).isEqualTo(theirs).isNotEmpty();
    assertThat(described.comments()).isEmpty();
  }

  @Test
  void functionsHaveTheirNames() throws IOException {
    assertThat(Described.of(new BitcodeComparator(), FILE).sections().get("functions"))
        .contains("function \"helper\":", "function \"answer\":", "function \"main\":");
  }
}
