package io.github.jdiffscope.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A difference that many members of a container share, said once: an ordinary node that stands before the members, with
 * the sections they share inside. Those that differ in nothing else are named in its comments and have no node of their
 * own.
 */
public final class SharedDifference {
  private static final String EVERYWHERE = "in all members of this format that differ";
  private static final String ALONE = "members that differ in this alone";
  /** Stands for a member's own name. */
  private static final String OWN_NAME = "{name}";

  private SharedDifference() {}

  /**
   * Returns the node for members that differ in the same sections.
   *
   * @param besides whether they also share what all do
   */
  public static Difference of(String format, List<Difference> sections, List<String> names, boolean besides) {
    return node(format, sections, names.size(), ALONE + (besides ? ", besides what is said of all:" : ":"), names);
  }

  /**
   * Returns the node for all members of a format that differ, but for a few.
   *
   * @param count of the members that share the sections
   * @param names of those that differ in nothing else
   * @param others that differ and do not share the sections
   */
  public static Difference ofAll(String format, List<Difference> sections, int count, List<String> names,
      List<String> others) {
    String sentence = EVERYWHERE + (others.isEmpty() ? "" : " but in " + String.join(", ", others)) + ", said here only"
        + (names.isEmpty() ? "" : String.format(Locale.ROOT, "; %,d differ in nothing else:", names.size()));
    return node(format, sections, count, sentence, names);
  }

  private static Difference node(String format, List<Difference> sections, int count, String sentence,
      List<String> names) {
    String title = title(sections) + String.format(Locale.ROOT, "%,d members", count);
    return new Difference(title, title, format, ChangeKind.CHANGED,
        Stream.concat(Stream.of(sentence), names.stream()).toList(), null, false, null, null, null, List.of(), sections);
  }

  private static String title(List<Difference> sections) {
    return sections.stream().map(Difference::source1).collect(Collectors.joining(", ")) + " of ";
  }

  /** Returns the members that have no node of their own because of a node; none if it is of another kind. */
  public static List<String> names(Difference node) {
    return isOne(node) ? node.comments().subList(1, node.comments().size()) : List.of();
  }

  /** Returns whether a node says that a member of a format shares a section of a title with the others. */
  public static boolean isOf(Difference node, Difference member, String title) {
    return isOne(node) && node.format().equals(member.format()) && node.comments().get(0).startsWith(EVERYWHERE)
        && node.details().stream().anyMatch(section -> section.source1().equals(title))
        && !node.comments().get(0).contains(member.source1());
  }

  /** Returns whether a node is one of these. */
  public static boolean isOne(Difference node) {
    return !node.isSection() && !node.comments().isEmpty() && node.unifiedDiff() == null
        && (node.comments().get(0).startsWith(EVERYWHERE) || node.comments().get(0).startsWith(ALONE))
        && node.source1().startsWith(title(node.details()));
  }

  /**
   * Returns a section of a member with {@code {name}} where the member's own file name stands in it, without folders,
   * suffix and what follows a dollar sign: {@code Map.java} in {@code java/util/Map$Entry.class}.
   */
  public static Difference anonymous(Difference section, String member) {
    String stem = member.substring(member.lastIndexOf('/') + 1);
    int end = 0;
    while (end < stem.length() && (Character.isJavaIdentifierPart(stem.charAt(end)) || stem.charAt(end) == '-')
        && (stem.charAt(end) != '$' || end == 0)) {
      end++;
    }
    stem = stem.substring(0, end);
    String diff = section.unifiedDiff();
    if (stem.isEmpty() || !diff.contains(stem) || diff.contains(OWN_NAME)) {
      return section;
    }
    String replaced = replaced(diff, stem);
    return replaced.equals(diff) ? section
        : Difference.section(section.source1(), replaced, section.internalLineNumbers(), section.comments());
  }

  private static String replaced(String diff, String stem) {
    StringBuilder out = new StringBuilder(diff.length() + 8);
    int from = 0;
    for (int at = diff.indexOf(stem); at >= 0; at = diff.indexOf(stem, at + stem.length())) {
      int end = at + stem.length();
      boolean whole = at > 0 && !Character.isJavaIdentifierPart(diff.charAt(at - 1))
          && (end == diff.length() || !Character.isJavaIdentifierPart(diff.charAt(end)));
      out.append(diff, from, at).append(whole ? OWN_NAME : stem);
      from = end;
    }
    return out.append(diff, from, diff.length()).toString();
  }
}
