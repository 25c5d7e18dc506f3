package io.github.jdiffscope.cause;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The causes there are: the words that reports show, {@code --explain} explains and {@code --ignore} takes. */
public final class Causes {
  /** What no rule explains. */
  public static final String UNEXPLAINED = "unexplained";

  /**
   * A cause.
   *
   * @param id the word
   * @param meaning how it is recognised, a sentence
   * @param remedy what to change in the build, a sentence, or empty
   */
  public record Entry(String id, String meaning, String remedy) {}

  private static final String[][] TABLE = {
      {"archive-timestamps", "The times of members in an archive differ, their contents do not."},
      {"archive-order", "The same members stand in another order."},
      {"archive-owner", "User, group or their numbers of members differ."},
      {"file-modes", "Only the permissions of members differ."},
      {"compression", "Equal content is compressed to other bytes: another level, implementation or header."},
      {"embedded-timestamp", "A date or time stands in the content, plausible on both sides."},
      {"copyright-year", "Only the year in a copyright line differs."},
      {"build-path", "An absolute path differs in its beginning, its end agrees."},
      {"user-or-host", "The name of the user or host that built it is recorded."},
      {"jdk-version", "Another JDK built it: Created-By, Build-Jdk or the class file version differ."},
      {"tool-version", "Another version of a build tool, archiver or compiler left its name."},
      {"line-endings", "Lines end in CR LF on one side and in LF on the other."},
      {"encoding", "The same text is encoded in another character set."},
      {"locale", "The language of the build environment shows: a language tag or the name of a month."},
      {"manifest-order", "The same manifest entries or list elements stand in another order."},
      {"property-order", "The same properties stand in another order."},
      {"list-order", "The same entries of a list stand in another order."},
      {"git-metadata", "A commit, branch or description of the source repository is recorded."},
      {"sbom", "A bill of materials has a serial number, time or order of its own for every build."},
      {"random-id", "A UUID or a temporary name was made up anew."},
      {"generated-names", "The compiler numbered lambda bodies, anonymous classes or accessors differently."},
      {"bytecode-order", "The class has the same members, attributes or constants in another order."},
      {"bytecode-debug", "Only debug information differs: line numbers, local variables, source file."},
      {"bytecode-compiler", "The compiler chose another known translation of the same source."},
      {"signature", "A cryptographic signature differs, as it does for every signing."},
      {"build-id", "The linker's build id differs."},
      {"link-order", "Sections are shifted by what was linked before them, their contents are equal."},
      {"checksum-of-other", "It is a digest, checksum or size of something else that differs in this report."},
      {"version-string", "The artifact's own version is recorded."},
      {"minified", "The same script or style sheet is laid out differently."},
      {"added-or-removed", "Something is there on one side only."},
  };

  private static final Map<String, Entry> ENTRIES = entries();

  private Causes() {}

  private static Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String[] row : TABLE) {
      entries.put(row[0], new Entry(row[0], row[1], Remedies.general(row[0])));
    }
    return entries;
  }

  /** Returns all causes, in the order of the documentation. */
  public static List<Entry> list() {
    return new ArrayList<>(ENTRIES.values());
  }

  /** Returns the cause of this id, or null if there is none. */
  public static Entry explain(String id) {
    return ENTRIES.get(id);
  }
}
