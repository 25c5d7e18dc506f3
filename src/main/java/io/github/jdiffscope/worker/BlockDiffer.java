package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.SectionContent.Blocks;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.textdiff.ByteSource;
import io.github.jdiffscope.textdiff.TextDifference;
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
  /** Characters of a side that are made and lines that are compared, where blocks are limited at all: nobody reads more. */
  private static final int MOST_CHARACTERS = 8 << 20;
  private static final int MOST_LINES = 200_000;

  private final SectionDiffer differ;

  BlockDiffer(SectionDiffer differ) {
    this.differ = differ;
  }

  Difference compare(String title, Blocks left, Blocks right) throws IOException {
    List<Block> onlyLeft = without(left.blocks(), right.blocks());
    List<Block> onlyRight = without(right.blocks(), left.blocks());
    List<Made> a = made(onlyLeft);
    List<Made> b = made(onlyRight);
    int unmade = Math.max(onlyLeft.size() - a.size(), onlyRight.size() - b.size());
    int counted = Math.max(a.size(), b.size());
    List<Made> before = List.copyOf(a);
    a.removeAll(Set.copyOf(b));
    b.removeAll(Set.copyOf(before));
    if (a.isEmpty() && b.isEmpty() && unmade == 0) {
      return null;
    }
    TextDifference difference = differ.ofLines(MOST_LINES).text(source(a), source(b));
    if (difference.isEqual() && unmade == 0) {
      return null;
    }
    List<String> comments = new ArrayList<>(difference.comments());
    int shown = Math.max(a.size(), b.size());
    comments.add(String.format(Locale.ROOT, "%,d of %,d parts differ; only these are shown", shown,
        Math.max(left.blocks().size(), right.blocks().size())) + names(a, b));
    if (counted > shown && !left.leftOut().isEmpty()) {
      comments.add(String.format(Locale.ROOT, "%,d more differ only in %s", counted - shown, left.leftOut()));
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

  /** Returns the parts with their texts, as many as may be shown. */
  private List<Made> made(List<Block> blocks) throws IOException {
    return made(blocks, differ.limits().maxBlockLines() == 0 ? Long.MAX_VALUE : MOST_CHARACTERS);
  }

  private static List<Made> made(List<Block> blocks, long mostCharacters) throws IOException {
    List<Made> result = new ArrayList<>();
    long characters = 0;
    for (Block block : blocks) {
      if (characters > mostCharacters) {
        break;
      }
      result.add(new Made(block.key(), block.text().text().toString(), block.places()));
      characters += result.get(result.size() - 1).text().length();
    }
    return result;
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

  /** Returns the text of all blocks. */
  static ByteSource whole(List<Block> blocks) throws IOException {
    return source(made(blocks, Long.MAX_VALUE));
  }

  private static ByteSource source(List<Made> parts) {
    StringBuilder all = new StringBuilder();
    for (Made part : parts) {
      all.append(part.text());
    }
    return ByteSource.of(SectionDiffer.utf8(all.toString()));
  }
}
