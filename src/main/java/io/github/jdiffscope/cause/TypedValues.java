package io.github.jdiffscope.cause;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Explains two lines that are equal but for values of known kinds: dates, identifiers, paths, digests, versions. Every
 * value that differs must be explained, and everything between the values must agree.
 */
final class TypedValues implements Rule {
  private static final int MAX_LENGTH = 20_000;
  @Override
  public boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    if (removed.length() > MAX_LENGTH || added.length() > MAX_LENGTH || !mayHoldValue(removed) || !mayHoldValue(added)) {
      return false;
    }
    List<Token> a = Token.of(removed);
    List<Token> b = Token.of(added);
    if (a.size() != b.size()) {
      return false;
    }
    Claims found = new Claims();
    for (int i = 0; i < a.size(); i++) {
      Token one = a.get(i);
      Token other = b.get(i);
      if (!one.text().equals(other.text()) && !value(place, removed, one, other, found)) {
        return false;
      }
    }
    if (found.isEmpty()) {
      return false;
    }
    if (place.isBillOfMaterials()) {
      found.rename("embedded-timestamp", "sbom");
      found.rename("random-id", "sbom");
    }
    claims.addAll(found);
    return true;
  }

  private static boolean mayHoldValue(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c >= '/' && c <= '9') { // a slash, a digit
        return true;
      }
    }
    return false;
  }

  private static boolean value(Place place, String line, Token a, Token b, Claims claims) {
    if (a.kind() != b.kind()) {
      return hexLike(a) && hexLike(b) && digest(place, line, a, b, claims);
    }
    return switch (a.kind()) {
      case DATE -> claim(claims, "embedded-timestamp", a, b);
      case UUID -> claim(claims, "random-id", a, b);
      case PATH -> path(a, b, claims);
      case HEX -> digest(place, line, a, b, claims);
      case NUMBER -> number(place, line, a, b, claims);
      case VERSION -> version(place, line, a, b, claims);
      case TEXT -> false;
    };
  }

  private static boolean hexLike(Token token) {
    return token.kind() == Token.Kind.HEX || token.kind() == Token.Kind.NUMBER;
  }

  static boolean claim(Claims claims, String id, Token a, Token b) {
    claims.add(id, shorten(a.text()) + " / " + shorten(b.text()));
    return true;
  }

  private static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  /** Explains paths whose ends agree, by at least the last part. */
  private static boolean path(Token a, Token b, Claims claims) {
    String x = a.text();
    String y = b.text();
    int common = 0;
    while (common < Math.min(x.length(), y.length())
        && x.charAt(x.length() - 1 - common) == y.charAt(y.length() - 1 - common)) {
      common++;
    }
    String tail = x.substring(x.length() - common);
    int cut = Math.max(tail.indexOf('/'), tail.indexOf('\\'));
    boolean isTail = cut >= 0 && cut + 1 < tail.length();
    String prefix1 = x.substring(0, x.length() - common);
    String prefix2 = y.substring(0, y.length() - common);
    if (!isTail || isRelease(prefix1, prefix2)) {
      return false;
    }
    claims.add("build-path", shorten(x) + " / " + shorten(y));
    return true;
  }

  /** Returns whether the paths rather name two versions of something installed than two places of a build. */
  private static boolean isRelease(String prefix1, String prefix2) {
    return prefix1.startsWith("/usr/lib") && prefix2.startsWith("/usr/lib");
  }

  private static boolean digest(Place place, String line, Token a, Token b, Claims claims) {
    if (isGit(place, line) && a.text().length() <= 40) {
      return claim(claims, "git-metadata", a, b);
    }
    if (a.text().length() != b.text().length()) {
      return false;
    }
    String origin = a.text().length() == 64 ? place.facts().nameOfDigests(a.text(), b.text()) : null;
    if (origin == null && place.isDigestList() && isDigestLength(a.text().length())) {
      origin = nameInLine(place, line);
    }
    if (origin == null || origin.equals(place.artifact().source1())) {
      return false;
    }
    claims.add("checksum-of-other", "digest of " + origin);
    return true;
  }

  private static boolean isDigestLength(int length) {
    return length == 32 || length == 40 || length == 56 || length == 64 || length == 96 || length == 128;
  }

  /** Returns the word of the line that is the name of something that differs, or null. */
  private static String nameInLine(Place place, String line) {
    for (String word : line.strip().split("[\\s,]+")) {
      String name = word.startsWith("*") ? word.substring(1) : word;
      if (place.facts().differs(name)) {
        return name;
      }
    }
    return null;
  }

  static boolean isGit(Place place, String line) {
    return place.fileName().equals("git.properties") || Words.GIT.matcher(line).find();
  }

  private static boolean number(Place place, String line, Token a, Token b, Claims claims) {
    if (Dates.isEpoch(a.text(), line) && Dates.isEpoch(b.text(), line)) {
      return claim(claims, "embedded-timestamp", a, b);
    }
    if (isYear(a.text()) && isYear(b.text()) && Words.COPYRIGHT.matcher(line).find()) {
      return claim(claims, "copyright-year", a, b);
    }
    return false;
  }

  private static boolean isYear(String text) {
    return text.length() == 4 && (text.startsWith("19") || text.startsWith("20"));
  }

  private static boolean version(Place place, String line, Token a, Token b, Claims claims) {
    if (place.facts().areOwnVersions(a.text(), b.text()) || isSnapshot(a.text(), b.text())) {
      return claim(claims, "version-string", a, b);
    }
    String before = line.substring(0, a.from()).toLowerCase(Locale.ROOT);
    if (Words.JDK.matcher(line).find() && !before.contains("maven") && !before.contains("gradle")) {
      return claim(claims, "jdk-version", a, b);
    }
    return Words.TOOL.matcher(before).find() && claim(claims, "tool-version", a, b);
  }

  /** Returns whether both are expansions of one snapshot: {@code 1.0-SNAPSHOT}, {@code 1.0-20240102.030405-7}. */
  private static boolean isSnapshot(String a, String b) {
    int cut = Math.max(a.indexOf("-SNAPSHOT"), b.indexOf("-SNAPSHOT"));
    return cut > 0 && (a.contains("-SNAPSHOT") || a.matches(".*-\\d{8}\\.\\d{6}-\\d+"))
        && (b.contains("-SNAPSHOT") || b.matches(".*-\\d{8}\\.\\d{6}-\\d+"))
        && a.regionMatches(0, b, 0, Math.min(cut, Math.min(a.length(), b.length())));
  }

  /** Words that say what a value is about; apart, so that a report without values does not pay for them. */
  private static final class Words {
    static final Pattern TOOL = Pattern.compile("(?i)\\b(?:bnd|maven|gradle|plugin|ant|gcc|clang|llvm|rustc|go|javac|"
        + "kotlinc?|scalac?|javadoc|doxygen|sphinx|compiler|generator|generated|linker|toolchain|cmake|jdk|ld|"
        + "produced by|producer|created by|built with|build-tool|jar tool)\\b");
    static final Pattern JDK = Pattern.compile(
        "(?i)created-by|build-jdk|java[.-]version|java version|javadoc|\\bjdk\\b|jvm|\\(oracle|\\(eclipse|openjdk");
    static final Pattern GIT = Pattern.compile("(?i)\\bgit\\b|git[._-]|commit|scm[._-]?rev|[._-]revision|vcs|changeset|\\bbranch\\b");
    static final Pattern COPYRIGHT = Pattern.compile("(?i)copyright|©|\\(c\\)|&copy;|&#169;");

    private Words() {}
  }
}
