package io.github.jdiffscope.cause;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Explains a change that many rows of a listing share and that is said once: {@code (1,234 rows) 2024-01-02 03:04:05}.
 * What column it stands in is told from what it looks like.
 */
final class SharedRow {
  private static final Pattern COUNTED = Pattern.compile("\\([0-9,]+ rows\\) .*");
  private static final String DAY = "(\\d{4}-\\d{2}-\\d{2}|\\d{2}-[A-Z][a-z]{2}-\\d{2})";
  private static final String CLOCK = "\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?";
  private static final Pattern TIME = Pattern.compile(DAY + "( " + CLOCK + ")?|" + CLOCK);
  private static final Pattern MODE = Pattern.compile("[-dlbcps?][-rwxsStT]{9}[+.]?");
  private static final Pattern OWNER = Pattern.compile("\\S* ?\\(\\d+\\)( \\S+ \\(\\d+\\))?|\\S+|\\d+ \\d+");
  private static final Pattern VERSION = Pattern.compile("\\d\\.\\d( [a-z0-9]{3})?|[a-z]{3}");

  private SharedRow() {}

  static boolean explains(String removed, String added, Claims claims) {
    if (!COUNTED.matcher(removed).matches() || !COUNTED.matcher(added).matches()) {
      return false;
    }
    String count = removed.substring(0, removed.indexOf(')') + 1);
    List<String> before = List.of(removed.substring(count.length() + 1).split(" \\.\\.\\. "));
    List<String> after = List.of(added.substring(added.indexOf(')') + 2).split(" \\.\\.\\. "));
    Claims found = new Claims();
    for (int i = 0; i < before.size(); i++) {
      String id = i < after.size() ? id(before.get(i), after.get(i)) : null;
      if (id == null) {
        return false;
      }
      found.add(id, before.get(i) + " / " + after.get(i) + " in " + count.substring(1, count.length() - 1));
    }
    claims.addAll(found);
    return true;
  }

  private static String id(String before, String after) {
    if (both(TIME, before, after)) {
      return "archive-timestamps";
    } else if (both(MODE, before, after)) {
      return "file-modes";
    } else if (both(VERSION, before, after)) {
      return "tool-version";
    }
    return both(OWNER, before, after) && before.indexOf('(') >= 0 && after.indexOf('(') >= 0 ? "archive-owner" : null;
  }

  private static boolean both(Pattern pattern, String before, String after) {
    return pattern.matcher(before).matches() && pattern.matcher(after).matches();
  }
}
