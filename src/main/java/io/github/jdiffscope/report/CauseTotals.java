package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The leaves of a report by cause, the most frequent cause first and what is unexplained last.
 *
 * @param leaves all of them
 * @param rows one per cause
 */
record CauseTotals(List<Leaf> leaves, List<Row> rows) {

  /**
   * One cause over the whole report.
   *
   * @param details what was seen, each once, in order
   * @param remedies what to do, each once
   * @param leaves where
   */
  record Row(String id, List<String> details, List<String> remedies, List<Leaf> leaves) {
    boolean isUnexplained() {
      return id.equals(Leaf.UNEXPLAINED);
    }

    private void add(Leaf leaf, Cause cause) {
      leaves.add(leaf);
      addOnce(details, cause.detail());
      addOnce(remedies, cause.remedy());
    }

    private static void addOnce(List<String> list, String text) {
      if (!text.isEmpty() && list.size() < MAX_EXAMPLES && !list.contains(text)) {
        list.add(text);
      }
    }
  }

  /** More than a reader wants, and few enough to search one by one. */
  private static final int MAX_EXAMPLES = 20;

  static CauseTotals of(List<Leaf> leaves) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      for (Cause cause : leaf.causes().values()) {
        rows.computeIfAbsent(cause.id(), id -> new Row(id, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()))
            .add(leaf, cause);
      }
    }
    List<Row> sorted = new ArrayList<>(rows.values());
    sorted.sort((a, b) -> {
      int last = Boolean.compare(a.isUnexplained(), b.isUnexplained());
      return last != 0 ? last : Integer.compare(b.leaves().size(), a.leaves().size());
    });
    return new CauseTotals(leaves, sorted);
  }

  boolean isExplained() {
    return rows.stream().noneMatch(Row::isUnexplained);
  }
}
