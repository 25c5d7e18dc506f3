package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Picture;
import io.github.jdiffscope.model.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Reports to write in tests. */
final class SampleReports {
  /** Everything a hostile name can try: markup, scripts, terminal control, bidirectional override, a lone byte. */
  static final String ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&]]>--\u001b[31m"
      + "\u202egpj.exe\udcff\u0000\r\n`````|<!--{{x}}";

  private SampleReports() {}

  static Difference node(String left, String right, String format, ChangeKind change, String diff, String... comments) {
    return new Difference(left, right, format, change, List.of(comments), diff, false,
        change == ChangeKind.ADDED ? null : new Difference.Content(1234, "0".repeat(64)),
        change == ChangeKind.REMOVED ? null : new Difference.Content(1240, "1".repeat(64)), null, List.of(), List.of());
  }

  static Difference node(String name, String format, String diff, String... comments) {
    return node(name, name, format, ChangeKind.CHANGED, diff, comments);
  }

  /** A jar with a manifest, a renamed class, an added file and a failure. */
  static Report jar() {
    Difference zip = Difference.section("zipinfo {}", "@@ -1,2 +1,2 @@\n Zip file size: 12 bytes, number of entries: 1\n"
        + "--rw-r--r--  2.0 unx      133 b- defN 22-Feb-03 11:18 META-INF/MANIFEST.MF\n"
        + "+-rw-r--r--  2.0 unx      133 b- defN 22-Feb-04 09:00 META-INF/MANIFEST.MF\n", false, List.of())
        .withCauses(List.of(new Cause("archive-timestamps", "1 member time differs",
            "set project.build.outputTimestamp in pom.xml")));
    Difference manifest = node("META-INF/MANIFEST.MF", "jvm/manifest",
        "@@ -1,3 +1,3 @@\n Manifest-Version: 1.0\n-Build-Jdk-Spec: 17\n+Build-Jdk-Spec: 21\n Created-By: Maven\n")
        .withCauses(List.of(new Cause("jdk-version", "Build-Jdk-Spec 17 / 21", "build with the same JDK")));
    Difference renamed = node("a/Old.class", "a/New.class", "jvm/class", ChangeKind.RENAMED, null, "similarity 93%")
        .withDetails(List.of(Difference.section("javap -verbose {}", "@@ -1 +1 @@\n-class Old\n+class New\n", false,
            List.of("one comment", "two\nlines"))));
    Difference added = node("docs/.DS_Store", "docs/.DS_Store", "generic/binary", ChangeKind.ADDED,
        "@@ -0,0 +1 @@\n+00000000: 0000 0001\n");
    Difference late = new Difference("huge.bin", "huge.bin", "generic/binary", ChangeKind.CHANGED,
        List.of("not compared within 120 s"), null, true, null, null, FailureKind.TIMEOUT, List.of(), List.of());
    Difference root = node("build/one/app.jar", "build/two/app.jar", "archive/jar", ChangeKind.CHANGED, null)
        .withDetails(List.of(zip, manifest, renamed, added, late));
    return new Report("build/one/app.jar", "build/two/app.jar", root, true);
  }

  /** Hostile text at every place. */
  static Report attack() {
    String a = ATTACK;
    String line = a.replace("\n", "");
    Difference inner = new Difference(a, a + "2", a, ChangeKind.RENAMED, List.of(a, "second"),
        "@@ -1 +1 @@\n-" + line + "\n+" + line + "x\n\\ No newline at end of file\n", true, new Difference.Content(1, a), null,
        FailureKind.MALFORMED, List.of(new Cause(a, a, a)), List.of());
    Difference root = new Difference(a, a, "archive/zip", ChangeKind.CHANGED, List.of(a), null, false, null, null, null,
        List.of(), List.of(inner, Difference.section(a, "@@ -1 +0,0 @@\n-" + line + "\n", false, List.of())));
    return new Report(a, a, root, false);
  }

  /** Returns a report with a picture of 8 x 8 pixels on both sides; its title and its data are attacks. */
  static Report pictures() {
    String png = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mO4wCSNFTEMLQkAVGE7QXcJU+EAAAAASUVORK5CYII=";
    Difference pixels = Difference.section("pixels", null, false, List.of("64 of 64 pixels differ"))
        .withPictures(List.of(new Picture("before", 8, 8, png), new Picture("\"><script>alert(1)</script>", 8, 8, png)));
    Difference root = node("a.png", "b.png", "media/png", ChangeKind.CHANGED, null).withDetails(List.of(pixels));
    return new Report("a.png", "b.png", root, false);
  }

  /** Returns a report whose differences are about so many bytes, with {@code linesPerNode} changed lines a node. */
  static Report large(long bytes, int linesPerNode) {
    Random random = new Random(7);
    List<Difference> details = new ArrayList<>();
    long size = 0;
    for (int n = 0; size < bytes; n++) {
      StringBuilder b = new StringBuilder();
      b.append("@@ -1,").append(linesPerNode * 3 / 2).append(" +1,").append(linesPerNode * 3 / 2).append(" @@\n");
      for (int i = 0; i < linesPerNode / 2; i++) {
        int v = random.nextInt(100_000);
        b.append("     ").append(i).append(": invokevirtual #").append(v).append(" // Method java/util/List.get:(I)V\n");
        b.append("-    ").append(i).append(": aload_1 getfield #").append(v).append(" // Field name<&>:Ljava/lang/String;\n");
        b.append("+    ").append(i).append(": aload_1 getfield #").append(v + 1).append(" // Field name<&>:Ljava/lang/String;\n");
      }
      size += b.length();
      String name = "com/acme/p" + n / 50 + "/Class" + n + ".class";
      details.add(node(name, "jvm/class", null).withDetails(
          List.of(Difference.section("javap -verbose {}", b.toString(), false, List.of()))));
    }
    Difference root = node("left.jar", "right.jar", "archive/jar", ChangeKind.CHANGED, null).withDetails(details);
    return new Report("left.jar", "right.jar", root, false);
  }

  static String written(ReportWriter writer, Report report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(report, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
