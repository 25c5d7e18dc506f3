package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Difference;
import java.util.regex.Pattern;

/** Explains lines of executables: build ids, debug links, names of compilers; and language tags of documents. */
final class NativeNotes implements Rule {
  /** What a compile unit says of where it was built; an absolute path. */
  private static final String DIRECTORY = "    directory: /";

  /** Explains that everything stands elsewhere: of a program whose parts are equal only what says where they lie is shown. */
  @Override
  public boolean whole(Place place, Difference node, Claims claims) {
    boolean addresses = node.unifiedDiff() != null && place.isIn("executable/elf") && place.section().startsWith("addresses: ");
    if (addresses) {
      claims.add("link-order", "");
    }
    return addresses;
  }

  @Override
  public boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    if (place.section().equals("compile units") && removed.startsWith(DIRECTORY) && added.startsWith(DIRECTORY)) {
      claims.add("build-path", removed.substring(DIRECTORY.length()) + " / " + added.substring(DIRECTORY.length()));
      return true;
    }
    boolean note = removed.contains("uild") || removed.contains(".debug") || removed.contains("lang=")
        || place.section().contains(".comment");
    return note && note(place, removed, added, claims);
  }

  private static boolean note(Place place, String removed, String added, Claims claims) {
    if (Texts.BUILD_ID.matcher(removed).find() && Texts.BUILD_ID.matcher(added).find()
        && Texts.HEX.matcher(removed).replaceAll("#").equals(Texts.HEX.matcher(added).replaceAll("#"))) {
      claims.add("build-id", "");
      return true;
    }
    if (Texts.DEBUG_LINK.matcher(removed).find()
        && Texts.DEBUG_LINK.matcher(removed).replaceAll("#").equals(Texts.DEBUG_LINK.matcher(added).replaceAll("#"))) {
      claims.add("build-id", "link to debug symbols by build id");
      return true;
    }
    if (place.section().contains(".comment") && Texts.COMPILER.matcher(removed).find() && Texts.COMPILER.matcher(added).find()) {
      claims.add("tool-version", removed.strip() + " / " + added.strip());
      return true;
    }
    if (Texts.LANGUAGE.matcher(removed).find()
        && Texts.LANGUAGE.matcher(removed).replaceAll("#").equals(Texts.LANGUAGE.matcher(added).replaceAll("#"))) {
      claims.add("locale", removed.strip() + " / " + added.strip());
      return true;
    }
    return false;
  }

  /** Apart, so that a report without such notes does not pay for them. */
  private static final class Texts {
    static final Pattern BUILD_ID = Pattern.compile("(?i)build[ -]?id(?:\\[\\w+\\])?[:= ]+[0-9a-f]{8,}");
    static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{8,}");
    static final Pattern DEBUG_LINK = Pattern.compile("[0-9a-f]{38}\\.debug|\\.build-id/[0-9a-f]{2}/[0-9a-f]{6,}");
    static final Pattern COMPILER = Pattern.compile("GCC: \\(|clang version |rustc version |Linker: LLD|GNU [A-Z]");
    static final Pattern LANGUAGE = Pattern.compile("\\blang=\"[a-zA-Z-]{2,12}\"");

    private Texts() {}
  }
}
