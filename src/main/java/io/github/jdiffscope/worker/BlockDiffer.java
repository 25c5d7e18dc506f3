package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.SectionContent.Blocks;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.textdiff.ByteSource;
import io.github.jdiffscope.textdiff.TextDifference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares texts that come in blocks with digests: only the blocks without an equal partner are made and compared. */
final class BlockDiffer {
  private static final int NAMES_LENGTH = 400;
  /** Lines that are compared, where blocks are limited at all: nobody reads more. */
  private static final int MOST_LINES = 200_000;

  private final SectionDiffer differ;

  BlockDiffer(SectionDiffer differ) {
    this.differ = differ;
  }

  Difference compare(String title, Blocks left, Blocks right) throws IOException {
    List<Block> onlyLeft = without(left.blocks(), right.blocks());
    List<Block> onlyRight = without(right.blocks(), left.blocks());
    MadeBlocks made = new MadeBlocks(onlyLeft, onlyRight, isLimited());
    List<Made> a = made.left();
    List<Made> b = made.right();
    int unmade = made.unmade();
    if (a.isEmpty() && b.isEmpty() && unmade == 0) {
      return null;
    }
    MovedFields moved = isLimited() ? MovedFields.shorten(a, b) : null;
    TextDifference difference = differ.ofLines(MOST_LINES).text(source(a), source(b));
    if (difference.isEqual() && unmade == 0) {
      return null;
    }
    List<String> comments = new ArrayList<>(difference.comments());
    int shown = Math.max(a.size(), b.size());
    comments.add(String.format(Locale.ROOT, unmade == 0 ? "%,d of %,d parts differ; only these are shown"
        : "%,d parts of %,d are shown that differ", shown, Math.max(left.blocks().size(), right.blocks().size())) + names(a, b));
    if (made.count() > shown && !left.leftOut().isEmpty()) {
      comments.add(String.format(Locale.ROOT, "%,d more differ only in %s", made.count() - shown, left.leftOut()));
    }
    if (moved != null && moved.count() > 0) {
      comments.add(String.format(Locale.ROOT, "%,d of them only in offsets, most by %s, and other numbers: each line is shown "
          + "once, without those around it (--max-diff-block-lines 0 shows all)", moved.count(), moved.usualMove()));
    }
    if (unmade > 0) {
      comments.add(String.format(Locale.ROOT, "%,d more parts have other digests and are not compared here: there is too much "
          + "of it (--max-diff-block-lines 0 shows all)", unmade));
    }
    String headed = difference.isEqual() ? null : HunkHeadings.add(difference.unifiedDiff(), a, b);
    return Difference.section(title, headed, difference.internalLineNumbers(), comments);
  }

  /** A part with its text made; equal to one of the same key and text. */
  record Made(String key, String text, SectionContent.Places places) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Made made && key.equals(made.key) && text.equals(made.text);
    }

    @Override
    public int hashCode() {
      return key.hashCode() * 31 + text.hashCode();
    }
  }

  private boolean isLimited() {
    return differ.limits().maxBlockLines() != 0;
  }

  /** Returns the names of the parts that are shown, as many as fit a line or two. */
  private static String names(List<Made> a, List<Made> b) {
    Set<String> names = new TreeSet<>();
    a.forEach(part -> names.add(part.key()));
    b.forEach(part -> names.add(part.key()));
    names.remove("");
    StringBuilder out = new StringBuilder();
    int count = 0;
    for (String name : names) {
      if (out.length() + name.length() > NAMES_LENGTH) {
        out.append(String.format(Locale.ROOT, " and %,d more", names.size() - count));
        break;
      }
      out.append(count++ == 0 ? ": " : ", ").append(name);
    }
    return names.size() < 2 ? "" : out.toString();
  }

  /** Returns the blocks that have no equal partner; of equal ones, as many stay as there are too few partners. */
  private static List<Block> without(List<Block> blocks, List<Block> others) {
    Map<Identity, Integer> partners = new HashMap<>(others.size() * 2);
    for (Block other : others) {
      partners.merge(identity(other), 1, Integer::sum);
    }
    List<Block> rest = new ArrayList<>();
    for (Block block : blocks) {
      Identity identity = identity(block);
      int count = partners.getOrDefault(identity, 0);
      if (count == 0) {
        rest.add(block);
      } else {
        partners.put(identity, count - 1);
      }
    }
    return rest;
  }

  private static Identity identity(Block block) {
    return new Identity(block.digest(), block.key());
  }

  private record Identity(String digest, String key) {}

  /** Returns the text of all blocks. */
  static ByteSource whole(List<Block> blocks) throws IOException {
    return source(new MadeBlocks(blocks, List.of(), false).left());
  }

  private static ByteSource source(List<Made> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(parts.stream().mapToInt(part -> part.text().length()).sum());
    for (Made part : parts) {
      all.writeBytes(SectionDiffer.utf8(part.text()));
    }
    return ByteSource.of(all.toByteArray());
  }
}
