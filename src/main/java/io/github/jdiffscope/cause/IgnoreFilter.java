package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Leaves differences out of account whose causes are all among those to be ignored. They stay in the report, folded to
 * a sentence; what is explained only in part, or by another cause as well, still counts.
 *
 * @param ids the causes to ignore
 */
public record IgnoreFilter(Set<String> ids) {

  public IgnoreFilter {
    ids = Set.copyOf(ids);
    for (String id : ids) {
      if (Causes.explain(id) == null) {
        throw new IllegalArgumentException("no cause is called " + id);
      }
    }
  }

  /**
   * What is left.
   *
   * @param report the report with ignored differences folded
   * @param counts whether a difference is left that counts towards the exit status
   */
  public record Outcome(Report report, boolean counts) {}

  /** Returns what is left of an annotated report. */
  public Outcome apply(Report report) {
    if (report.isEmpty() || ids.isEmpty()) {
      return new Outcome(report, !report.isEmpty());
    }
    Difference root = folded(report.root());
    return new Outcome(new Report(report.source1(), report.source2(), root, report.incomplete()), counts(root));
  }

  private Difference folded(Difference node) {
    if (!node.causes().isEmpty() && isIgnored(node)) {
      List<String> comments = new ArrayList<>(node.comments());
      comments.add("ignored: " + String.join(", ", node.causes().stream().map(Cause::id).toList()));
      Difference bare = new Difference(node.source1(), node.source2(), node.format(), node.change(), comments, null,
          node.internalLineNumbers(), node.left(), node.right(), node.failure(), node.causes(), node.details());
      return bare.withDetails(node.details().stream().map(this::folded).toList());
    }
    return node.details().isEmpty() ? node : node.withDetails(node.details().stream().map(this::folded).toList());
  }

  private boolean isIgnored(Difference node) {
    return node.failure() == null && node.causes().stream().allMatch(cause -> ids.contains(cause.id()));
  }

  /**
   * Returns whether something in this tree still counts. A container without causes of its own that has details counts
   * only through them; a size or digest that merely follows from them does not count by itself either.
   */
  private boolean counts(Difference node) {
    for (Difference detail : node.details()) {
      if (counts(detail)) {
        return true;
      }
    }
    if (!node.causes().isEmpty()) {
      return !isIgnored(node) && !onlyFollows(node);
    }
    boolean renamed = node.change() == ChangeKind.RENAMED
        || node.comments().stream().anyMatch(comment -> comment.contains("renamed"));
    return node.unifiedDiff() != null || node.details().isEmpty() || node.failure() != null || renamed;
  }

  /** Returns whether besides what is ignored only consequences are left: their origin is counted where it stands. */
  private boolean onlyFollows(Difference node) {
    return node.failure() == null && node.causes().stream()
        .allMatch(cause -> ids.contains(cause.id()) || cause.id().equals("checksum-of-other"));
  }
}
