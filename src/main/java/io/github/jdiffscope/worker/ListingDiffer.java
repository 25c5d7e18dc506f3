package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent.Listing;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.textdiff.ByteSource;
import io.github.jdiffscope.textdiff.TextDifference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares two listings. Where both have their common rows in the same order this is a difference of texts. Else rows
 * are compared sorted by key, and the other order is said once, by itself.
 */
final class ListingDiffer {
  private final SectionDiffer differ;
  private final Exclusion exclusion;
  private final long orderLines;

  /**
   * @param orderLines lines that are shown of a difference in order, 0 = all
   */
  ListingDiffer(SectionDiffer differ, Exclusion exclusion, long orderLines) {
    this.differ = differ;
    this.orderLines = orderLines;
    this.exclusion = exclusion;
  }

  Difference compare(String title, Listing left, Listing right) throws IOException {
    List<Row> keptLeft = kept(left.rows());
    List<Row> keptRight = kept(right.rows());
    RowDetails details = new RowDetails(settled(named(keptLeft), named(keptRight)), named(keptRight));
    if (exclusion.hasMetadata() && !keptLeft.equals(keptRight)) {
      exclusion.hidesDifference();
    }
    if (exclusion.hasNames() && !leftOut(left.rows()).equals(leftOut(right.rows()))) {
      exclusion.hidesDifference();
    }
    RowRenames renames = RowRenames.of(details.left(), details.right());
    List<Row> a = renames.left();
    List<Row> b = renames.right();
    if (left.header().equals(right.header()) && a.equals(b)) {
      return null;
    }
    int[] partners = partners(a, b);
    int[] order = Arrays.stream(partners).filter(partner -> partner >= 0).toArray();
    int moved = order.length - longestIncreasing(order);
    if (moved == 0) {
      return SectionDiffer.node(title, rows(left, a, right, b, partners));
    }
    List<Row> sortedA = sorted(a);
    List<Row> sortedB = sorted(b);
    boolean orderOnly = left.header().equals(right.header()) && sortedA.equals(sortedB);
    // A caption that differs is no difference of its own.
    TextDifference rows = rows(left, sortedA, orderOnly ? left : right, sortedB, partners(sortedA, sortedB));
    return reordered(title, a, b, rows, moved, order.length);
  }

  /** Returns the difference of rows whose common ones are in the same order. */
  private TextDifference rows(Listing left, List<Row> allLeft, Listing right, List<Row> allRight, int[] partners)
      throws IOException {
    if (exclusion.hasMasks()) {
      return differ.text(source(left, allLeft), source(right, allRight));
    }
    SharedChanges shared = SharedChanges.of(allLeft, allRight, partners);
    List<Row> a = shared.left();
    List<Row> b = shared.right();
    if (!RowHunks.canShow(a, b, differ.limits())) {
      return differ.text(source(left, a), source(right, b));
    }
    int context = left.alone() || right.alone() ? 0 : differ.limits().context();
    return RowHunks.compare(left, a, right, b, shared.partners(), context);
  }

  private Difference reordered(String title, List<Row> a, List<Row> b, TextDifference rows, int moved, int common)
      throws IOException {
    String comment = String.format(Locale.ROOT, "order differs: %,d of %,d rows stand elsewhere%s", moved, common,
        sortedness(a, b));
    TextDifference keys = differ.text(keys(a), keys(b));
    String cut = cut(keys.unifiedDiff());
    if (rows.isEqual()) {
      return Difference.section(title, cut, false, List.of("ordering differences only; " + comment));
    }
    List<String> comments = new ArrayList<>(rows.comments());
    comments.add(comment + "; compared sorted by name");
    return Difference.section(title, rows.unifiedDiff(), rows.internalLineNumbers(), comments)
        .withDetails(List.of(Difference.section("order", cut, false, List.of())));
  }

  private static String sortedness(List<Row> a, List<Row> b) {
    boolean left = isSorted(a);
    boolean right = isSorted(b);
    return left == right ? "" : left ? "; the left is sorted by name" : "; the right is sorted by name";
  }

  private static boolean isSorted(List<Row> rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i - 1).key().compareTo(rows.get(i).key()) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns a difference cut to a part of the limit for one block: of an order, the first lines say it all. */
  private String cut(String diff) {
    long limit = orderLines;
    int end = 0;
    for (long lines = 0; limit > 0 && lines < limit && end >= 0; lines++) {
      end = diff.indexOf('\n', end) + 1;
      if (end == 0) {
        return diff;
      }
    }
    if (limit == 0 || end >= diff.length()) {
      return diff;
    }
    long rest = diff.substring(end).chars().filter(c -> c == '\n').count();
    return diff.substring(0, end)
        + String.format(Locale.ROOT, "[ %,d more lines not shown (--max-diff-block-lines) ]\n", rest);
  }

  /** Returns the left rows; those that differ only in what follows from members are as the right ones are. */
  private static List<Row> settled(List<Row> left, List<Row> right) {
    if (left.stream().allMatch(row -> row.own() == null)) {
      return left;
    }
    List<Row> result = new ArrayList<>(left);
    int[] partners = partners(left, right);
    for (int i = 0; i < partners.length; i++) {
      Row row = left.get(i);
      Row partner = partners[i] < 0 ? row : right.get(partners[i]);
      if (row.own() != null && row.own().equals(partner.own())) {
        result.set(i, new Row(row.key(), partner.text(), row.details(), partner.own()));
      }
    }
    return result;
  }

  private List<Row> kept(List<Row> rows) {
    if (!exclusion.hasNames()) {
      return rows;
    }
    List<Row> result = null;
    for (int i = 0; i < rows.size(); i++) {
      if (exclusion.leavesOut(rows.get(i).key())) {
        result = result == null ? new ArrayList<>(rows.subList(0, i)) : result;
      } else if (result != null) {
        result.add(rows.get(i));
      }
    }
    return result == null ? rows : result;
  }

  /** Returns the rows with no more than the name of a member where its metadata is left out. */
  private List<Row> named(List<Row> rows) {
    if (!exclusion.hasMetadata()) {
      return rows;
    }
    return rows.stream().map(row -> exclusion.leavesOutMetadata(row.key()) ? new Row(row.key(), row.key()) : row)
        .toList();
  }

  private List<Row> leftOut(List<Row> rows) {
    return rows.stream().filter(row -> exclusion.leavesOut(row.key())).toList();
  }

  private static List<Row> sorted(List<Row> rows) {
    return rows.stream().sorted(Comparator.comparing(Row::key)).toList();
  }

  private static ByteSource source(Listing listing, List<Row> rows) {
    StringBuilder all = new StringBuilder();
    for (String line : listing.caption()) {
      all.append(line).append('\n');
    }
    for (String line : listing.header()) {
      all.append(line).append('\n');
    }
    for (Row row : rows) {
      all.append(row.text()).append('\n');
    }
    return ByteSource.of(SectionDiffer.utf8(all.toString()));
  }

  private static ByteSource keys(List<Row> rows) {
    StringBuilder all = new StringBuilder();
    for (Row row : rows) {
      all.append(row.key()).append('\n');
    }
    return ByteSource.of(SectionDiffer.utf8(all.toString()));
  }

  /** Returns, for each left row, its partner's position on the right, or -1: the n-th of a key is that of the n-th. */
  private static int[] partners(List<Row> left, List<Row> right) {
    Map<String, List<Integer>> byKey = new HashMap<>(right.size() * 2);
    for (int j = 0; j < right.size(); j++) {
      byKey.computeIfAbsent(right.get(j).key(), key -> new ArrayList<>(1)).add(j);
    }
    Map<String, Integer> seen = new HashMap<>();
    int[] result = new int[left.size()];
    for (int i = 0; i < result.length; i++) {
      String key = left.get(i).key();
      List<Integer> partners = byKey.getOrDefault(key, List.of());
      int occurrence = seen.merge(key, 1, Integer::sum) - 1;
      result[i] = occurrence < partners.size() ? partners.get(occurrence) : -1;
    }
    return result;
  }

  /** Returns the length of the longest increasing subsequence, by patience sorting: O(n log n). */
  static int longestIncreasing(int[] values) {
    int[] tails = new int[values.length];
    int length = 0;
    for (int value : values) {
      int at = Arrays.binarySearch(tails, 0, length, value);
      at = at < 0 ? -at - 1 : at;
      tails[at] = value;
      length = Math.max(length, at + 1);
    }
    return length;
  }
}
