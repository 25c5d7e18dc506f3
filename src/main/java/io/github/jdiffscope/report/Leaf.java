package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.model.SharedDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something compared that differs in itself, not only in what it contains: a file, a member, or the listing of a
 * container.
 *
 * @param node the compared pair, or what stands for many that differ in the same; each of them is a leaf of its own
 * @param path1 members from the root to the node on the left, {@code lib/a.jar!/b/C.class}
 * @param path2 the same on the right
 * @param parts the nodes that carry its differences: itself or its sections
 */
record Leaf(Difference node, String path1, String path2, List<Difference> parts) {
  /** Id of what no rule explained. */
  static final String UNEXPLAINED = "unexplained";

  /** Returns the leaves of a report, in its order. */
  static List<Leaf> of(Report report) {
    List<Leaf> leaves = new ArrayList<>();
    if (!report.isEmpty()) {
      Difference root = report.root();
      // Documents of other producers do not say what is a section: every node with a difference counts.
      new Walk(leaves, root.format() != null).visit(root, "", "");
    }
    return leaves;
  }

  /** Returns what to call it: both paths where they differ, the file's name for the root. */
  String title() {
    String one = path1.isEmpty() ? fileName(node.source1()) : path1;
    String two = path2.isEmpty() ? fileName(node.source2()) : path2;
    return one.equals(two) ? one : one + " → " + two;
  }

  /** Returns the name of the left side in its container. */
  String name1() {
    return SharedDifference.isOne(node) ? lastName(path1) : node.source1();
  }

  /** Returns the same of the right side. */
  String name2() {
    return SharedDifference.isOne(node) ? lastName(path2) : node.source2();
  }

  private static String lastName(String path) {
    int at = path.lastIndexOf("!/");
    return at < 0 ? path : path.substring(at + 2);
  }

  /** Returns the last part of a path. */
  static String fileName(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(path.lastIndexOf('/', end - 1) + 1);
  }

  /** Returns its causes by id, each once, the first detail kept; what is not explained as {@link #UNEXPLAINED}. */
  Map<String, Cause> causes() {
    Map<String, Cause> causes = new LinkedHashMap<>();
    for (Cause cause : node.causes()) {
      causes.putIfAbsent(cause.id(), cause);
    }
    for (Difference part : parts) {
      for (Cause cause : part.causes()) {
        causes.putIfAbsent(cause.id(), cause);
      }
      if (part.causes().isEmpty() && (part.unifiedDiff() != null || part == node && parts.size() == 1)) {
        causes.putIfAbsent(UNEXPLAINED, new Cause(UNEXPLAINED, "", ""));
      }
    }
    if (node.causes().isEmpty() && node.change() != ChangeKind.CHANGED) {
      causes.putIfAbsent(UNEXPLAINED, new Cause(UNEXPLAINED, "", ""));
    }
    return causes;
  }

  /** Returns the sentences said about it and its sections. */
  List<String> comments() {
    // What stands at a node for many members is their names.
    List<String> comments = new ArrayList<>(SharedDifference.isOne(node) ? List.of() : node.comments());
    for (Difference part : parts) {
      if (part != node) {
        comments.addAll(part.comments());
      }
    }
    return comments;
  }

  /** Returns the first hunk of its differences, at most so many lines, or an empty text. */
  String firstHunk(int maxLines) {
    for (Difference part : parts) {
      if (part.unifiedDiff() != null) {
        String diff = part.unifiedDiff();
        int end = lineEnd(diff, 0);
        for (int lines = 1; end < diff.length() && lines < maxLines && !diff.startsWith("@@", end); lines++) {
          end = lineEnd(diff, end);
        }
        return (part == node ? "" : part.source1() + '\n') + diff.substring(0, end);
      }
    }
    return "";
  }

  private static int lineEnd(String diff, int from) {
    int end = diff.indexOf('\n', from);
    return end < 0 ? diff.length() : end + 1;
  }

  private record Walk(List<Leaf> leaves, boolean knowsSections) {

    void visit(Difference node, String path1, String path2) {
      List<Difference> parts = new ArrayList<>();
      if (node.unifiedDiff() != null) {
        parts.add(node);
      }
      if (knowsSections) {
        sections(node, parts);
      }
      boolean silent = node.comments().isEmpty() && node.failure() == null && node.change() == ChangeKind.CHANGED;
      if (!parts.isEmpty() || node.details().isEmpty() || !silent) {
        leaves.add(new Leaf(node, path1, path2, parts.isEmpty() ? List.of(node) : List.copyOf(parts)));
      }
      for (Difference detail : node.details()) {
        if (knowsSections && !SharedDifference.names(detail).isEmpty()) {
          for (String name : SharedDifference.names(detail)) {
            leaves.add(new Leaf(detail, join(path1, node, name), join(path2, node, name), detail.details()));
          }
        } else if (!(knowsSections && detail.isSection())) {
          visit(detail, join(path1, node, detail.source1()), join(path2, node, detail.source2()));
        }
      }
    }

    private static void sections(Difference node, List<Difference> parts) {
      for (Difference detail : node.details()) {
        if (detail.isSection()) {
          parts.add(detail);
          sections(detail, parts);
        }
      }
    }

    private static String join(String path, Difference container, String name) {
      if (path.isEmpty()) {
        return name;
      }
      return path + ("generic/directory".equals(container.format()) ? "/" : "!/") + name;
    }
  }
}
