package io.github.jdiffscope.cause;

import java.util.regex.Pattern;

/** Explains lines of executables: build ids, debug links, names of compilers; and language tags of documents. */
final class NativeNotes implements Rule {
  private static final Pattern BUILD_ID = Pattern.compile("(?i)build[ -]?id(?:\\[\\w+\\])?[:= ]+[0-9a-f]{8,}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{8,}");
  private static final Pattern DEBUG_LINK = Pattern.compile("[0-9a-f]{38}\\.debug|\\.build-id/[0-9a-f]{2}/[0-9a-f]{6,}");
  private static final Pattern COMPILER = Pattern.compile("GCC: \\(|clang version |rustc version |Linker: LLD|GNU [A-Z]");
  private static final Pattern LANGUAGE = Pattern.compile("\\blang=\"[a-zA-Z-]{2,12}\"");

  @Override
  public boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    if (BUILD_ID.matcher(removed).find() && BUILD_ID.matcher(added).find()
        && HEX.matcher(removed).replaceAll("#").equals(HEX.matcher(added).replaceAll("#"))) {
      claims.add("build-id", "");
      return true;
    }
    if (DEBUG_LINK.matcher(removed).find()
        && DEBUG_LINK.matcher(removed).replaceAll("#").equals(DEBUG_LINK.matcher(added).replaceAll("#"))) {
      claims.add("build-id", "link to debug symbols by build id");
      return true;
    }
    if (place.section().contains(".comment") && COMPILER.matcher(removed).find() && COMPILER.matcher(added).find()) {
      claims.add("tool-version", removed.strip() + " / " + added.strip());
      return true;
    }
    if (LANGUAGE.matcher(removed).find()
        && LANGUAGE.matcher(removed).replaceAll("#").equals(LANGUAGE.matcher(added).replaceAll("#"))) {
      claims.add("locale", removed.strip() + " / " + added.strip());
      return true;
    }
    return false;
  }
}
