package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.codec.json.JsonDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Writes a JSON value a field a line, each with its path, sorted by key. */
final class JsonLines {
  private static final int MAX_DEPTH = 100;

  private final JsonDocument document;
  private final Predicate<String> wanted;
  private final StringBuilder out = new StringBuilder();

  private JsonLines(JsonDocument document, Predicate<String> wanted) {
    this.document = document;
    this.wanted = wanted;
  }

  /** Returns the lines of a node whose paths are wanted; elements of arrays have the paths {@code name[]}. */
  static String of(JsonDocument document, int node, Predicate<String> wanted) {
    JsonLines lines = new JsonLines(document, wanted);
    if (node != JsonDocument.NONE) {
      lines.value(node, "", "", 0);
    }
    return lines.out.toString();
  }

  /**
   * @param path with numbers where elements are containers, as shown
   * @param plain without numbers, as asked for
   */
  private void value(int node, String path, String plain, int depth) {
    if (!wanted.test(plain)) {
      return;
    }
    boolean object = document.isObject(node);
    List<Integer> children = object || document.isArray(node) ? document.children(node) : List.of();
    if (children.isEmpty() || depth > MAX_DEPTH) {
      out.append(path).append(": ").append(document.isString(node) ? text(node) : document.raw(node)).append('\n');
    } else if (object) {
      List<Integer> sorted = new ArrayList<>(children);
      sorted.sort(Comparator.comparing(document::text));
      String dot = path.isEmpty() ? "" : ".";
      for (int key : sorted) {
        if (key + 1 < document.size()) {
          value(key + 1, path + dot + document.text(key), plain + dot + document.text(key), depth + 1);
        }
      }
    } else {
      for (int i = 0; i < children.size(); i++) {
        int child = children.get(i);
        boolean nested = document.isObject(child) || document.isArray(child);
        value(child, path + (nested ? "[" + i + "]" : "[]"), plain + "[]", depth + 1);
      }
    }
  }

  /** Returns a text as one line; what starts further lines is indented. */
  private String text(int node) {
    return document.text(node).replace("\n", "\n    ");
  }
}
