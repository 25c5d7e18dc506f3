package io.github.jdiffscope.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The order in which the sections of two sides are shown: the same whichever side is the left one. */
final class TitleOrder {
  private TitleOrder() {}

  /**
   * Returns all titles. Those of both sides keep their order; between them, those of one side are merged by text. If
   * the sides disagree about the order, all are sorted.
   */
  static Collection<String> merged(Set<String> left, Set<String> right) {
    if (left.equals(right) && List.copyOf(left).equals(List.copyOf(right))) {
      return left;
    }
    List<String> a = new ArrayList<>(left);
    List<String> b = new ArrayList<>(right);
    List<String> merged = new ArrayList<>(a.size() + b.size());
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      boolean ownLeft = i < a.size() && !right.contains(a.get(i));
      boolean ownRight = j < b.size() && !left.contains(b.get(j));
      if (ownLeft && (!ownRight || a.get(i).compareTo(b.get(j)) < 0)) {
        merged.add(a.get(i++));
      } else if (ownRight) {
        merged.add(b.get(j++));
      } else if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        merged.add(a.get(i++));
        j++;
      } else {
        Set<String> all = new TreeSet<>(left);
        all.addAll(right);
        return all;
      }
    }
    return merged;
  }
}
