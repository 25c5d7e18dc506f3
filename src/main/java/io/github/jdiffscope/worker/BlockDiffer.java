package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.textdiff.ByteSource;
import io.github.jdiffscope.textdiff.TextDifference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares texts that come in blocks with digests: only the blocks without an equal partner are made and compared. */
final class BlockDiffer {
  private final SectionDiffer differ;

  BlockDiffer(SectionDiffer differ) {
    this.differ = differ;
  }

  Difference compare(String title, List<Block> left, List<Block> right) throws IOException {
    List<Block> a = without(left, right);
    List<Block> b = without(right, left);
    if (a.isEmpty() && b.isEmpty()) {
      return null;
    }
    TextDifference difference = differ.text(source(a), source(b));
    if (difference.isEqual()) {
      return null;
    }
    List<String> comments = new ArrayList<>(difference.comments());
    comments.add(String.format(Locale.ROOT, "%,d of %,d parts differ; only these are shown",
        Math.max(a.size(), b.size()), Math.max(left.size(), right.size())));
    return SectionDiffer.node(title,
        new TextDifference(difference.unifiedDiff(), comments, difference.internalLineNumbers()));
  }

  /** Returns the blocks that have no equal partner; of equal ones, as many stay as there are too few partners. */
  private static List<Block> without(List<Block> blocks, List<Block> others) {
    Map<String, Integer> partners = new HashMap<>(others.size() * 2);
    for (Block other : others) {
      partners.merge(identity(other), 1, Integer::sum);
    }
    List<Block> rest = new ArrayList<>();
    for (Block block : blocks) {
      String identity = identity(block);
      int count = partners.getOrDefault(identity, 0);
      if (count == 0) {
        rest.add(block);
      } else {
        partners.put(identity, count - 1);
      }
    }
    return rest;
  }

  private static String identity(Block block) {
    return block.digest() + ' ' + block.key();
  }

  static ByteSource source(List<Block> blocks) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Block block : blocks) {
      all.append(block.text().text());
    }
    return ByteSource.of(SectionDiffer.utf8(all.toString()));
  }
}
