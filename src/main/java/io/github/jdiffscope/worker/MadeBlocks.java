package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.worker.BlockDiffer.Made;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Makes the texts of the blocks that have no partner of equal digest, and keeps those that differ. Namesakes are made
 * together: where there is too much to make all, neither side shows a part whose partner was left out.
 */
final class MadeBlocks {
  /** Characters of a side that differ and are kept: nobody reads more. */
  private static final long MOST_KEPT = 8 << 20;
  /** Characters of a side that are made to see whether they differ. */
  private static final long MOST_MADE = 64 << 20;

  private final List<Block> left;
  private final List<Block> right;
  private final Made[] before;
  private final Made[] after;
  private final boolean limited;
  private long kept;
  private long made;
  private int madeLeft;
  private int madeRight;

  /**
   * Makes them.
   *
   * @param limited whether what is too much is left out
   */
  MadeBlocks(List<Block> left, List<Block> right, boolean limited) throws IOException {
    this.left = left;
    this.right = right;
    this.limited = limited;
    before = new Made[left.size()];
    after = new Made[right.size()];
    int[] partners = partners();
    for (int i = 0; i < partners.length && !isTooMuch(); i++) {
      if (partners[i] >= 0) {
        pair(i, partners[i]);
      }
    }
    single(partners);
  }

  private int[] partners() {
    Map<String, Deque<Integer>> byKey = new HashMap<>();
    for (int j = 0; j < right.size(); j++) {
      byKey.computeIfAbsent(right.get(j).key(), key -> new ArrayDeque<>(1)).add(j);
    }
    int[] partners = new int[left.size()];
    for (int i = 0; i < partners.length; i++) {
      Deque<Integer> namesakes = byKey.get(left.get(i).key());
      partners[i] = namesakes == null || namesakes.isEmpty() ? -1 : namesakes.remove();
    }
    return partners;
  }

  private boolean isTooMuch() {
    return limited && (kept > MOST_KEPT || made > MOST_MADE);
  }

  private void pair(int i, int j) throws IOException {
    Made a = make(left.get(i));
    Made b = make(right.get(j));
    madeLeft++;
    madeRight++;
    made += Math.max(a.text().length(), b.text().length());
    if (!a.text().equals(b.text())) {
      kept += Math.max(a.text().length(), b.text().length());
      before[i] = a;
      after[j] = b;
    }
  }

  private record Single(boolean isLeft, int index, String key) {}

  /** Makes those that only one side has, by name, so that it does not matter which side is the left one. */
  private void single(int[] partners) throws IOException {
    List<Single> singles = new ArrayList<>();
    boolean[] paired = new boolean[right.size()];
    for (int i = 0; i < partners.length; i++) {
      if (partners[i] >= 0) {
        paired[partners[i]] = true;
      } else {
        singles.add(new Single(true, i, left.get(i).key()));
      }
    }
    for (int j = 0; j < paired.length; j++) {
      if (!paired[j]) {
        singles.add(new Single(false, j, right.get(j).key()));
      }
    }
    singles.sort(Comparator.comparing(Single::key));
    for (Single one : singles) {
      if (isTooMuch()) {
        return;
      }
      Made text = make(one.isLeft ? left.get(one.index) : right.get(one.index));
      made += text.text().length();
      kept += text.text().length();
      (one.isLeft ? before : after)[one.index] = text;
      madeLeft += one.isLeft ? 1 : 0;
      madeRight += one.isLeft ? 0 : 1;
    }
  }

  private static Made make(Block block) throws IOException {
    return new Made(block.key(), block.text().text().toString(), block.places());
  }

  /** Returns the parts of the left side that differ, in its order. */
  List<Made> left() {
    return without(before, after);
  }

  List<Made> right() {
    return without(after, before);
  }

  /** Returns the parts of a side that the other has nowhere: of several of one name any may be equal. */
  private static List<Made> without(Made[] parts, Made[] others) {
    List<Made> result = new ArrayList<>(Arrays.stream(parts).filter(Objects::nonNull).toList());
    result.removeAll(Set.copyOf(Arrays.stream(others).filter(Objects::nonNull).distinct().toList()));
    return result;
  }

  /** Returns how many parts were made, of the side with more. */
  int count() {
    return Math.max(madeLeft, madeRight);
  }

  /** Returns how many parts were left out because it is too much, of the side with more. */
  int unmade() {
    return Math.max(left.size() - madeLeft, right.size() - madeRight);
  }
}
