package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report as a directory of pages: {@code index.html}, and a page for every large subtree. */
public final class HtmlDirectoryReport {
  private final HtmlOptions options;

  public HtmlDirectoryReport(HtmlOptions options) {
    this.options = options;
  }

  /** Writes the pages into the directory, which is made if it is not there. */
  public void write(Report report, Path directory) throws IOException {
    Files.createDirectories(directory);
    if (report.isEmpty()) {
      try (OutputStream out = Files.newOutputStream(directory.resolve("index.html"))) {
        new HtmlReport(options).write(report, out);
      }
      return;
    }
    Anchors anchors = Anchors.of(report.root());
    HtmlPages pages = HtmlPages.bySubtree(report.root(), anchors);
    long written = 0;
    for (Difference start : pages.starts()) {
      String page = anchors.page(start);
      long left = options.maxReportBytes() == 0 ? Long.MAX_VALUE : Math.max(0, options.maxReportBytes() - written);
      try (OutputStream out = Files.newOutputStream(directory.resolve(page))) {
        written += page(report, start, page, anchors, pages, Math.min(left, options.pageBytes()), out);
      }
    }
  }

  private long page(Report report, Difference start, String page, Anchors anchors, HtmlPages pages, long max,
      OutputStream stream) throws IOException {
    Utf8Output out = new Utf8Output(stream, 0);
    HtmlFrame frame = new HtmlFrame();
    boolean index = start == report.root();
    frame.start(out, index ? report.source1() + " → " + report.source2() : start.source1());
    if (index) {
      new HtmlOverview(out, report, anchors, pages).write();
    } else {
      out.ascii("<header><p><a href=\"index.html\">");
      XmlText.write(out, "← " + report.source1() + " → " + report.source2());
      out.ascii("</a></p></header>\n");
    }
    out.ascii("<main id=tree>\n");
    new HtmlTree(out, options, anchors, page, max, true).write(start);
    out.ascii("</main>\n");
    frame.end(out);
    out.flush();
    return out.written();
  }
}
