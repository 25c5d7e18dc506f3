package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Difference;
import java.util.HashMap;
import java.util.Map;

/** Explains differences in which the same lines or rows stand in another order. */
final class Orders implements Rule {

  @Override
  public boolean whole(Place place, Difference node, Claims claims) {
    if (node.unifiedDiff() == null) {
      return false;
    }
    if (place.section().endsWith(Place.BELOW + "order") && node.isSection()) {
      claims.add(id(place), ""); // a section made for nothing else; its rows are names
      return true;
    }
    String comment = orderComment(node);
    boolean orderSection = place.section().startsWith("order of ") || place.section().startsWith("key order");
    if (comment == null && !orderSection && !isUnorderedText(place)) {
      return false;
    }
    boolean only = comment != null && comment.startsWith("ordering differences only");
    if (!only && !sameLines(node.unifiedDiff()) || hasCut(node.unifiedDiff()) && !only) {
      return false;
    }
    claims.add(id(place), comment == null ? "" : comment.replace("ordering differences only; ", ""));
    return true;
  }

  private static String orderComment(Difference node) {
    for (String comment : node.comments()) {
      if (comment.contains("ordering differences only") || comment.startsWith("order differs")) {
        return comment;
      }
    }
    return null;
  }

  private static String id(Place place) {
    if (place.isIn("jvm/manifest")) {
      return "manifest-order";
    }
    if (place.isIn("jvm/properties") || place.fileName().endsWith(".properties")) {
      return "property-order";
    }
    if (place.isBillOfMaterials()) {
      return "sbom";
    }
    boolean listing = place.section().startsWith("zipinfo") || place.section().startsWith("file list");
    return listing && !place.isIn("generic/directory") ? "archive-order" : "list-order";
  }

  /** Returns whether the order of this text's lines means nothing to those who read it. */
  private static boolean isUnorderedText(Place place) {
    String name = place.name();
    return name.contains("meta-inf/services/") || name.endsWith("md5sums") || name.endsWith(".list")
        || name.endsWith("index.list") || name.endsWith("spring.factories") || name.endsWith(".properties")
        || name.endsWith("sha256sums") || name.endsWith("sha512sums");
  }

  private static boolean hasCut(String diff) {
    return diff.contains("\n[ ");
  }

  /** Returns whether the removed lines are the added ones in another order. */
  private static boolean sameLines(String diff) {
    Map<String, Integer> balance = new HashMap<>();
    int changed = 0;
    for (Lines hunk : Lines.hunks(diff)) {
      for (Lines.Block block = hunk.next(); block != null; block = hunk.next()) {
        for (String line : block.removed()) {
          balance.merge(line, 1, Integer::sum);
          changed++;
        }
        for (String line : block.added()) {
          balance.merge(line, -1, Integer::sum);
        }
      }
    }
    return changed > 0 && balance.values().stream().allMatch(n -> n == 0);
  }
}
