package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The report as one page that needs nothing but itself: no network, and no script to be read. The causes come first,
 * then the tree with its differences side by side.
 */
public final class HtmlReport implements ReportWriter {
  /** Size of differences up to which every member is unfolded at first. */
  private static final long ALL_OPEN = 400_000;

  private final HtmlOptions options;

  public HtmlReport(HtmlOptions options) {
    this.options = options;
  }

  @Override
  public void write(Report report, OutputStream stream) throws IOException {
    Utf8Output out = new Utf8Output(stream, 0);
    HtmlFrame frame = new HtmlFrame();
    frame.start(out, report.source1() + " → " + report.source2());
    if (report.isEmpty()) {
      new HtmlOverview(out, report, null, null).write();
    } else {
      Anchors anchors = Anchors.of(report.root());
      new HtmlOverview(out, report, anchors, HtmlPages.single(anchors)).write();
      out.ascii("<main id=tree>\n");
      boolean allOpen = HtmlPages.weight(report.root()) <= ALL_OPEN;
      new HtmlTree(out, options, anchors, null, options.pageBytes(), allOpen).write(report.root());
      out.ascii("</main>\n");
    }
    frame.end(out);
    out.flush();
  }
}
