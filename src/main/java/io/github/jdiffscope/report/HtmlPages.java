package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Picture;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which node is written on which page. */
final class HtmlPages {
  /** A page of its own from this size of differences on: it opens at once. */
  private static final long OWN_PAGE = 200_000;

  private final Map<Difference, String> pageOf = new IdentityHashMap<>();
  private final List<Difference> starts = new ArrayList<>();
  private final Anchors anchors;

  private HtmlPages(Anchors anchors) {
    this.anchors = anchors;
  }

  /** Returns the plan in which everything stands on one page. */
  static HtmlPages single(Anchors anchors) {
    return new HtmlPages(anchors);
  }

  /** Returns the plan in which every large subtree has a page of its own; the root's is {@code index.html}. */
  static HtmlPages bySubtree(Difference root, Anchors anchors) {
    HtmlPages pages = new HtmlPages(anchors);
    pages.start(root, "index.html", "");
    return pages;
  }

  private void start(Difference node, String page, String position) {
    starts.add(node);
    anchors.place(node, page);
    place(node, page, position);
  }

  private void place(Difference node, String page, String position) {
    pageOf.put(node, page);
    for (int i = 0; i < node.details().size(); i++) {
      Difference detail = node.details().get(i);
      String at = (position.isEmpty() ? "" : position + '-') + (i + 1);
      if (weight(detail) > OWN_PAGE && !detail.isSection()) {
        start(detail, "node-" + at + ".html", at);
      } else {
        place(detail, page, at);
      }
    }
  }

  /** Returns the nodes that start a page, in order. */
  List<Difference> starts() {
    return starts;
  }

  /** Returns the page a node is written on, null if there is one only. */
  String pageOf(Difference node) {
    return pageOf.get(node);
  }

  /** Returns the size of all differences in a subtree. */
  static long weight(Difference node) {
    long weight = node.unifiedDiff() == null ? 0 : node.unifiedDiff().length();
    for (Picture picture : node.pictures()) {
      weight += picture.png().length();
    }
    for (Difference detail : node.details()) {
      weight += weight(detail);
    }
    return weight;
  }
}
