package io.github.jdiffscope.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A difference that many members of a container share, said once: an ordinary node that stands before the members, with
 * the section they share inside. Those that differ in nothing else are named in its comments and have no node of their
 * own.
 */
public final class SharedDifference {
  private static final Pattern COUNT = Pattern.compile(" of [0-9,]+ members");
  private static final String EVERYWHERE = "in all members of this format that differ";

  private SharedDifference() {}

  /**
   * Returns the node for members that differ in nothing else.
   *
   * @param format of the members
   * @param section what they share
   */
  public static Difference of(String format, Difference section, List<String> names) {
    return node(format, section, names.size(), "members that differ in this alone:", names);
  }

  /**
   * Returns the node for all members of a format that differ, but for a few.
   *
   * @param count of the members that share it
   * @param names of those that differ in nothing else
   * @param others that differ and do not share it
   */
  public static Difference ofAll(String format, Difference section, int count, List<String> names, List<String> others) {
    String sentence = EVERYWHERE + (others.isEmpty() ? "" : " but in " + String.join(", ", others)) + ", said here only; "
        + String.format(Locale.ROOT, "%,d differ in nothing else%s", names.size(), names.isEmpty() ? "" : ":");
    return node(format, section, count, sentence, names);
  }

  private static Difference node(String format, Difference section, int count, String sentence, List<String> names) {
    String title = String.format(Locale.ROOT, "%s of %,d members", section.source1(), count);
    return new Difference(title, title, format, ChangeKind.CHANGED,
        Stream.concat(Stream.of(sentence), names.stream()).toList(), null, false, null, null, null, List.of(),
        List.of(section));
  }

  /** Returns the members that have no node of their own because of a node; none if it is of another kind. */
  public static List<String> names(Difference node) {
    return isOne(node) ? node.comments().subList(1, node.comments().size()) : List.of();
  }

  /** Returns whether a node says that a member of a format shares a section of a title with the others. */
  public static boolean isOf(Difference node, Difference member, String title) {
    return isOne(node) && node.format().equals(member.format()) && node.details().get(0).source1().equals(title)
        && node.comments().get(0).startsWith(EVERYWHERE) && !node.comments().get(0).contains(member.source1());
  }

  /** Returns whether a node is one of these. */
  public static boolean isOne(Difference node) {
    if (node.isSection() || node.unifiedDiff() != null || node.details().size() != 1 || node.comments().isEmpty()) {
      return false;
    }
    String section = node.details().get(0).source1();
    return node.source1().startsWith(section)
        && COUNT.matcher(node.source1()).region(section.length(), node.source1().length()).matches();
  }
}
