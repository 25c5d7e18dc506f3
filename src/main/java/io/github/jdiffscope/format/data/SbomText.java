package io.github.jdiffscope.format.data;

import io.github.jdiffscope.codec.json.JsonDocument;
import io.github.jdiffscope.format.SectionContent.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A bill of materials in lines: a path and a value each, entries sorted by what they are about. */
final class SbomText {
  /** Deeper values are shown as they are written. */
  private static final int DEEPEST = 32;

  private final JsonDocument document;

  SbomText(JsonDocument document) {
    this.document = document;
  }

  /**
   * An array of entries.
   *
   * @param key where it stands in the document
   * @param names keys of an entry, the first of which that it has says what it is about; for relationships, all do
   */
  record Entries(String key, List<String> names) {}

  /** Returns all but the entries, a row a value. */
  List<Row> rest(List<Entries> entries) {
    Set<String> apart = entries.stream().map(Entries::key).collect(Collectors.toSet());
    List<String> lines = new ArrayList<>();
    for (int key : document.children(0)) {
      int value = key + 1;
      if (!apart.contains(document.text(key)) || !document.isArray(value)) {
        flatten(value, document.text(key), 0, lines);
      }
    }
    return lines.stream().sorted().map(line -> new Row(line.substring(0, line.indexOf(": ")), line)).toList();
  }

  /** Returns entries, each under a line that says what it is about. */
  CharSequence entries(int array, Entries kind) {
    record Entry(String title, List<String> lines) {}
    List<Entry> all = new ArrayList<>();
    for (int node : document.children(array)) {
      List<String> lines = new ArrayList<>();
      flatten(node, "", 0, lines);
      lines.sort(null);
      all.add(new Entry(title(node, kind), lines));
    }
    all.sort(Comparator.comparing(Entry::title).thenComparing(entry -> entry.lines().toString()));
    StringBuilder out = new StringBuilder();
    for (Entry entry : all) {
      out.append(entry.title()).append('\n');
      entry.lines().forEach(line -> out.append("  ").append(line).append('\n'));
    }
    return out;
  }

  private String title(int node, Entries kind) {
    if (!document.isObject(node)) {
      return document.text(node);
    }
    boolean all = kind.key().equals("relationships");
    StringBuilder title = new StringBuilder();
    for (String name : kind.names()) {
      String value = document.textAt(node, name);
      if (value != null && (all || title.isEmpty())) {
        title.append(title.isEmpty() ? "" : " ").append(name.equals("purl") ? withoutVersion(value) : value);
      }
    }
    return title.isEmpty() ? "(no name)" : title.toString();
  }

  /** Returns a package URL without version, qualifiers and subpath, {@code pkg:maven/group/name}: what stays the same. */
  private static String withoutVersion(String purl) {
    int end = purl.length();
    for (char c : new char[] {'@', '?', '#'}) {
      int at = purl.indexOf(c, purl.startsWith("pkg:npm/@") ? 9 : 0);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return purl.substring(0, end);
  }

  private void flatten(int node, String path, int depth, List<String> lines) {
    boolean object = document.isObject(node);
    List<Integer> children = object || document.isArray(node) ? document.children(node) : List.of();
    if (children.isEmpty() || depth == DEEPEST) {
      lines.add((path.isEmpty() ? "value" : path) + ": " + oneLine(node));
      return;
    }
    boolean plain = !object && children.stream().noneMatch(child -> document.isObject(child) || document.isArray(child));
    if (plain) {
      // A set, such as what something depends on: its order says nothing.
      children.stream().map(this::oneLine).sorted().forEach(value -> lines.add(path + ": " + value));
      return;
    }
    int index = 0;
    for (int child : children) {
      String name = object ? document.text(child) : Integer.toString(++index);
      flatten(object ? child + 1 : child, path.isEmpty() ? name : path + '.' + name, depth + 1, lines);
    }
  }

  private String oneLine(int node) {
    return document.text(node).replace("\r", "\\r").replace("\n", "\\n");
  }
}
