package io.github.jdiffscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.Run;
import io.github.jdiffscope.model.Report;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Members that are named where their difference is said once count like all others. */
class SharedLeavesTest {
  private static final Path FOLDER = Path.of("testdata/jvm/jar/compiled-for-another-release");

  @Test
  void eachMemberIsALeafOfItsOwn() throws Exception {
    Report report = Run.report(FOLDER.resolve("left.jar"), FOLDER.resolve("right.jar"));
    assertThat(Leaf.of(report)).extracting(Leaf::path1)
        .containsExactly("A.class", "B.class", "C.class", "D.class", "E.class", "F.class", "G.class");
    assertThat(SummaryReport.headline(report, Leaf.of(report))).endsWith("7 members differ");
    for (ReportWriter writer : new ReportWriter[] {new JunitReport(), new SarifReport()}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writer.write(report, out);
      String text = out.toString(StandardCharsets.UTF_8);
      assertThat(text).contains("F.class").doesNotContain("of 7 members", "said here only");
      assertThat(text.split("Java 17", -1)).hasSizeGreaterThan(6);
    }
  }
}
