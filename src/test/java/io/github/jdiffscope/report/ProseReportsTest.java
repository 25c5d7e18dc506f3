package io.github.jdiffscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.model.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Summary, Markdown, reStructuredText and JUnit. */
class ProseReportsTest {

  @Test
  void summaryAnswersWhatAndWhy() {
    assertThat(SampleReports.written(new SummaryReport(), SampleReports.jar())).isEqualTo("""
        build/one/app.jar → build/two/app.jar: 4 members differ
          archive-timestamps     1 file  1 member time differs: set project.build.outputTimestamp in pom.xml
          jdk-version          1 member  Build-Jdk-Spec 17 / 21: build with the same JDK
          unexplained         3 members  a/Old.class → a/New.class, docs/.DS_Store, huge.bin

        app.jar: archive-timestamps
        META-INF/MANIFEST.MF: jdk-version
        a/Old.class → a/New.class: unexplained
        docs/.DS_Store: unexplained
        huge.bin: unexplained
        Not everything was compared: what is not listed may differ too.
        """);
    assertThat(SampleReports.written(new SummaryReport(), new Report("a", "b", null, false)))
        .isEqualTo("a → b: no difference\n");
  }

  @Test
  void markdownFencesAreLongerThanAnyInside() {
    String text = SampleReports.written(new MarkdownReport(0), SampleReports.attack());
    assertThat(text).contains("\n``````diff\n@@ -1 +1 @@\n-").contains("\n``````\n");
    assertThat(text.lines().filter(line -> line.startsWith("#")).toList()).hasSize(3)
        .allSatisfy(line -> assertThat(line).matches("#+ ``````.*``````(\\(renamed\\)| \\(renamed\\))?"));
    assertThat(text.replaceAll("(?s)``````diff\n.*?\n``````\n", "").replaceAll("``````.*?``````", ""))
        .doesNotContain("<script", "<img", "`````|");
  }

  @Test
  void markdownEscapesMentionsAndTables() {
    assertThat(MarkdownReport.prose("see @all #1 a|b <i> *x* http://h")).isEqualTo(
        "see @<!-- -->all #<!-- -->1 a\\|b &lt;i&gt; \\*x\\* http:<!-- -->//h");
    assertThat(MarkdownReport.code("a`b")).isEqualTo("``a`b``");
    assertThat(MarkdownReport.code("`")).isEqualTo("`` ` ``");
  }

  @Test
  void markdownSaysWhyFirst() {
    assertThat(SampleReports.written(new MarkdownReport(0), SampleReports.jar())).startsWith("""
        # `build/one/app.jar` → `build/two/app.jar`

        | Why | Where | What to do |
        |---|---|---|
        | archive-timestamps | app.jar | 1 member time differs: set project.build.outputTimestamp in pom.xml |
        """);
  }

  @Test
  void aCutMarkdownReportClosesItsFence() {
    String text = SampleReports.written(new MarkdownReport(900), SampleReports.jar());
    assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(700, 1100);
    assertThat(text).contains("**Report cut**: ");
    assertThat(text.lines().filter(line -> line.startsWith("```")).count() % 2).isZero();
  }

  @Test
  void restructuredTextUnderlinesItsHeadings() {
    String text = SampleReports.written(new RestructuredTextReport(0), SampleReports.jar());
    assertThat(text).startsWith("build/one/app.jar → build/two/app.jar\n=====================================\n");
    assertThat(text).contains("\nMETA-INF/MANIFEST.MF\n--------------------\n\n**jdk-version**: Build-Jdk-Spec 17 / 21\n\n"
        + ".. code-block:: diff\n\n   @@ -1,3 +1,3 @@\n    Manifest-Version: 1.0\n   -Build-Jdk-Spec: 17\n");
    assertThat(RestructuredTextReport.escape("1. *a* `b`_")).isEqualTo("\\1. \\*a\\* \\`b\\`\\_");
  }

  @Test
  void docutilsReadsRestructuredTextWithoutAWarning(@TempDir Path folder) throws Exception {
    for (Report report : List.of(SampleReports.jar(), SampleReports.attack())) {
      Path file = Files.writeString(folder.resolve("report.rst"),
          SampleReports.written(new RestructuredTextReport(0), report));
      Path said = folder.resolve("said");
      Process process;
      try {
        process = new ProcessBuilder("rst2html", "--report=2", file.toString(), folder.resolve("out.html").toString())
            .redirectErrorStream(true).redirectOutput(said.toFile()).start();
      } catch (IOException notInstalled) {
        assumeTrue(false, "docutils is not installed");
        return;
      }
      assertThat(process.waitFor()).isZero();
      assertThat(Files.readString(said)).isEmpty();
      assertThat(Files.readString(folder.resolve("out.html"))).doesNotContain("<script>alert");
    }
  }

  @Test
  void junitHasOneCasePerLeaf() throws Exception {
    Element suite = junit(SampleReports.jar());
    assertThat(suite.getAttribute("tests")).isEqualTo("6");
    assertThat(suite.getAttribute("failures")).isEqualTo("4");
    assertThat(suite.getAttribute("errors")).isEqualTo("2");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(6);
    Element failure = (Element) suite.getElementsByTagName("failure").item(1);
    assertThat(failure.getAttribute("type")).isEqualTo("jdk-version");
    assertThat(failure.getTextContent()).contains("build with the same JDK", "+Build-Jdk-Spec: 21");
  }

  @Test
  void junitIsWellFormedWhateverTheInput() throws Exception {
    Element suite = junit(SampleReports.attack());
    assertThat(((Element) suite.getElementsByTagName("testcase").item(0)).getAttribute("name"))
        .startsWith("script><img src=x onerror=alert(2)>");
    assertThat(junit(new Report("a", "b", null, false)).getAttribute("tests")).isEqualTo("1");
  }

  private static Element junit(Report report) throws Exception {
    byte[] xml = SampleReports.written(new JunitReport(), report).getBytes(StandardCharsets.UTF_8);
    Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    return (Element) document.getElementsByTagName("testsuite").item(0);
  }
}
