package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.match.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rows that lie below a folder which has another name on the other side, as releases have their version in the name of
 * the folder that holds them. That is said in one row for each such folder; the rows below it are then compared under
 * the name of the right, so that only what else differs is shown.
 */
final class RowRenames {
  /** Rows below a folder from which on its name is worth a row of its own. */
  private static final int FEWEST = 3;

  private final List<Row> left;
  private final List<Row> right;

  private RowRenames(List<Row> left, List<Row> right) {
    this.left = left;
    this.right = right;
  }

  List<Row> left() {
    return left;
  }

  List<Row> right() {
    return right;
  }

  /** Returns the rows under common names; the same rows if no folder is renamed. */
  static RowRenames of(List<Row> left, List<Row> right) {
    Map<String, String> folders = folders(alone(left, right), alone(right, left));
    if (folders.isEmpty()) {
      return new RowRenames(left, right);
    }
    Set<String> taken = new HashSet<>();
    right.forEach(row -> taken.add(row.key()));
    left.forEach(row -> taken.remove(row.key()));
    List<Row> renamed = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Row row : left) {
      String folder = folder(row.key(), folders);
      String name = folder == null ? null : folders.get(folder) + row.key().substring(folder.length());
      boolean pairs = name != null && taken.remove(name) && row.text().indexOf(row.key()) >= 0;
      if (pairs) {
        counts.merge(folder, 1, Integer::sum);
      }
      renamed.add(pairs ? new Row(name, row.text().replace(row.key(), name)) : row);
    }
    List<Row> a = new ArrayList<>();
    List<Row> b = new ArrayList<>();
    counts.forEach((folder, count) -> {
      a.add(said(folder, folder, count));
      b.add(said(folder, folders.get(folder), count));
    });
    a.addAll(renamed);
    b.addAll(right);
    return new RowRenames(a, b);
  }

  private static Row said(String key, String folder, int count) {
    // No name of a member ends in a line feed.
    return new Row(key + '\n', String.format(Locale.ROOT, "(%,d names) %s", count, folder));
  }

  private static List<String> alone(List<Row> rows, List<Row> others) {
    Set<String> names = new HashSet<>(others.size() * 2);
    others.forEach(row -> names.add(row.key()));
    List<String> result = new ArrayList<>();
    for (Row row : rows) {
      if (!names.contains(row.key())) {
        result.add(row.key());
      }
    }
    return result;
  }

  /** Returns the renamed folders, each ending in a slash, with their names on the right. */
  private static Map<String, String> folders(List<String> left, List<String> right) {
    if (left.size() < FEWEST || right.size() < FEWEST) {
      return Map.of();
    }
    Map<String, String> rightByKey = new HashMap<>();
    for (String name : right) {
      // Two of one key: neither is a partner.
      rightByKey.merge(Matcher.withoutVersion(name), name, (one, other) -> "");
    }
    Map<String, Map<String, Integer>> votes = new LinkedHashMap<>();
    for (String name : left) {
      String partner = rightByKey.getOrDefault(Matcher.withoutVersion(name), "");
      int end = commonEnd(name, partner);
      if (!partner.isEmpty() && end > 0 && end < name.length() + 1) {
        votes.computeIfAbsent(name.substring(0, name.length() - end + 1), key -> new LinkedHashMap<>())
            .merge(partner.substring(0, partner.length() - end + 1), 1, Integer::sum);
      }
    }
    Map<String, String> result = new LinkedHashMap<>();
    votes.forEach((folder, partners) -> partners.forEach((partner, count) -> {
      if (count >= FEWEST && partners.size() == 1) {
        result.put(folder, partner);
      }
    }));
    return result;
  }

  /** Returns how many last characters two names share, from a slash on, that slash included; 0 if there is none. */
  private static int commonEnd(String a, String b) {
    int shared = 0;
    for (int n = 1; n <= Math.min(a.length(), b.length()) && a.charAt(a.length() - n) == b.charAt(b.length() - n); n++) {
      shared = a.charAt(a.length() - n) == '/' ? n : shared;
    }
    return shared;
  }

  private static String folder(String name, Map<String, String> folders) {
    for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      if (folders.containsKey(name.substring(0, end + 1))) {
        return name.substring(0, end + 1);
      }
    }
    return null;
  }
}
