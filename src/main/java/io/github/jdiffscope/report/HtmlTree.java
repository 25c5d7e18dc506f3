package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Picture;
import java.io.IOException;

/** Writes nodes of the tree as nested {@code details} elements, which fold without any script. */
final class HtmlTree {
  /** Pixels a side that small pictures are enlarged to. */
  private static final int SHOWN_SIDE = 192;

  private final Utf8Output out;
  private final HtmlOptions options;
  private final Anchors anchors;
  private final WordMarks marks = new WordMarks();
  private final long maxPosition;
  private final boolean allOpen;
  private final String page;
  private long nodesCut;
  private long bytesCut;

  /**
   * @param page the page being written, null if there is one only
   * @param maxPosition bytes after which nodes are counted instead of written
   * @param allOpen whether members are unfolded at first
   */
  HtmlTree(Utf8Output out, HtmlOptions options, Anchors anchors, String page, long maxPosition, boolean allOpen) {
    this.out = out;
    this.options = options;
    this.anchors = anchors;
    this.page = page;
    this.maxPosition = maxPosition;
    this.allOpen = allOpen;
  }

  void write(Difference root) throws IOException {
    node(root, 0);
    if (nodesCut > 0) {
      out.ascii("<p class=cut>" + Counts.of(nodesCut, "difference") + " (" + Counts.bytes(bytesCut)
          + ") not shown: the page is full. See --max-page-size, --max-report-size and --html-dir.</p>\n");
    }
  }

  private void node(Difference node, int depth) throws IOException {
    String other = anchors.page(node);
    if (other != null && !other.equals(page)) {
      link(node, other);
      return;
    }
    boolean open = allOpen || depth == 0 || node.isSection();
    out.ascii("<details class=\"n" + kind(node) + "\" id=\"");
    XmlText.write(out, anchors.id(node));
    out.ascii("\" data-c=\"");
    causeIds(node);
    out.ascii(open ? "\" open>\n<summary>" : "\">\n<summary>");
    summary(node, depth);
    out.ascii("</summary>\n");
    for (String comment : node.comments()) {
      out.ascii("<p class=say>");
      XmlText.write(out, comment);
      out.ascii("</p>\n");
    }
    for (Cause cause : node.causes()) {
      why(cause);
    }
    body(node, depth);
    out.ascii("</details>\n");
  }

  private void body(Difference node, int depth) throws IOException {
    if (node.unifiedDiff() != null) {
      if (out.position() > maxPosition) {
        nodesCut++;
        bytesCut += node.unifiedDiff().length();
        out.ascii("<p class=cut>Not shown: the page is full.</p>\n");
      } else {
        new HtmlDiff(out, node.unifiedDiff(), !node.internalLineNumbers(), options.maxPageBlockLines(), marks).write();
      }
    }
    if (!node.pictures().isEmpty()) {
      pictures(node);
    }
    for (Difference detail : node.details()) {
      if (out.position() > maxPosition) {
        cut(detail);
      } else {
        node(detail, depth + 1);
      }
    }
  }

  private void pictures(Difference node) throws IOException {
    if (out.position() > maxPosition) {
      nodesCut++;
      out.ascii("<p class=cut>Pictures not shown: the page is full.</p>\n");
      return;
    }
    out.ascii("<div class=pics>\n");
    for (Picture picture : node.pictures()) {
      int scale = Math.max(1, Math.min(8, SHOWN_SIDE / Math.max(1, Math.max(picture.width(), picture.height()))));
      out.ascii("<figure><img width=" + picture.width() * scale + " height=" + picture.height() * scale + " alt=\"");
      XmlText.write(out, picture.title());
      out.ascii("\" src=\"data:image/png;base64,");
      out.ascii(picture.png());
      out.ascii("\"><figcaption>");
      XmlText.write(out, picture.title());
      out.ascii("</figcaption></figure>\n");
    }
    out.ascii("</div>\n");
  }

  private void cut(Difference node) {
    nodesCut++;
    bytesCut += node.unifiedDiff() == null ? 0 : node.unifiedDiff().length();
    for (Difference detail : node.details()) {
      cut(detail);
    }
  }

  private static String kind(Difference node) {
    String kind = node.isSection() ? " sec" : "";
    return node.failure() != null ? kind + " bad" : kind;
  }

  private void causeIds(Difference node) throws IOException {
    for (Cause cause : node.causes()) {
      XmlText.write(out, cause.id());
      out.put(' ');
    }
    boolean leaf = node.unifiedDiff() != null || node.details().isEmpty();
    if (leaf && node.causes().isEmpty()) {
      out.ascii(Leaf.UNEXPLAINED);
    }
  }

  private void summary(Difference node, int depth) throws IOException {
    boolean root = depth == 0; // whose paths stand above
    names(out, root ? Leaf.fileName(node.source1()) : node.source1(),
        root ? Leaf.fileName(node.source2()) : node.source2());
    if (node.change() != ChangeKind.CHANGED) {
      chip(JsonReport.word(node.change()), JsonReport.word(node.change()));
    }
    if (node.failure() != null) {
      chip("failure", JsonReport.word(node.failure()));
    }
    for (Cause cause : node.causes()) {
      chip("cause", cause.id());
    }
    counts(node.unifiedDiff());
    if (node.format() != null) {
      chip("format", node.format());
    }
    out.ascii("<a class=here title=\"Link to this\" href=\"");
    out.ascii(anchors.href(node, null));
    out.ascii("\">#</a>");
  }

  static void names(Utf8Output out, String one, String two) throws IOException {
    out.ascii("<span class=name>");
    XmlText.write(out, one);
    if (!one.equals(two)) {
      out.ascii(" <span class=to>");
      out.put('→');
      out.ascii("</span> ");
      XmlText.write(out, two);
    }
    out.ascii("</span>");
  }

  private void chip(String kind, String text) throws IOException {
    out.ascii(" <span class=\"chip ");
    out.ascii(kind);
    out.ascii("\">");
    XmlText.write(out, text);
    out.ascii("</span>");
  }

  private void counts(String diff) throws IOException {
    if (diff == null) {
      return;
    }
    int removed = 0;
    int added = 0;
    for (int i = 0; i >= 0 && i < diff.length(); i = diff.indexOf('\n', i) + 1) {
      char c = diff.charAt(i);
      removed += c == '-' ? 1 : 0;
      added += c == '+' ? 1 : 0;
      if (diff.indexOf('\n', i) < 0) {
        break;
      }
    }
    out.ascii(" <span class=num>");
    out.put('−');
    out.ascii(Counts.grouped(removed) + " +" + Counts.grouped(added) + "</span>");
  }

  private void why(Cause cause) throws IOException {
    out.ascii("<p class=why><strong>");
    XmlText.write(out, cause.id());
    out.ascii("</strong> ");
    XmlText.write(out, cause.detail());
    if (!cause.remedy().isEmpty()) {
      out.ascii(" <span class=fix>");
      XmlText.write(out, cause.remedy());
      out.ascii("</span>");
    }
    out.ascii("</p>\n");
  }

  private void link(Difference node, String other) throws IOException {
    out.ascii("<p class=\"n page\" id=\"");
    XmlText.write(out, anchors.id(node));
    out.ascii("\"><a href=\"" + other + "\">");
    names(out, node.source1(), node.source2());
    out.ascii("</a> <span class=num>" + Counts.bytes(HtmlPages.weight(node)) + " of differences</span></p>\n");
  }
}
