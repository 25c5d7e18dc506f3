package io.github.jdiffscope.format.executable.code;

/** Finds texts in data, of bytes and of UTF-16. */
public final class DataStrings {
  private static final int LEAST = 4;

  private DataStrings() {}

  /** Returns the texts in order, one a line. */
  public static String text(byte[] content) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < content.length) {
      int end = at;
      while (end < content.length && isText(content[end])) {
        end++;
      }
      if (end - at >= LEAST) {
        out.append(TextLiteral.quoted(content, at, end)).append('\n');
        at = end;
        continue;
      }
      int wide = at;
      while (wide + 1 < content.length && isText(content[wide]) && content[wide + 1] == 0) {
        wide += 2;
      }
      if (wide - at >= 2 * LEAST) {
        byte[] narrow = new byte[(wide - at) / 2];
        for (int i = 0; i < narrow.length; i++) {
          narrow[i] = content[at + 2 * i];
        }
        out.append('L').append(TextLiteral.quoted(narrow, 0, narrow.length)).append('\n');
        at = wide;
      } else {
        at = Math.max(end, at + 1);
      }
    }
    return out.toString();
  }

  /** Returns the NUL-terminated texts, sorted, one a line. */
  public static String sorted(byte[] content) {
    java.util.List<String> words = new java.util.ArrayList<>();
    for (int at = 0; at < content.length;) {
      int end = at;
      while (end < content.length && content[end] != 0) {
        end++;
      }
      words.add(TextLiteral.quoted(content, at, end));
      at = end + 1;
    }
    words.sort(null);
    return words.isEmpty() ? "" : String.join("\n", words) + "\n";
  }

  /** Returns bytes as characters, others than ASCII as dots. */
  public static String printable(byte[] content, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      out.append(content[i] >= 32 && content[i] < 127 ? (char) content[i] : '.');
    }
    return out.toString();
  }

  private static boolean isText(byte b) {
    return b >= 32 && b < 127 || b == '\n' || b == '\t';
  }
}
