package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** YAML as package metadata are written, and as they might be written to do harm. */
class YamlLinesTest {
  @Test
  void orderIndentationAndQuotesAreNoDifference() {
    String one = "a:\n- x\n- y: 1\n  z: '2'\nb: {c: d} # said\n";
    String other = "# head\nb: {c: d}\na:\n    - x\n    -   y: \"1\"\n        z: 2\n";
    assertThat(YamlLines.of(one)).isEqualTo("a[]: x\na[1].y: 1\na[1].z: 2\nb: {c: d}\n").isEqualTo(YamlLines.of(other));
  }

  @Test
  void textsKeepTheirLines() {
    assertThat(YamlLines.of("k: |\n    one: two\n      - three\n\n    four\nl: a\n  b\n"))
        .isEqualTo("k: one: two\n      - three\n    \n    four\nl: a b\n");
  }

  @Test
  void anEntryBelowNothingAndDeepNestingEnd() {
    assertThat(YamlLines.of("  far: 1\nnear: 2\n")).isEqualTo("far: 1\nnear: 2\n");
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      deep.append(" ".repeat(i)).append("k:\n");
    }
    assertThat(YamlLines.of(deep.toString())).startsWith("k.k.k");
    assertThat(YamlLines.of("- ".repeat(100_000))).isNotEmpty();
  }
}
