package io.github.jdiffscope.format.packaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes block-style YAML, as package metadata is written, a field a line: each with its path, keys sorted. What the
 * block style does not explain (flow collections, tags, anchors) is kept as it stands.
 */
final class YamlLines {
  private static final int MAX_DEPTH = 64;

  private final List<Line> lines = new ArrayList<>();
  private int next;

  /**
   * A line.
   *
   * @param text without indentation, empty for a blank line
   */
  private record Line(int indent, String text) {}

  /** A key or an element, with a value or more of them below, or both where the value is but a tag. */
  private static final class Node {
    private final String key;
    private String value = "";
    private final List<Node> children = new ArrayList<>();

    Node(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  private YamlLines(String text) {
    text.lines().forEach(line -> {
      String content = line.stripLeading();
      lines.add(new Line(line.length() - content.length(), content.stripTrailing()));
    });
  }

  /** Returns the fields of a text. */
  static String of(String text) {
    YamlLines yaml = new YamlLines(text);
    Node root = new Node("");
    while (yaml.next < yaml.lines.size()) {
      int before = yaml.next;
      yaml.block(root, 0, 0);
      // A line that stands further left than it may is passed over as text.
      if (yaml.next == before) {
        yaml.next++;
      }
    }
    StringBuilder out = new StringBuilder();
    write(root, "", out);
    return out.toString();
  }

  /** Reads lines that are indented at least so far, into a node. */
  private void block(Node parent, int indent, int depth) {
    while (next < lines.size()) {
      Line line = lines.get(next);
      if (isSkipped(line)) {
        next++;
      } else if (line.indent < indent) {
        return;
      } else {
        next++;
        entry(parent, line, depth);
      }
    }
  }

  private static boolean isSkipped(Line line) {
    return line.text.isEmpty() || line.text.startsWith("#") || line.text.equals("---") || line.text.equals("...");
  }

  private void entry(Node parent, Line line, int depth) {
    boolean item = line.text.startsWith("- ") || line.text.equals("-");
    int colon = item ? -1 : colon(line.text);
    if (!item && colon < 0 || depth > MAX_DEPTH) {
      Node above = parent.children.isEmpty() ? parent : parent.children.get(parent.children.size() - 1);
      above.value = above.value.isEmpty() ? line.text : above.value + ' ' + line.text;
      return;
    }
    Node node = new Node(item ? "[]" : unquoted(line.text.substring(0, colon)));
    parent.children.add(node);
    String rest = line.text.substring(item ? 1 : colon + 1).strip();
    if (item && (colon(rest) >= 0 || rest.startsWith("- "))) {
      // The rest is the first line of what the element holds.
      int inner = line.indent + line.text.indexOf(rest, 1);
      entry(node, new Line(inner, rest), depth + 1);
      block(node, inner, depth + 1);
    } else if (rest.matches("[|>][-+0-9]*")) {
      node.value = literal(line.indent);
    } else {
      node.value = unquoted(rest);
      below(node, line.indent, item, depth);
    }
  }

  /** Reads what stands below a key: lines further right, or elements of a list right below it. */
  private void below(Node node, int indent, boolean item, int depth) {
    int at = next;
    while (at < lines.size() && isSkipped(lines.get(at))) {
      at++;
    }
    if (at < lines.size()) {
      Line following = lines.get(at);
      boolean list = !item && following.indent == indent && following.text.startsWith("-");
      if (following.indent > indent) {
        block(node, following.indent, depth + 1);
      } else if (list) {
        items(node, indent, depth + 1);
      }
    }
  }

  private void items(Node node, int indent, int depth) {
    while (next < lines.size()) {
      Line line = lines.get(next);
      if (!isSkipped(line) && (line.indent != indent || !line.text.startsWith("-"))) {
        return;
      }
      next++;
      if (!isSkipped(line)) {
        entry(node, line, depth);
      }
    }
  }

  /** Returns the lines of a literal or folded text, without their indentation. */
  private String literal(int indent) {
    List<String> text = new ArrayList<>();
    int inner = -1;
    while (next < lines.size() && (lines.get(next).text.isEmpty() || lines.get(next).indent > indent)) {
      Line line = lines.get(next++);
      inner = inner < 0 && !line.text.isEmpty() ? line.indent : inner;
      text.add(" ".repeat(Math.max(0, line.text.isEmpty() ? 0 : line.indent - inner)) + line.text);
    }
    while (!text.isEmpty() && text.get(text.size() - 1).isEmpty()) {
      text.remove(text.size() - 1);
    }
    return String.join("\n", text);
  }

  /** Returns where the colon behind a key stands, or -1. */
  private static int colon(String text) {
    char first = text.isEmpty() ? 0 : text.charAt(0);
    int from = first == '"' || first == '\'' ? text.indexOf(first, 1) : 0;
    if (from < 0 || first == '[' || first == '{') {
      return -1;
    }
    int colon = text.indexOf(": ", from);
    return colon >= 0 ? colon : text.endsWith(":") ? text.length() - 1 : -1;
  }

  private static String unquoted(String value) {
    int last = value.length() - 1;
    char first = value.isEmpty() ? 0 : value.charAt(0);
    if (last > 0 && (first == '"' || first == '\'') && value.charAt(last) == first) {
      return value.substring(1, last);
    }
    int comment = value.indexOf(" #");
    return comment < 0 || first == '"' || first == '\'' ? value : value.substring(0, comment).stripTrailing();
  }

  private static void write(Node node, String path, StringBuilder out) {
    if (!node.value.isEmpty() || node.children.isEmpty() && !path.isEmpty()) {
      out.append(path.isEmpty() ? "" : path + ": ").append(node.value.replace("\n", "\n    ")).append('\n');
    }
    List<Node> children = new ArrayList<>(node.children);
    boolean list = !children.isEmpty() && children.stream().allMatch(child -> child.key.equals("[]"));
    if (!list) {
      children.sort(Comparator.comparing(Node::key));
    }
    for (int i = 0; i < children.size(); i++) {
      Node child = children.get(i);
      String name = list && !child.children.isEmpty() ? "[" + i + "]" : child.key;
      write(child, path + (path.isEmpty() || list ? "" : ".") + name, out);
    }
  }
}
