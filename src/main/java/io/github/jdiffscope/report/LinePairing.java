package io.github.jdiffscope.report;

/**
 * Decides which removed line stands beside which added line. Equal numbers are paired one by one; else, where that is
 * cheap, the order-preserving pairing with the most common text at both ends of the lines is taken.
 */
final class LinePairing {
  /** Cells of the table: above, lines are paired one by one. */
  private static final int MAX_CELLS = 2_500;
  /** Characters looked at for likeness: enough to tell lines apart. */
  private static final int MAX_LOOK = 200;

  private final String text;
  private final LineRanges removed;
  private final LineRanges added;

  LinePairing(String text, LineRanges removed, LineRanges added) {
    this.text = text;
    this.removed = removed;
    this.added = added;
  }

  /** Receives a row: the numbers of a removed and an added line, -1 where there is none. */
  @FunctionalInterface
  interface Row {
    void accept(int removedLine, int addedLine) throws java.io.IOException;
  }

  void forEach(Row row) throws java.io.IOException {
    int n = removed.count();
    int m = added.count();
    if (n == m || n == 0 || m == 0 || (long) n * m > MAX_CELLS) {
      for (int i = 0; i < Math.max(n, m); i++) {
        row.accept(i < n ? i : -1, i < m ? i : -1);
      }
    } else {
      aligned(row, n, m);
    }
  }

  private void aligned(Row row, int n, int m) throws java.io.IOException {
    int[][] best = new int[n + 1][m + 1];
    int[][] like = new int[n][m];
    for (int i = n - 1; i >= 0; i--) {
      for (int j = m - 1; j >= 0; j--) {
        like[i][j] = likeness(i, j);
        best[i][j] = Math.max(like[i][j] + best[i + 1][j + 1], Math.max(best[i + 1][j], best[i][j + 1]));
      }
    }
    int i = 0;
    int j = 0;
    while (i < n || j < m) {
      if (i < n && j < m && like[i][j] > 0 && best[i][j] == like[i][j] + best[i + 1][j + 1]) {
        row.accept(i++, j++);
      } else if (i < n && (j == m || best[i][j] == best[i + 1][j])) {
        row.accept(i++, -1);
      } else {
        row.accept(-1, j++);
      }
    }
  }

  private int likeness(int i, int j) {
    int a = removed.from(i);
    int b = added.from(j);
    int length = Math.min(MAX_LOOK, Math.min(removed.to(i) - a, added.to(j) - b));
    int prefix = 0;
    while (prefix < length && text.charAt(a + prefix) == text.charAt(b + prefix)) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < length - prefix
        && text.charAt(removed.to(i) - 1 - suffix) == text.charAt(added.to(j) - 1 - suffix)) {
      suffix++;
    }
    int common = prefix + suffix;
    return common * 3 < Math.max(removed.to(i) - a, added.to(j) - b) ? 0 : common + 1;
  }
}
