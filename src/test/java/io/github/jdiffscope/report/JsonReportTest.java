package io.github.jdiffscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Picture;
import io.github.jdiffscope.model.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  @Test
  void keysHaveOneOrder() {
    String json = SampleReports.written(new JsonReport(), SampleReports.jar());
    assertThat(json).startsWith("{\"diffoscope-json-version\": 1, \"source1\": \"build/one/app.jar\", "
        + "\"source2\": \"build/two/app.jar\", \"unified_diff\": null, \"details\": [{\"source1\": \"zipinfo {}\"");
    assertThat(json).contains("{\"source1\": \"huge.bin\", \"source2\": \"huge.bin\", "
        + "\"comments\": [\"not compared within 120 s\"], \"has_internal_linenos\": true, \"unified_diff\": null, "
        + "\"x-jdiffscope\": {\"format\": \"generic/binary\", \"failure\": \"timeout\"}}");
    assertThat(json.indexOf('\n')).isEqualTo(json.length() - 1);
  }

  @Test
  void anyReaderUnderstandsIt() throws IOException {
    var tree = new ObjectMapper().readTree(SampleReports.written(new JsonReport(), SampleReports.attack()));
    assertThat(tree.get("source1").asText()).isEqualTo(SampleReports.ATTACK);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    assertReadsBack(SampleReports.jar());
    assertReadsBack(SampleReports.attack());
    assertReadsBack(new Report("left", "right", null, true));
    assertReadsBack(new Report("other/left", "right", SampleReports.jar().root(), false));
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      assertReadsBack(new Report(text(random), text(random), tree(random, 0), random.nextBoolean()));
    }
  }

  @Test
  void savedPicturesThatAreNotBase64AreLeftOut() throws IOException {
    String json = SampleReports.written(new JsonReport(), SampleReports.pictures());
    assertThat(read(json)).isEqualTo(SampleReports.pictures());
    Report spoilt = read(json.replace("iVBORw0KGgo", "\\\"><script>"));
    assertThat(spoilt.root().details().get(0).pictures()).isEmpty();
  }

  private static void assertReadsBack(Report report) throws IOException {
    String json = SampleReports.written(new JsonReport(), report);
    assertThat(read(json)).isEqualTo(report);
  }

  private static Report read(String json) throws IOException {
    return JsonReportReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Difference tree(Random r, int depth) {
    List<Difference> details = new ArrayList<>();
    for (int i = depth < 4 ? r.nextInt(4) : 0; i > 0; i--) {
      details.add(tree(r, depth + 1));
    }
    return new Difference(text(r), text(r), depth == 0 ? "archive/zip" : r.nextBoolean() ? null : text(r),
        ChangeKind.values()[r.nextInt(4)], r.nextBoolean() ? List.of() : List.of(text(r), text(r)),
        r.nextBoolean() ? null : text(r) + "\n", r.nextBoolean(),
        r.nextBoolean() ? null : new Difference.Content(r.nextLong(), r.nextBoolean() ? null : text(r)), null,
        r.nextBoolean() ? null : FailureKind.values()[r.nextInt(FailureKind.values().length)],
        r.nextBoolean() ? List.of() : List.of(new Cause(text(r), text(r), "")),
        r.nextBoolean() ? List.of() : List.of(new Picture(text(r), r.nextInt(100), r.nextInt(100), "iVBORw0KGgo=")), details);
  }

  /** Any characters, lone surrogates that stand for undecodable bytes among them. */
  private static String text(Random r) {
    StringBuilder b = new StringBuilder();
    for (int i = r.nextInt(12); i > 0; i--) {
      switch (r.nextInt(5)) {
        case 0 -> b.append((char) r.nextInt(0x20));
        case 1 -> b.append((char) (0xdc80 + r.nextInt(0x80)));
        case 2 -> b.appendCodePoint(0x1f600 + r.nextInt(50));
        case 3 -> b.append((char) (0x80 + r.nextInt(0x4000)));
        default -> b.append((char) (0x20 + r.nextInt(0x60)));
      }
    }
    return b.toString();
  }

  @Test
  void readsWhatOthersWrite() throws IOException {
    Report report = read("""
        {"details": [{"comments": ["Files differ"], "has_internal_linenos": true, "source1": "x", "source2": "x",
          "unified_diff": "@@ -1 +1 @@\\n-a\\n+b", "unknown": {"deep": [1, {"er": null}]}},
          {"source1": "only left", "source2": null, "comment": "one"},
          {"source1": "empty", "source2": "empty", "unified_diff": "", "details": null}],
         "source2": "right.deb", "source1": "left.deb", "visuals": [1]}
        """);
    assertThat(report.source1()).isEqualTo("left.deb");
    assertThat(report.root().details()).extracting(Difference::source2).containsExactly("x", "only left", "empty");
    assertThat(report.root().details().get(0).unifiedDiff()).isEqualTo("@@ -1 +1 @@\n-a\n+b\n");
    assertThat(report.root().details().get(0).internalLineNumbers()).isTrue();
    assertThat(report.root().details().get(1).comments()).containsExactly("one");
    assertThat(report.root().details().get(2).unifiedDiff()).isNull();
  }

  @Test
  void readsCompressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      new JsonReport().write(SampleReports.jar(), gzip);
    }
    assertThat(JsonReportReader.read(new ByteArrayInputStream(bytes.toByteArray()))).isEqualTo(SampleReports.jar());
  }

  @Test
  void saysWhyItCannotRead() {
    assertThatThrownBy(() -> read("[]")).hasMessage("not a saved report: it does not start with a JSON object");
    assertThatThrownBy(() -> read("")).hasMessage("not a saved report: it does not start with a JSON object");
    assertThatThrownBy(() -> read("{\"a\": 1}")).hasMessageContaining("neither source1 nor source2");
    assertThatThrownBy(() -> read("{\"source1\": \"a\", ")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("{\"source1\": tru}")).hasMessageContaining("line 1, column");
    assertThatThrownBy(() -> read("{\"diffoscope-json-version\": 2, \"source1\": \"a\"}")).hasMessageContaining("version 2");
    assertThatThrownBy(() -> read("{\"source1\":\"a\",\"details\":[".repeat(5000))).hasMessageContaining("nested too deep");
  }
}
