package io.github.jdiffscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockLimitTest {

  @Test
  void cutsEachRunAndSaysHowMuch() {
    assertThat(cut("@@ -1,5 +1,4 @@\n-a\n-b\n-c\n+d\n+e\n context\n-f\n+g\n+h\n+i\n\\ No newline at end of file\n")).isEqualTo(
        "@@ -1,5 +1,4 @@\n-a\n-b\n-[ 1 lines removed ]\n+d\n+e\n context\n-f\n+g\n+h\n+[ 1 lines added ]\n");
  }

  @Test
  void cutsPairsOfLinesAsWell() {
    assertThat(cut("@@ -1,4 +1,3 @@\n-a\n+b\n-c\n+d\n-e\n+f\n-g\n context\n")).isEqualTo(
        "@@ -1,4 +1,3 @@\n-a\n+b\n-c\n+d\n+[ 1 lines added ]\n-[ 2 lines removed ]\n context\n");
  }

  @Test
  void leavesAloneWhatIsShortOrCutAlready() {
    String diff = "@@ -1,9 +1,9 @@\n-a\n-b\n-[ 7 lines removed ]\n+[ x\n+y\n\\ No newline at end of file\n";
    assertThat(cut(diff)).isSameAs(diff);
  }

  private static String cut(String diff) {
    Difference section = Difference.section("zipinfo {}", diff, false, List.of());
    Difference root = SampleReports.node("a", "archive/zip", null).withDetails(List.of(section));
    return BlockLimit.apply(new Report("a", "a", root, false), 2).root().details().get(0).unifiedDiff();
  }
}
