package io.github.jdiffscope.report;

/**
 * Finds the words that make two lines differ. Common ends are cut off; between them the words are matched by their
 * longest common subsequence (Hunt and McIlroy's table, bounded), so that two changed numbers in a row are two marks.
 */
final class WordMarks {
  /** Words of one side that are matched: above, the whole region is one mark. */
  private static final int MAX_WORDS = 48;

  private final LineRanges left = new LineRanges();
  private final LineRanges right = new LineRanges();
  private final LineRanges leftWords = new LineRanges();
  private final LineRanges rightWords = new LineRanges();
  private final short[][] table = new short[MAX_WORDS + 1][MAX_WORDS + 1];

  /** Returns the marked parts of the removed line. */
  LineRanges left() {
    return left;
  }

  /** Returns the marked parts of the added line. */
  LineRanges right() {
    return right;
  }

  /** Finds the marks of two lines of a text; none if the lines have too little in common for marks to help. */
  void compare(String s, int a, int aEnd, int b, int bEnd) {
    left.clear();
    right.clear();
    int shorter = Math.min(aEnd - a, bEnd - b);
    int prefix = 0;
    while (prefix < shorter && s.charAt(a + prefix) == s.charAt(b + prefix)) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < shorter - prefix && s.charAt(aEnd - 1 - suffix) == s.charAt(bEnd - 1 - suffix)) {
      suffix++;
    }
    prefix -= wordCharsBefore(s, a, a + prefix, aEnd, b + prefix, bEnd);
    suffix -= wordCharsAfter(s, aEnd - suffix, aEnd, a + prefix, bEnd - suffix, b + prefix);
    words(s, a + prefix, aEnd - suffix, leftWords);
    words(s, b + prefix, bEnd - suffix, rightWords);
    int common = prefix + suffix;
    if (leftWords.count() > MAX_WORDS || rightWords.count() > MAX_WORDS) {
      mark(left, a + prefix, aEnd - suffix);
      mark(right, b + prefix, bEnd - suffix);
    } else {
      common += match(s);
    }
    if (common * 5 < Math.max(aEnd - a, bEnd - b)) {
      left.clear();
      right.clear();
    }
  }

  /** Returns how far the common prefix reaches into a word that goes on differently. */
  private static int wordCharsBefore(String s, int start, int at, int aEnd, int b, int bEnd) {
    boolean inWord = at < aEnd && isWord(s.charAt(at)) || b < bEnd && isWord(s.charAt(b));
    int n = 0;
    while (inWord && at - n > start && isWord(s.charAt(at - n - 1))) {
      n++;
    }
    return n;
  }

  private static int wordCharsAfter(String s, int at, int end, int aStart, int b, int bStart) {
    boolean inWord = at > aStart && isWord(s.charAt(at - 1)) || b > bStart && isWord(s.charAt(b - 1));
    int n = 0;
    while (inWord && at + n < end && isWord(s.charAt(at + n))) {
      n++;
    }
    return n;
  }

  private static boolean isWord(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
  }

  private static void words(String s, int from, int to, LineRanges words) {
    words.clear();
    for (int i = from; i < to && words.count() <= MAX_WORDS;) {
      int end = i + 1;
      while (isWord(s.charAt(i)) && end < to && isWord(s.charAt(end))) {
        end++;
      }
      words.add(i, end);
      i = end;
    }
  }

  /** Marks what is not in the longest common subsequence; returns how many characters are. */
  private int match(String s) {
    int n = leftWords.count();
    int m = rightWords.count();
    for (int i = n; i >= 0; i--) {
      for (int j = m; j >= 0; j--) {
        table[i][j] = i == n || j == m ? 0
            : same(s, i, j) ? (short) (table[i + 1][j + 1] + 1)
            : (short) Math.max(table[i + 1][j], table[i][j + 1]);
      }
    }
    int common = 0;
    int i = 0;
    int j = 0;
    while (i < n || j < m) {
      if (i < n && j < m && same(s, i, j)) {
        common += leftWords.to(i) - leftWords.from(i);
        i++;
        j++;
      } else if (i < n && (j == m || table[i + 1][j] >= table[i][j + 1])) {
        mark(left, leftWords.from(i), leftWords.to(i));
        i++;
      } else {
        mark(right, rightWords.from(j), rightWords.to(j));
        j++;
      }
    }
    return common;
  }

  private boolean same(String s, int i, int j) {
    int length = leftWords.to(i) - leftWords.from(i);
    return length == rightWords.to(j) - rightWords.from(j)
        && s.regionMatches(leftWords.from(i), s, rightWords.from(j), length);
  }

  /** Adds a mark, or makes the last one longer where they touch. */
  private static void mark(LineRanges marks, int from, int to) {
    if (from < to && !marks.extend(from, to)) {
      marks.add(from, to);
    }
  }
}
