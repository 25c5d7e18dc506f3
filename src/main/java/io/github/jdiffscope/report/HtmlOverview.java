package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.util.List;

/** The first screen of a page: what was compared, what differs, and why. */
final class HtmlOverview {
  private static final int LINKS = 4;

  private final Utf8Output out;
  private final Report report;
  private final Anchors anchors;
  private final HtmlPages pages;

  HtmlOverview(Utf8Output out, Report report, Anchors anchors, HtmlPages pages) {
    this.out = out;
    this.report = report;
    this.anchors = anchors;
    this.pages = pages;
  }

  void write() throws IOException {
    List<Leaf> leaves = Leaf.of(report);
    CauseTotals totals = CauseTotals.of(leaves);
    out.ascii("<header>\n<h1>");
    XmlText.write(out, verdict(leaves));
    out.ascii("</h1>\n<dl class=pair>\n");
    side("left", report.source1(), report.isEmpty() ? null : report.root().left());
    side("right", report.source2(), report.isEmpty() ? null : report.root().right());
    out.ascii("</dl>\n");
    if (report.incomplete()) {
      out.ascii("<p class=cut>Not everything was compared: what is not listed may differ too.</p>\n");
    }
    out.ascii("</header>\n");
    if (!totals.rows().isEmpty()) {
      causes(totals);
    }
  }

  private String verdict(List<Leaf> leaves) {
    if (report.isEmpty()) {
      return report.incomplete() ? "No difference found" : "No difference";
    }
    long members = leaves.stream().filter(leaf -> !leaf.path1().isEmpty()).count();
    if (members == 0) {
      return "The two files differ";
    }
    return Counts.of(members, "member") + (members == 1 ? " differs" : " differ");
  }

  private void side(String side, String name, Difference.Content content) throws IOException {
    out.ascii("<dt class=" + side + ">" + side + "</dt><dd><span class=name>");
    XmlText.write(out, name);
    out.ascii("</span>");
    if (content != null) {
      out.ascii(" <span class=num>" + Counts.of(content.size(), "byte"));
      if (content.sha256() != null) {
        out.ascii(", SHA-256 <code>");
        XmlText.write(out, content.sha256());
        out.ascii("</code>");
      }
      out.ascii("</span>");
    }
    out.ascii("</dd>\n");
  }

  private void causes(CauseTotals totals) throws IOException {
    out.ascii("<section id=why>\n<h2>Why</h2>\n<table>\n<thead><tr><th>Cause<th>Files<th>Seen, and what to change"
        + "<th>Where</thead>\n<tbody>\n");
    for (CauseTotals.Row row : totals.rows()) {
      out.ascii(row.isUnexplained() ? "<tr class=open><td><code data-f=\"" : "<tr><td><code data-f=\"");
      XmlText.write(out, row.id());
      out.ascii("\">");
      XmlText.write(out, row.id());
      out.ascii("</code><td class=count>" + Counts.grouped(row.leaves().size()) + "<td>");
      remark(row);
      out.ascii("<td>");
      where(row);
      out.ascii("\n");
    }
    out.ascii("</tbody>\n</table>\n</section>\n");
  }

  private void remark(CauseTotals.Row row) throws IOException {
    if (row.isUnexplained()) {
      out.ascii("<span class=fix>No known cause explains all of it: look here first.</span>");
      return;
    }
    for (String detail : row.details().subList(0, Math.min(LINKS, row.details().size()))) {
      out.ascii("<div>");
      XmlText.write(out, detail);
      out.ascii("</div>");
    }
    for (String remedy : row.remedies()) {
      out.ascii("<div class=fix>");
      XmlText.write(out, remedy);
      out.ascii("</div>");
    }
  }

  private void where(CauseTotals.Row row) throws IOException {
    List<Leaf> leaves = row.leaves();
    for (Leaf leaf : leaves.subList(0, Math.min(LINKS, leaves.size()))) {
      link(leaf);
    }
    if (leaves.size() > LINKS) {
      out.ascii("<span class=num data-f=\"");
      XmlText.write(out, row.id());
      out.ascii("\">and " + Counts.grouped(leaves.size() - LINKS) + " more</span>");
    }
  }

  private void link(Leaf leaf) throws IOException {
    Difference target = target(leaf);
    out.ascii("<a href=\"" + anchors.href(target, pages.pageOf(target)) + "\">");
    XmlText.write(out, leaf.title());
    out.ascii("</a> ");
  }

  /** Returns the part of the leaf that is worth jumping to: itself, or its only section. */
  private static Difference target(Leaf leaf) {
    return leaf.node().details().size() > 1 && leaf.parts().size() == 1 ? leaf.parts().get(0) : leaf.node();
  }
}
