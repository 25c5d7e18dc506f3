package io.github.jdiffscope.engine;

import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Limits;
import java.util.ArrayList;
import java.util.List;

/** A place of the growing tree. Mutable; seen by the engine's thread only. */
final class TreeNode {
  final TreeNode parent;
  final int index;
  final String parentFormat;
  final List<TreeNode> twins = new ArrayList<>(0);
  final List<String> failures = new ArrayList<>(0);
  FailureKind failure;
  ArtifactPair pair;
  Limits limits;
  String scratch;
  long job;
  long started;
  boolean isolated;
  boolean asBytes;
  /** What the last outcome said of this node itself. */
  JobOutcome.Compared compared;
  Difference result;
  TreeNode[] children = {};
  int open;
  /** Whether this node or one below is equal only because of what the user left out. */
  boolean leftOut;

  TreeNode(TreeNode parent, int index, ArtifactPair pair, Limits limits, String parentFormat) {
    this.parent = parent;
    this.index = index;
    this.pair = pair;
    this.limits = limits;
    this.parentFormat = parentFormat;
  }

  String position() {
    return parent == null ? "0" : parent.position() + '/' + index;
  }

  /** Returns the differences of the children that have one, in order. */
  List<Difference> childDifferences() {
    List<Difference> found = new ArrayList<>();
    for (TreeNode child : children) {
      if (child.result != null) {
        found.add(child.result);
      }
    }
    return found;
  }

  /** Forgets what only an open node needs; a finished tree of a million nodes stays small. */
  void finish(Difference difference) {
    result = difference;
    children = new TreeNode[0];
    compared = null;
    pair = null;
    limits = null;
  }
}
