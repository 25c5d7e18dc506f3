package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two lists of rows in which each row says behind its text what its details have and its partner's have not. */
final class RowDetails {
  private final List<Row> left;
  private final List<Row> right;

  RowDetails(List<Row> left, List<Row> right) {
    if (!haveDetails(left) && !haveDetails(right)) {
      this.left = left;
      this.right = right;
      return;
    }
    this.left = new ArrayList<>(left.size());
    this.right = new ArrayList<>(right.size());
    Map<String, List<Integer>> byKey = byKey(right);
    Map<String, Integer> seen = new HashMap<>();
    Row[] partners = new Row[right.size()];
    for (Row row : left) {
      List<Integer> candidates = byKey.getOrDefault(row.key(), List.of());
      int occurrence = seen.merge(row.key(), 1, Integer::sum) - 1;
      int index = occurrence < candidates.size() ? candidates.get(occurrence) : -1;
      this.left.add(index < 0 ? new Row(row.key(), row.text()) : told(row, right.get(index)));
      if (index >= 0) {
        partners[index] = row;
      }
    }
    for (int i = 0; i < partners.length; i++) {
      Row row = right.get(i);
      this.right.add(partners[i] == null ? new Row(row.key(), row.text()) : told(row, partners[i]));
    }
  }

  List<Row> left() {
    return left;
  }

  List<Row> right() {
    return right;
  }

  private static boolean haveDetails(List<Row> rows) {
    for (Row row : rows) {
      if (!row.details().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, List<Integer>> byKey(List<Row> rows) {
    Map<String, List<Integer>> result = new HashMap<>(rows.size() * 2);
    for (int i = 0; i < rows.size(); i++) {
      result.computeIfAbsent(rows.get(i).key(), key -> new ArrayList<>(1)).add(i);
    }
    return result;
  }

  private static Row told(Row row, Row partner) {
    if (row.details().equals(partner.details())) {
      return new Row(row.key(), row.text());
    }
    Set<Detail> others = new HashSet<>(partner.details());
    StringBuilder text = new StringBuilder();
    for (Detail detail : row.details()) {
      boolean saysMore = detail.refines().isEmpty() || partner.text().contains(detail.refines());
      if (saysMore && !others.contains(detail)) {
        text.append(text.isEmpty() ? "  [" : "; ").append(detail.text());
      }
    }
    return new Row(row.key(), text.isEmpty() ? row.text() : row.text() + text + ']');
  }
}
