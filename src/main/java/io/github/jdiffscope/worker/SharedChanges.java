package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One change that many rows of a listing share, such as the time at which all members of an archive were made. It is
 * said once, in one row before the others, and not again in each row that has no other change. Only a change that
 * happened wherever it could is said so: then the old value tells which rows it happened to.
 */
final class SharedChanges {
  /** Rows with a change from which on it is worth a row of its own. */
  private static final int FEWEST = 5;
  /** Changes that are said; what is shared by fewer rows than these is shown row by row. */
  private static final int MOST = 8;
  private static final String BETWEEN = " ... ";

  private final List<Row> left;
  private final List<Row> right;
  private final int[] partners;

  private SharedChanges(List<Row> left, List<Row> right, int[] partners) {
    this.left = left;
    this.right = right;
    this.partners = partners;
  }

  List<Row> left() {
    return left;
  }

  List<Row> right() {
    return right;
  }

  /** Returns, for each left row, its partner's position on the right, or -1. */
  int[] partners() {
    return partners;
  }

  /** Returns the rows with what they share said once; the same rows if they share nothing. */
  static SharedChanges of(List<Row> left, List<Row> right, int[] partners) {
    Map<List<Change>, Integer> counts = new LinkedHashMap<>();
    List<List<Change>> found = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      List<Change> changes = partners[i] < 0 ? List.of() : changes(left.get(i).text(), right.get(partners[i]).text());
      found.add(changes);
      if (!changes.isEmpty()) {
        counts.merge(changes, 1, Integer::sum);
      }
    }
    counts.values().removeIf(count -> count < FEWEST);
    counts.keySet().removeIf(changes -> isOptional(changes, left, right, partners, found));
    return counts.isEmpty() || counts.size() > MOST ? new SharedChanges(left, right, partners)
        : said(left, right, partners, found, counts);
  }

  private static SharedChanges said(List<Row> left, List<Row> right, int[] partners, List<List<Change>> found,
      Map<List<Change>, Integer> counts) {
    List<Row> a = new ArrayList<>(left.size() + counts.size());
    List<Row> b = new ArrayList<>(right.size() + counts.size());
    counts.forEach((changes, count) -> {
      // No key of a row begins with a line feed.
      String key = "\n" + a.size();
      a.add(new Row(key, row(count, changes.stream().map(Change::before).toList())));
      b.add(new Row(key, row(count, changes.stream().map(Change::after).toList())));
    });
    for (int i = 0; i < left.size(); i++) {
      a.add(counts.containsKey(found.get(i)) ? right.get(partners[i]) : left.get(i));
    }
    b.addAll(right);
    int[] places = new int[a.size()];
    for (int i = 0; i < places.length; i++) {
      int own = i - counts.size();
      places[i] = own < 0 ? i : partners[own] < 0 ? -1 : partners[own] + counts.size();
    }
    return new SharedChanges(a, b, places);
  }

  private static String row(int count, List<String> values) {
    return String.format(Locale.ROOT, "(%,d rows) %s", count, String.join(BETWEEN, values));
  }

  /**
   * Words that follow one another and have others in their place on the other side.
   *
   * @param place how many words stand before them
   */
  private record Change(int place, String before, String after) {}

  /** Returns what changed in a row; nothing if the two do not have as many words. */
  private static List<Change> changes(String left, String right) {
    if (left.equals(right)) {
      return List.of();
    }
    List<String> a = words(left);
    List<String> b = words(right);
    List<Change> changes = new ArrayList<>(2);
    for (int i = 0; a.size() == b.size() && i < a.size(); i++) {
      int end = i;
      while (end < a.size() && !a.get(end).equals(b.get(end))) {
        end++;
      }
      if (end > i) {
        changes.add(new Change(i, String.join(" ", a.subList(i, end)), String.join(" ", b.subList(i, end))));
        i = end;
      }
    }
    return changes;
  }

  /** Returns whether a row has the old values and keeps one of them: then they do not tell where the change happened. */
  private static boolean isOptional(List<Change> changes, List<Row> left, List<Row> right, int[] partners,
      List<List<Change>> found) {
    String first = words(changes.get(0).before).get(0);
    for (int i = 0; i < left.size(); i++) {
      // A row with this change keeps nothing of it, and most others have nothing of it.
      if (partners[i] >= 0 && left.get(i).text().contains(first) && !found.get(i).equals(changes)) {
        List<String> a = words(left.get(i).text());
        List<String> b = words(right.get(partners[i]).text());
        if (changes.stream().allMatch(change -> stands(change.before, change.place, a))
            && changes.stream().anyMatch(change -> stands(change.before, change.place, b))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean stands(String words, int place, List<String> row) {
    int at = place;
    for (String word : words(words)) {
      if (at >= row.size() || !row.get(at++).equals(word)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> words(String row) {
    List<String> words = new ArrayList<>(12);
    int at = 0;
    while (at < row.length()) {
      int end = row.indexOf(' ', at);
      end = end < 0 ? row.length() : end;
      if (end > at) {
        words.add(row.substring(at, end));
      }
      at = end + 1;
    }
    return words;
  }
}
