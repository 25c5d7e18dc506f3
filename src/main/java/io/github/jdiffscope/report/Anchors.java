package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Difference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Names of the nodes in a page, made of the path to each, so that a link to a node survives a second run. Every name
 * starts with a slash: none can be mistaken for a name of the page's own.
 */
final class Anchors {
  private static final int MAX_LENGTH = 400;

  private final Map<Difference, String> ids = new IdentityHashMap<>();
  private final Map<Difference, String> pages = new IdentityHashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  /** Returns the anchors of all nodes below and including {@code root}. */
  static Anchors of(Difference root) {
    Anchors anchors = new Anchors();
    anchors.name(root, "/");
    return anchors;
  }

  private void name(Difference node, String wanted) {
    String id = wanted;
    while (!used.add(id)) {
      id = wanted + '~' + next.merge(wanted, 2, (old, two) -> old + 1);
    }
    ids.put(node, id);
    String prefix = id.endsWith("/") ? id : id + '/';
    for (Difference detail : node.details()) {
      String path = prefix + Shown.text(detail.source1()).replace(' ', '_').replace('\t', '_').replace('\u00a0', '_');
      name(detail, path.length() > MAX_LENGTH ? path.substring(0, MAX_LENGTH) : path);
    }
  }

  String id(Difference node) {
    return ids.get(node);
  }

  /** Says that the node is written on another page. */
  void place(Difference node, String page) {
    pages.put(node, page);
  }

  /** Returns the page the node starts, or null. */
  String page(Difference node) {
    return pages.get(node);
  }

  /** Returns a reference to the node from a page of the report, already escaped for an attribute. */
  String href(Difference node, String page) {
    return (page == null ? "" : page) + '#' + Uris.encode(ids.get(node));
  }
}
