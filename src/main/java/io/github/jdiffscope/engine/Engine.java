package io.github.jdiffscope.engine;

import io.github.jdiffscope.job.ChildPair;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.model.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes jobs, hands them to an executor, and files the outcomes by their position in the tree. It is the only one who
 * makes jobs, and no job waits for another. The tree does not depend on the order in which outcomes arrive.
 */
public final class Engine {
  private static final String BINARY = "generic/binary";
  private static final long WAIT_MILLIS = 200;

  private final JobExecutor executor;
  private final JobRules rules;
  private final ScratchFolders scratch;
  private final Scope scope;
  private final Progress progress;
  private final long deadlineNanos;
  private final Deque<TreeNode> ready = new ArrayDeque<>();
  private final Map<Long, TreeNode> running = new HashMap<>();
  private long lastJob;
  private long done;
  private long total;
  private boolean incomplete;
  private boolean leftOut;

  /**
   * @param deadlineNanos {@link System#nanoTime} at which the run ends with what it has, or {@link Long#MAX_VALUE}
   */
  public Engine(JobExecutor executor, JobRules rules, ScratchFolders scratch, Scope scope, Progress progress,
      long deadlineNanos) {
    this.executor = executor;
    this.rules = rules;
    this.scratch = scratch;
    this.scope = scope;
    this.progress = progress;
    this.deadlineNanos = deadlineNanos;
  }

  /** Returns the report on two artifacts. */
  public Report run(ArtifactPair pair, Limits limits) throws InterruptedException {
    TreeNode root = new TreeNode(null, 0, pair, limits, "");
    total = 1;
    ready.push(root);
    while (!ready.isEmpty() || !running.isEmpty()) {
      if (deadlineNanos != Long.MAX_VALUE && System.nanoTime() - deadlineNanos >= 0) {
        giveUp();
        break;
      }
      while (!ready.isEmpty() && running.size() < executor.capacity()) {
        start(ready.pop());
      }
      JobOutcome outcome = running.isEmpty() ? null : executor.take(WAIT_MILLIS);
      if (outcome != null) {
        file(outcome);
      }
    }
    leftOut = root.result == null && root.leftOut;
    return new Report(pair.left().name(), pair.right().name(), root.result, incomplete);
  }

  /** Returns whether the two were found equal only but for what the user left out. */
  public boolean isEqualButForLeftOut() {
    return leftOut;
  }

  private void start(TreeNode node) {
    progress.update(done, total, node.pair.any().name());
    if (node.pair.isOneSided() && !scope.newFile()) {
      finish(node, oneSided(node.pair));
      return;
    }
    ComparisonJob job = job(node);
    String broken = rules.broken(job);
    if (broken != null) {
      finish(node, failed(node, FailureKind.INTERNAL, "not compared: " + broken));
      return;
    }
    running.put(job.number(), node);
    node.started = System.nanoTime();
    if (node.isolated && executor.isolates()) {
      executor.startIsolated(job);
    } else {
      executor.start(job);
    }
  }

  private ComparisonJob job(TreeNode node) {
    node.job = ++lastJob;
    if (node.scratch == null) {
      node.scratch = scratch.folder(node.job);
    }
    return new ComparisonJob(node.job, node.position(), node.pair, node.limits, scope, node.scratch,
        node.parentFormat);
  }

  private void file(JobOutcome outcome) {
    TreeNode node = running.remove(outcome.number());
    if (node == null) {
      return;
    }
    if (executor.ranElsewhere(outcome)) {
      progress.ranElsewhere(node.pair.any().format(), System.nanoTime() - node.started);
    }
    if (outcome instanceof JobOutcome.Failed failed) {
      retry(node, failed);
    } else {
      grow(node, (JobOutcome.Compared) outcome);
    }
  }

  /** Tries a failed job once more where it can harm nobody, then as bytes, then gives it up. */
  private void retry(TreeNode node, JobOutcome.Failed failed) {
    boolean mayPass = failed.kind() == FailureKind.TIMEOUT || failed.kind() == FailureKind.OUT_OF_MEMORY
        || failed.kind() == FailureKind.WORKER_LOST;
    if (mayPass && !node.isolated && !node.asBytes) {
      node.isolated = true;
      if (executor.isolates()) {
        ready.push(node);
        return;
      }
    }
    String sentence = FailureSentences.of(node.pair, failed);
    if (node.asBytes || !hasBytesOnBothSides(node.pair)) {
      finish(node, failed(node, failed.kind(), sentence));
      return;
    }
    node.failures.add(sentence + "; compared as bytes");
    node.failure = failed.kind();
    compareAsBytes(node);
  }

  private void compareAsBytes(TreeNode node) {
    node.asBytes = true;
    node.isolated = false;
    node.compared = null;
    node.children = new TreeNode[0];
    node.pair = new ArtifactPair(asBytes(node.pair.left()), asBytes(node.pair.right()), node.pair.similarity());
    ready.push(node);
  }

  private static Artifact asBytes(Artifact artifact) {
    return artifact == null ? null : artifact.as(BINARY);
  }

  private static boolean hasBytesOnBothSides(ArtifactPair pair) {
    return !pair.isOneSided() && pair.left().kind() == ArtifactKind.FILE && pair.right().kind() == ArtifactKind.FILE;
  }

  private void grow(TreeNode node, JobOutcome.Compared compared) {
    node.compared = compared;
    List<ChildPair> pairs = compared.children();
    node.children = new TreeNode[pairs.size()];
    node.open = pairs.size();
    total += pairs.size();
    String format = compared.node() == null ? "" : compared.node().format();
    for (int i = pairs.size() - 1; i >= 0; i--) {
      node.children[i] = new TreeNode(node, i, pairs.get(i).pair(), pairs.get(i).limits(), format);
    }
    for (int i = pairs.size() - 1; i >= 0; i--) {
      int twin = pairs.get(i).sameAs();
      if (twin >= 0 && twin < i) {
        node.children[twin].twins.add(node.children[i]);
      } else {
        ready.push(node.children[i]);
      }
    }
    if (node.open == 0) {
      close(node);
    }
  }

  /** Puts a node together whose children are all finished. */
  private void close(TreeNode node) {
    Difference own = node.compared.node();
    List<Difference> children = node.childDifferences();
    JobOutcome.Silence silence = node.compared.silence();
    node.leftOut |= silence == JobOutcome.Silence.LEFT_OUT;
    if (own == null && children.isEmpty()) {
      finish(node, node.failures.isEmpty() ? null : failed(node, FailureKind.INTERNAL, ""));
      return;
    }
    boolean silent = own.unifiedDiff() == null && own.details().isEmpty() && children.isEmpty()
        && own.failure() == null;
    boolean wrong = silence == JobOutcome.Silence.WRONG && !node.leftOut;
    if (silent && wrong && !node.asBytes && hasBytesOnBothSides(node.pair)) {
      // What looked different turned out equal, or what differs is not shown: the bytes decide.
      node.failures.add("the members are equal; the bytes of the container differ");
      compareAsBytes(node);
    } else if (silent && !wrong && own.comments().isEmpty()) {
      finish(node, null);
    } else {
      if (children.isEmpty() && hasBytesOnBothSides(node.pair)) {
        progress.leafDiffers(node.pair);
      }
      finish(node, assembled(node, own, children));
    }
  }

  private static Difference assembled(TreeNode node, Difference own, List<Difference> children) {
    List<Difference> details = new ArrayList<>(own.details());
    details.addAll(SharedSections.of(children));
    Difference result = own.withDetails(details);
    if (node.failures.isEmpty()) {
      return result;
    }
    List<String> comments = new ArrayList<>(node.failures);
    comments.addAll(own.comments());
    return result.withComments(comments).withFailure(node.failure);
  }

  private void finish(TreeNode node, Difference difference) {
    for (TreeNode twin : node.twins) {
      twin.leftOut = node.leftOut;
      finish(twin, TwinDifference.of(difference, twin.pair));
    }
    node.finish(difference);
    if (node.scratch != null) {
      scratch.release(node.scratch);
    }
    done++;
    // Nested at most as deep as containers are, which is limited.
    if (node.parent != null) {
      node.parent.leftOut |= node.leftOut && difference == null;
      if (--node.parent.open == 0) {
        close(node.parent);
      }
    }
  }

  private static Difference oneSided(ArtifactPair pair) {
    Artifact artifact = pair.any();
    boolean added = pair.left() == null;
    String size = artifact.size() < 0 ? "" : String.format(Locale.ROOT, " (%,d bytes)", artifact.size());
    return new Difference(artifact.name(), artifact.name(), artifact.format(),
        added ? ChangeKind.ADDED : ChangeKind.REMOVED, List.of("only in " + (added ? "right" : "left") + size), null,
        false, null, null, null, List.of(), List.of());
  }

  private static Difference failed(TreeNode node, FailureKind kind, String comment) {
    List<String> comments = new ArrayList<>(node.failures);
    if (!comment.isEmpty()) {
      comments.add(comment);
    }
    ArtifactPair pair = node.pair;
    String left = pair.left() == null ? pair.right().name() : pair.left().name();
    String right = pair.right() == null ? pair.left().name() : pair.right().name();
    return new Difference(left, right, pair.any().format(), ChangeKind.CHANGED, comments, null, false, null, null, kind,
        List.of(), List.of());
  }

  /** Ends the run with what it has: what is open is neither different nor the same. */
  private void giveUp() {
    incomplete = true;
    List<TreeNode> open = new ArrayList<>(ready);
    open.addAll(running.values());
    ready.clear();
    running.clear();
    for (TreeNode node : open) {
      finish(node, failed(node, FailureKind.NOT_COMPARED, "not compared: the run's time was over (--timeout)"));
    }
  }
}
