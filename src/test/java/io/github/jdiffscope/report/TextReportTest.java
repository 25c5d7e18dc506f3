package io.github.jdiffscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

  @Test
  void drawsTheTreeAsDiffoscopeDoes() {
    assertThat(SampleReports.written(new TextReport(TextOptions.PLAIN), SampleReports.jar())).isEqualTo("""
        --- build/one/app.jar
        +++ build/two/app.jar
        ├── zipinfo {}
        │┄ cause: archive-timestamps: 1 member time differs (remedy: set project.build.outputTimestamp in pom.xml)
        │ @@ -1,2 +1,2 @@
        │  Zip file size: 12 bytes, number of entries: 1
        │ --rw-r--r--  2.0 unx      133 b- defN 22-Feb-03 11:18 META-INF/MANIFEST.MF
        │ +-rw-r--r--  2.0 unx      133 b- defN 22-Feb-04 09:00 META-INF/MANIFEST.MF
        ├── META-INF/MANIFEST.MF
        │┄ cause: jdk-version: Build-Jdk-Spec 17 / 21 (remedy: build with the same JDK)
        │ @@ -1,3 +1,3 @@
        │  Manifest-Version: 1.0
        │ -Build-Jdk-Spec: 17
        │ +Build-Jdk-Spec: 21
        │  Created-By: Maven
        │   --- a/Old.class
        ├── +++ a/New.class
        │┄ similarity 93%
        │ ├── javap -verbose {}
        │ │┄ one comment
        │ │┄ two
        │ │┄ lines
        │ │ @@ -1 +1 @@
        │ │ -class Old
        │ │ +class New
        ├── docs/.DS_Store
        │ @@ -0,0 +1 @@
        │ +00000000: 0000 0001
        ├── huge.bin
        │┄ not compared within 120 s
        Not everything was compared: what is not listed above may differ too.
        """);
  }

  @Test
  void rootDiffHasNoPrefix() {
    Report report = report("@@ -1 +1 @@\n-a\n+ä\n\\ No newline at end of file\n");
    assertThat(SampleReports.written(new TextReport(TextOptions.PLAIN), report))
        .isEqualTo("--- x\n+++ x\n@@ -1 +1 @@\n-a\n+ä\n\\ No newline at end of file\n");
  }

  @Test
  void nothingForNoDifference() {
    assertThat(SampleReports.written(new TextReport(TextOptions.PLAIN), new Report("a", "b", null, false))).isEmpty();
  }

  @Test
  void sendsNoControlCharacterToTheTerminal() {
    String text = SampleReports.written(new TextReport(TextOptions.PLAIN), SampleReports.attack());
    assertThat(text).contains("\\x1b[31m\\u{202e}gpj.exe\\xff\\x00\\r\\n`").doesNotContain("\u001b", "\u202e", "\r", "\0");
    assertThat(text.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
    assertThat(SampleReports.written(new TextReport(new TextOptions(true, 40, 0)), SampleReports.attack())
        .replaceAll("\u001b\\[[0-9;]*m", "")).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void coloursByFirstCharacter() {
    String text = SampleReports.written(new TextReport(new TextOptions(true, 0, 0)), report("@@ -1 +1 @@\n-a\n+b\n c\n"));
    assertThat(text).isEqualTo("--- x\n+++ x\n\u001b[36m@@ -1 +1 @@\u001b[0m\n\u001b[31m-a\u001b[0m\n\u001b[32m+b\u001b[0m\n c\n");
  }

  @Test
  void showsChangedWordsInReverse() {
    String text = SampleReports.written(new TextReport(new TextOptions(true, 0, 0)), report("@@ -1 +1 @@\n-size 10 kB\n+size 12 kB\n"));
    assertThat(text).endsWith("\u001b[31m-size \u001b[7m10\u001b[27m kB\u001b[0m\n\u001b[32m+size \u001b[7m12\u001b[27m kB\u001b[0m\n");
  }

  @Test
  void goesOnBelowInANarrowTerminal() {
    Report report = report("@@ -1 +1 @@\n-" + "0123456789".repeat(3) + "\n+一二三四五六七八九十一二三\n");
    String text = SampleReports.written(new TextReport(new TextOptions(false, 22, 0)), report);
    assertThat(text).isEqualTo("--- x\n+++ x\n@@ -1 +1 @@\n-012345678901234567890\n┊123456789\n"
        + "+一二三四五六七八九十\n┊一二三\n");
  }

  @Test
  void saysHowMuchWasCut() {
    String whole = SampleReports.written(new TextReport(TextOptions.PLAIN), SampleReports.jar());
    String cut = SampleReports.written(new TextReport(new TextOptions(false, 0, 300)), SampleReports.jar());
    long keptLines = cut.lines().count() - 1;
    String kept = String.join("\n", cut.lines().limit(keptLines).toList()) + "\n";
    assertThat(whole).startsWith(kept);
    int missing = whole.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
        - kept.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    assertThat(cut).endsWith("Max output size reached: " + (whole.lines().count() - keptLines) + " more lines ("
        + Counts.bytes(missing) + ") not shown; see --max-text-report-size.\n");
  }

  @Test
  void countsAreReadable() {
    assertThat(Counts.grouped(1234567)).isEqualTo("1,234,567");
    assertThat(Counts.grouped(-1234)).isEqualTo("-1,234");
    assertThat(Counts.grouped(999)).isEqualTo("999");
    assertThat(Counts.bytes(1)).isEqualTo("1 byte");
    assertThat(Counts.bytes(1500)).isEqualTo("1.5 KiB");
    assertThat(Counts.bytes(20 << 20)).isEqualTo("20 MiB");
  }

  private static Report report(String diff) {
    Difference root = SampleReports.node("x", "text/plain", diff);
    return new Report("x", "x", root.withDetails(List.of()), false);
  }
}
