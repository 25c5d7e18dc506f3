package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The report as JUnit XML, which every CI service shows: one case per compared leaf, a failure with its causes and first
 * hunk where it differs, an error where it could not be compared. Without a difference there is one case, passed.
 */
public final class JunitReport implements ReportWriter {
  private static final int HUNK_LINES = 200;

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Utf8Output xml = new Utf8Output(out, 0);
    List<Leaf> leaves = Leaf.of(report);
    long errors = leaves.stream().filter(leaf -> leaf.node().failure() != null).count() + (report.incomplete() ? 1 : 0);
    long failures = leaves.stream().filter(leaf -> leaf.node().failure() == null).count();
    boolean passed = leaves.isEmpty() && !report.incomplete();
    long cases = failures + errors + (passed ? 1 : 0);
    String counts = "\" tests=\"" + cases + "\" failures=\"" + failures + "\" errors=\"" + errors + "\" skipped=\"0\">";
    line(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line(xml, "<testsuites name=\"jdiffscope" + counts);
    xml.ascii("<testsuite name=\"");
    XmlText.write(xml, report.source1() + " → " + report.source2());
    line(xml, counts);
    for (Leaf leaf : leaves) {
      testCase(xml, leaf);
    }
    if (passed) {
      start(xml, report.source1(), "jdiffscope");
      line(xml, "/>");
    }
    if (report.incomplete()) {
      start(xml, "everything was compared", "jdiffscope");
      line(xml, "><error type=\"not-compared\" message=\"Not everything was compared.\"/></testcase>");
    }
    line(xml, "</testsuite>");
    line(xml, "</testsuites>");
    xml.flush();
  }

  private static void testCase(Utf8Output xml, Leaf leaf) throws IOException {
    String format = leaf.node().format();
    start(xml, leaf.title(), format == null ? "jdiffscope" : format.replace('/', '.'));
    boolean error = leaf.node().failure() != null;
    xml.ascii(error ? "><error type=\"" : "><failure type=\"");
    XmlText.write(xml, error ? JsonReport.word(leaf.node().failure()) : String.join(" ", leaf.causes().keySet()));
    xml.ascii("\" message=\"");
    XmlText.write(xml, message(leaf));
    xml.ascii("\">");
    for (String detail : body(leaf)) {
      DiffLines.forEach(detail, (text, from, to) -> {
        XmlText.write(xml, text, from, to);
        xml.endLine();
      });
    }
    line(xml, error ? "</error></testcase>" : "</failure></testcase>");
  }

  private static String message(Leaf leaf) {
    List<String> words = new ArrayList<>();
    for (Cause cause : leaf.causes().values()) {
      words.add(cause.detail().isEmpty() ? cause.id() : cause.id() + ": " + cause.detail());
    }
    String change = switch (leaf.node().change()) {
      case ADDED -> "only on the right; ";
      case REMOVED -> "only on the left; ";
      case RENAMED -> "renamed; ";
      case CHANGED -> "";
    };
    return change + String.join("; ", words);
  }

  private static List<String> body(Leaf leaf) {
    List<String> body = new ArrayList<>(leaf.comments());
    for (Cause cause : leaf.causes().values()) {
      if (!cause.remedy().isEmpty()) {
        body.add(cause.id() + ": " + cause.remedy());
      }
    }
    body.add(leaf.firstHunk(HUNK_LINES));
    return body;
  }

  private static void start(Utf8Output xml, String name, String group) throws IOException {
    xml.ascii("<testcase name=\"");
    XmlText.write(xml, name);
    xml.ascii("\" classname=\"");
    XmlText.write(xml, group);
    xml.ascii("\"");
  }

  private static void line(Utf8Output xml, String ascii) throws IOException {
    xml.ascii(ascii);
    xml.endLine();
  }
}
