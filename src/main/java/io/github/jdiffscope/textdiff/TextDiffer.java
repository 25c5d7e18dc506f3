package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Compares two texts line by line. */
public final class TextDiffer {
  private final DiffLimits limits;

  public TextDiffer(DiffLimits limits) {
    this.limits = limits;
  }

  /** Returns the difference of two texts. */
  public TextDifference compare(ByteSource left, ByteSource right) throws IOException {
    byte[] a = new byte[(int) left.size()];
    byte[] b = new byte[(int) right.size()];
    left.read(0, a, 0, a.length);
    right.read(0, b, 0, b.length);
    if (java.util.Arrays.equals(a, b)) {
      return TextDifference.EQUAL;
    }
    List<String> x = new String(a, StandardCharsets.UTF_8).lines().toList();
    List<String> y = new String(b, StandardCharsets.UTF_8).lines().toList();
    var patch = com.github.difflib.DiffUtils.diff(x, y);
    var hunks = com.github.difflib.UnifiedDiffUtils.generateUnifiedDiff("a", "b", x, patch, limits.context());
    return new TextDifference(String.join("\n", hunks.subList(Math.min(2, hunks.size()), hunks.size())) + "\n", List.of(), false);
  }
}
