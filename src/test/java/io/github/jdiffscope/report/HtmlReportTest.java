package io.github.jdiffscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  @Test
  void showsChangedWordsSideBySide() {
    String html = html(SampleReports.jar());
    assertThat(html).contains("<p><code n=1>Manifest-Version: 1.0</code><code n=1>Manifest-Version: 1.0</code>\n"
        + "<p><del n=2>Build-Jdk-Spec: <b>17</b></del><ins n=2>Build-Jdk-Spec: <b>21</b></ins>\n");
    assertThat(html).contains("<h1>4 members differ</h1>").contains("href=\"#/META-INF/MANIFEST.MF\"")
        .contains("id=\"/META-INF/MANIFEST.MF\"");
  }

  @Test
  void textOfTheInputIsNeverMarkup() {
    String html = html(SampleReports.attack());
    String page = html.substring(html.indexOf("</style>"), html.lastIndexOf("<script>"));
    assertThat(page).doesNotContain("<script", "<img", "\u001b", "\u202e", "\0");
    // Every tag is one of ours, without any attribute that could run something.
    List<String> tags = Pattern.compile("<(/?[a-zA-Z0-9]+)([^>]*)>").matcher(page).results().map(m -> m.group(1)).toList();
    assertThat(tags).isNotEmpty().allMatch(tag -> tag.matches("/?(style|head|body|header|h1|h2|h4|dl|dt|dd|span|code|section|"
        + "table|thead|tbody|tr|th|td|div|p|a|main|details|summary|strong|del|ins|b|s|em)"));
    assertThat(page.replaceAll("\"[^\"]*\"", "_")).doesNotContainPattern("<[a-z0-9]+ [^>]*\\bon");
  }

  @Test
  void nothingIsLoadedFromElsewhere() {
    String html = html(SampleReports.jar());
    assertThat(html).contains("default-src 'none'").doesNotContain("http://", "https://", "src=", "@import", "url(");
  }

  @Test
  void saysWhatAFullPageLeavesOut() {
    String html = SampleReports.written(new HtmlReport(new HtmlOptions(0, 100_000, 128)), SampleReports.large(400_000, 100));
    assertThat(html.length()).isBetween(100_000, 140_000);
    assertThat(html).containsPattern("<p class=cut>[0-9]+ differences \\([0-9]+ KiB\\) not shown: the page is full");
  }

  @Test
  void splitsADirectoryBySubtree(@TempDir Path dir) throws IOException {
    new HtmlDirectoryReport(HtmlOptions.DEFAULT).write(SampleReports.large(1_500_000, 5_000), dir);
    String index = Files.readString(dir.resolve("index.html"));
    assertThat(index).contains("<a href=\"node-1.html\">").contains("href=\"node-2.html#/com/acme/p0/Class1.class\"");
    assertThat(Files.readString(dir.resolve("node-2.html"))).contains("id=\"/com/acme/p0/Class1.class\"")
        .contains("href=\"index.html\"").contains("<del");
  }

  @Test
  void sameNamesHaveAnchorsOfTheirOwn() {
    var twin = SampleReports.node("a b", "text/plain", "@@ -1 +1 @@\n-x\n+y\n");
    var root = SampleReports.node("r", "archive/zip", null).withDetails(List.of(twin, twin.withComments(List.of("2"))));
    assertThat(html(new Report("r", "r", root, false))).contains("id=\"/a_b\"", "id=\"/a_b~2\"", "href=\"#/a_b~2\"");
  }

  @Test
  void pairsTheLinesThatAreAlike() throws IOException {
    List<String> rows = new ArrayList<>();
    String diff = "@@ -3,2 +5,3 @@\n-alpha = 1\n-beta = 2\n+zero\n+alpha = 7\n+beta = 2!\n\\ No newline at end of file\n";
    DiffRows.read(diff, new DiffRows.Rows() {
      @Override
      public void hunk(int from, int to) {}

      @Override
      public void equal(long leftNumber, long rightNumber, int from, int to) {}

      @Override
      public void changed(long left, int leftFrom, int leftTo, long right, int rightFrom, int rightTo) {
        rows.add((left < 0 ? "" : left + diff.substring(leftFrom, leftTo)) + "|"
            + (right < 0 ? "" : right + diff.substring(rightFrom, rightTo)));
      }

      @Override
      public void remark(int from, int to) {
        rows.add(diff.substring(from, to));
      }
    });
    assertThat(rows).containsExactly("|5zero", "3alpha = 1|6alpha = 7", "4beta = 2|7beta = 2!",
        "\\ No newline at end of file");
  }

  @Test
  void marksWholeWordsOnly() {
    assertThat(marks("count=100;", "count=150;")).isEqualTo("[100] [150]");
    assertThat(marks("a.b(c) x 1 y 2", "a.b(c) x 3 y 4")).isEqualTo("[1][2] [3][4]");
    assertThat(marks("completely", "different!")).isEqualTo(" ");
    assertThat(marks("same ", "same")).isEqualTo("[ ] ");
  }

  private static String marks(String a, String b) {
    WordMarks marks = new WordMarks();
    String s = a + b;
    marks.compare(s, 0, a.length(), a.length(), s.length());
    return words(s, marks.left()) + " " + words(s, marks.right());
  }

  private static String words(String s, LineRanges marks) {
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < marks.count(); i++) {
      b.append('[').append(s, marks.from(i), marks.to(i)).append(']');
    }
    return b.toString();
  }

  private static String html(Report report) {
    return SampleReports.written(new HtmlReport(HtmlOptions.DEFAULT), report);
  }
}
