package io.github.jdiffscope.cause;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Explains rows of archive listings column by column: {@code zipinfo}, and {@code ls -l} with numbers as tar has it. */
final class ArchiveRows implements Rule {
  /** Behind the name stands in brackets what the row's columns leave out. */
  private static final String DETAILS = "  [";
  private static final String ZIP_CAPTION = "Zip file size: ";
  private static final String DATE_AND_TIME = "0000-00-00 00:00:00";
  private static final String SECONDS = "seconds";
  /** First word of a detail, and what it means when its value differs. */
  private static final Map<String, String> KINDS = Map.of(SECONDS, "archive-timestamps", "modified", "archive-timestamps",
      "accessed", "archive-timestamps", "created", "archive-timestamps", "MS-DOS", "archive-timestamps",
      "uid", "archive-owner", "needs", "tool-version", "flags", "tool-version", "local header", "tool-version");

  /**
   * A row in its columns.
   *
   * @param columns all before the name
   * @param name the rest of the line
   */
  private record Row(boolean isZip, List<String> columns, String name) {}

  @Override
  public boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    if (!isListing(place)) {
      return false;
    }
    if (removed.startsWith(ZIP_CAPTION) && added.startsWith(ZIP_CAPTION)) {
      return true; // follows from the rows and from the members
    }
    if (removed.startsWith("(") && added.startsWith("(")) {
      return SharedRow.explains(removed, added, claims);
    }
    if (place.isIn("filesystem/fat")) {
      return volumeRow(removed, added, claims);
    }
    Row a = row(removed);
    Row b = row(added);
    if (a == null || b == null || a.isZip() != b.isZip()) {
      return false;
    }
    Claims found = new Claims();
    boolean explained = a.isZip() ? zip(place, a, b, found) : tar(place, a, b, found);
    if (!explained) {
      return false;
    }
    claims.addAll(found);
    return true;
  }

  /** Explains rows of a volume without owners, {@code mode size date time name}, that differ only in the time. */
  private static boolean volumeRow(String removed, String added, Claims claims) {
    int a = timeAt(removed);
    int b = timeAt(added);
    int end = DATE_AND_TIME.length();
    if (a < 0 || a != b || !removed.substring(0, a).equals(added.substring(0, b))
        || !removed.substring(a + end).equals(added.substring(b + end))) {
      return false;
    }
    claims.add("archive-timestamps", removed.substring(a, a + end) + " / " + added.substring(b, b + end));
    return true;
  }

  /** Returns where a time such as {@link #DATE_AND_TIME} starts, before the name, or -1. */
  private static int timeAt(String row) {
    for (int at = 0; at <= Math.min(30, row.length() - DATE_AND_TIME.length()); at++) {
      boolean matches = true;
      for (int i = 0; i < DATE_AND_TIME.length() && matches; i++) {
        char wanted = DATE_AND_TIME.charAt(i);
        char c = row.charAt(at + i);
        matches = wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
      }
      if (matches) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public boolean lone(Place place, Lines lines, String line, boolean isAdded, Claims claims) {
    if (!isListing(place) || line.startsWith("[ ") || line.startsWith("\\")) {
      return false;
    }
    Row row = row(line);
    if (row == null) {
      return plainRow(place, line, isAdded, claims);
    }
    String name = memberName(row.name());
    if (place.facts().isRenamed(name)) {
      return true;
    }
    claims.add("added-or-removed", (isAdded ? "only in right: " : "only in left: ") + name);
    return true;
  }

  /** Explains rows of a directory: {@code file a}, {@code directory b/}. */
  private static boolean plainRow(Place place, String line, boolean isAdded, Claims claims) {
    int space = line.indexOf(' ');
    String name = line.substring(space + 1);
    if (!place.isIn("generic/directory") || space < 0) {
      return false;
    }
    if (!place.facts().isRenamed(name)) {
      claims.add("added-or-removed", (isAdded ? "only in right: " : "only in left: ") + name);
    }
    return true;
  }

  @Override
  public String key(Place place, String line) {
    if (!isListing(place)) {
      return null;
    }
    if (line.startsWith(ZIP_CAPTION)) {
      return ZIP_CAPTION;
    }
    Row row = row(line);
    return row == null ? line : memberName(row.name());
  }

  private static boolean isListing(Place place) {
    return place.section().startsWith("zipinfo") || place.section().startsWith("file list");
  }

  private static Row row(String line) {
    List<String> words = words(line, 10);
    if (words.size() >= 9 && words.get(0).length() <= 10 && words.get(4).length() == 2 && isClock(words.get(7))) {
      return new Row(true, words.subList(0, 8), after(line, 8));
    }
    if (words.size() >= 10 && words.get(3).startsWith("(") && words.get(5).startsWith("(")) {
      return tarRow(line);
    }
    return null;
  }

  /** Returns the first words of a line; without a regular expression, as there may be a hundred thousand rows. */
  private static List<String> words(String line, int most) {
    List<String> words = new ArrayList<>(most);
    int at = 0;
    while (at < line.length() && words.size() < most) {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      int end = line.indexOf(' ', at);
      end = end < 0 ? line.length() : end;
      if (end > at) {
        words.add(line.substring(at, end));
      }
      at = end;
    }
    return words;
  }

  private static boolean isClock(String word) {
    return word.length() == 5 && word.charAt(2) == ':';
  }

  /** Reads {@code mode links user (uid) group (gid) size date time name}; a device has {@code major, minor} for its size. */
  private static Row tarRow(String line) {
    List<String> words = words(line, 12);
    for (int i = 6; i + 2 < words.size() && i <= 8; i++) {
      if (words.get(i).length() == 10 && words.get(i).charAt(4) == '-' && words.get(i + 1).indexOf(':') == 2) {
        return new Row(false, words.subList(0, i + 2), after(line, i + 2));
      }
    }
    return null;
  }

  /** Returns what follows so many words and one space. */
  private static String after(String line, int words) {
    int at = 0;
    for (int i = 0; i < words; i++) {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
      while (at < line.length() && line.charAt(at) != ' ') {
        at++;
      }
    }
    return line.substring(Math.min(line.length(), at + 1));
  }

  /** Returns the name without the target of a link and without what is said behind it. */
  private static String memberName(String rest) {
    int target = rest.indexOf(" -> ");
    String name = target < 0 ? rest : rest.substring(0, target);
    int details = name.endsWith("]") ? name.lastIndexOf(DETAILS) : -1;
    return details < 0 ? name : name.substring(0, details);
  }

  private static boolean zip(Place place, Row a, Row b, Claims claims) {
    boolean otherHost = !a.columns().get(2).equals(b.columns().get(2)); // shows permissions in its own way
    return (otherHost || column(a, b, 0, "file-modes", claims))
        && archiver(a, b, claims) && size(place, a, b, 3, claims) && column(a, b, 5, "compression", claims)
        && times(a, b, 6, claims) && details(a.name(), b.name(), claims);
  }

  /** Explains who made the entry, and which flags and fields it got from that. */
  private static boolean archiver(Row a, Row b, Claims claims) {
    String one = a.columns().get(1) + ' ' + a.columns().get(2) + ' ' + a.columns().get(4);
    String other = b.columns().get(1) + ' ' + b.columns().get(2) + ' ' + b.columns().get(4);
    if (!one.equals(other)) {
      claims.add("tool-version", "another archiver: " + one + " / " + other);
    }
    return true;
  }

  private static boolean tar(Place place, Row a, Row b, Claims claims) {
    int n = a.columns().size();
    if (n != b.columns().size() || !a.columns().get(1).equals(b.columns().get(1)) || !a.name().equals(b.name())) {
      return false;
    }
    boolean owner = !a.columns().subList(2, 6).equals(b.columns().subList(2, 6));
    if (owner) {
      claims.add("archive-owner", String.join(" ", a.columns().subList(2, 6)) + " / "
          + String.join(" ", b.columns().subList(2, 6)));
    }
    return column(a, b, 0, "file-modes", claims) && size(place, a, b, n - 3, claims) && times(a, b, n - 2, claims);
  }

  private static boolean column(Row a, Row b, int i, String id, Claims claims) {
    String x = a.columns().get(i);
    String y = b.columns().get(i);
    if (x.equals(y)) {
      return true;
    }
    if (i == 0 && x.charAt(0) != y.charAt(0)) {
      return false; // another kind of file
    }
    claims.add(id, i == 0 ? x + " / " + y + umask(x, y) : x + " / " + y);
    return true;
  }

  /** Returns a remark if the modes differ as if made under two common umasks. */
  private static String umask(String x, String y) {
    boolean group = differsOnlyAt(x, y, 5, 'w');
    return group ? ", as with umask 0002 and 0022" : "";
  }

  private static boolean differsOnlyAt(String x, String y, int at, char bit) {
    if (x.length() != y.length() || x.length() <= at) {
      return false;
    }
    for (int i = 0; i < x.length(); i++) {
      boolean differs = x.charAt(i) != y.charAt(i);
      if (differs != (i == at) || differs && x.charAt(i) != bit && y.charAt(i) != bit) {
        return false;
      }
    }
    return true;
  }

  /** Explains a size by the difference of the member, which the report shows. */
  private static boolean size(Place place, Row a, Row b, int i, Claims claims) {
    if (a.columns().get(i).equals(b.columns().get(i))) {
      return true;
    }
    String name = memberName(a.name());
    if (!place.facts().differs(name)) {
      return false;
    }
    claims.add("checksum-of-other", "size of " + name);
    return true;
  }

  private static boolean times(Row a, Row b, int i, Claims claims) {
    String x = a.columns().get(i) + ' ' + a.columns().get(i + 1);
    String y = b.columns().get(i) + ' ' + b.columns().get(i + 1);
    if (!x.equals(y)) {
      claims.add("archive-timestamps", x + " / " + y);
    }
    return true;
  }

  /** Explains what is said behind equal names: exact times, time zones, versions and fields of the archiver. */
  private static boolean details(String x, String y, Claims claims) {
    if (x.equals(y)) {
      return true;
    }
    if (!memberName(x).equals(memberName(y))) {
      return false;
    }
    Map<String, String> left = words(x);
    Map<String, String> right = words(y);
    Set<String> kinds = new LinkedHashSet<>(left.keySet());
    kinds.addAll(right.keySet());
    for (String kind : kinds) {
      String one = left.get(kind);
      String other = right.get(kind);
      if (one != null && one.equals(other)) {
        continue;
      }
      String id = one == null || other == null ? oneSided(kind, left, right) : KINDS.get(kind);
      if (id == null) {
        return false;
      }
      if (!claims.has(id)) {
        claims.add(id, one == null || other == null ? "only one side has " + (one == null ? other : one)
            : one + " / " + other);
      }
    }
    return true;
  }

  /** Returns the cause of a detail that one side alone has: as a rule, what the archiver does and does not write. */
  private static String oneSided(String kind, Map<String, String> left, Map<String, String> right) {
    if (!KINDS.containsKey(kind)) {
      return null;
    }
    if (kind.equals(SECONDS)) {
      String seconds = left.containsKey(SECONDS) ? left.get(SECONDS) : right.get(SECONDS);
      String exact = left.containsKey("modified") ? left.get("modified") : right.get("modified");
      return exact == null || !exact.contains(seconds) ? "archive-timestamps" : "tool-version";
    }
    return "tool-version";
  }

  /** Returns the details behind a name by their kind, their first word. */
  private static Map<String, String> words(String rest) {
    int from = rest.endsWith("]") ? rest.lastIndexOf(DETAILS) : -1;
    Map<String, String> words = new LinkedHashMap<>();
    if (from >= 0) {
      for (String detail : rest.substring(from + DETAILS.length(), rest.length() - 1).split("; ")) {
        words.put(kind(detail), detail);
      }
    }
    return words;
  }

  private static String kind(String detail) {
    if (detail.length() == 3 && detail.charAt(0) == ':') {
      return SECONDS;
    }
    if (detail.endsWith("(local header only)") || detail.endsWith("(central directory only)")
        || detail.startsWith("local header")) {
      return "local header";
    }
    int space = detail.indexOf(' ');
    return space < 0 ? detail : detail.substring(0, space);
  }
}
