package io.github.jdiffscope.textdiff;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine behind java-diff-utils' interface, so that its patches can be made of lists of anything with {@code
 * equals}:
 * {@code DiffUtils.diff(left, right, new LineDiffAlgorithm<>(), null)}.
 */
public final class LineDiffAlgorithm<T> implements DiffAlgorithmI<T> {

  @Override
  public List<Change> computeDiff(List<? extends T> source, List<? extends T> target, DiffAlgorithmListener progress) {
    if (progress != null) {
      progress.diffStart();
    }
    Map<T, Integer> numbers = new HashMap<>();
    int[] left = new int[source.size()];
    int[] right = new int[target.size()];
    int at = 0;
    for (T item : source) {
      Integer known = numbers.putIfAbsent(item, numbers.size());
      left[at++] = known == null ? numbers.size() - 1 : known;
    }
    at = 0;
    for (T item : target) {
      right[at++] = numbers.getOrDefault(item, LineIds.NONE);
    }
    LineMatcher matcher = new LineMatcher(left, left.length, right, right.length, numbers.size());
    Edits edits = Edits.ofMarks(matcher.removed(), left.length, matcher.added(), right.length);
    if (progress != null) {
      progress.diffEnd();
    }
    return changes(edits);
  }

  private static List<Change> changes(Edits edits) {
    List<Change> changes = new ArrayList<>(edits.size());
    for (int i = 0; i < edits.size(); i++) {
      DeltaType type = DeltaType.CHANGE;
      if (edits.a0(i) == edits.a1(i)) {
        type = DeltaType.INSERT;
      } else if (edits.b0(i) == edits.b1(i)) {
        type = DeltaType.DELETE;
      }
      changes.add(new Change(type, edits.a0(i), edits.a1(i), edits.b0(i), edits.b1(i)));
    }
    return changes;
  }
}
