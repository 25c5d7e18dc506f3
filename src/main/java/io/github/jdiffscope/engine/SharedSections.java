package io.github.jdiffscope.engine;

import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.SharedDifference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says once what many members of a container share word for word: a section of the same title and the same difference,
 * such as the version of all class files. Members that differ in nothing else are named there; the others lose the section
 * only if all members of their format that differ share it, but for a few that are named: else nobody could tell which of
 * them do.
 */
final class SharedSections {
  /** Members from which on what they share is said once. */
  private static final int FEWEST = 5;
  /** Longer differences are hardly ever shared. */
  private static final int LONGEST = 4096;
  /** What all members share but one in so many is shared by all but those that are named. */
  private static final int MANY = 100;

  private final List<Difference> members;
  private final Map<Key, Group> groups = new LinkedHashMap<>();
  private final Map<String, Integer> changed = new HashMap<>();

  private record Key(String format, String title, String diff) {}

  private static final class Group {
    private final List<String> alone = new ArrayList<>();
    private Difference section;
    private int count;
  }

  private SharedSections(List<Difference> members) {
    this.members = members;
  }

  /** Returns the members, before them what they share. */
  static List<Difference> of(List<Difference> members) {
    return members.size() < FEWEST ? members : new SharedSections(members).folded();
  }

  private List<Difference> folded() {
    for (Difference member : members) {
      if (isChanged(member)) {
        changed.merge(member.format(), 1, Integer::sum);
      }
      if (mayShare(member)) {
        for (Difference section : member.details()) {
          count(member, section);
        }
      }
    }
    groups.entrySet().removeIf(entry -> entry.getValue().count < FEWEST
        || entry.getValue().alone.size() < FEWEST && !isInAll(entry.getKey(), entry.getValue()));
    if (groups.isEmpty()) {
      return members;
    }
    List<Difference> result = new ArrayList<>(members.size());
    groups.forEach((key, group) -> result.add(isInAll(key, group)
        ? SharedDifference.ofAll(key.format(), group.section, group.count, group.alone, others(key))
        : SharedDifference.of(key.format(), group.section, group.alone)));
    for (Difference member : members) {
      Difference rest = mayShare(member) ? rest(member) : member;
      if (rest != null) {
        result.add(rest);
      }
    }
    return result;
  }

  private void count(Difference member, Difference section) {
    if (mayBeShared(section)) {
      Group group = groups.computeIfAbsent(key(member, section), key -> new Group());
      group.section = group.section == null ? section : group.section;
      group.count++;
      if (member.details().size() == 1) {
        group.alone.add(member.source1());
      }
    }
  }

  private boolean isInAll(Key key, Group group) {
    return (changed.get(key.format()) - group.count) * MANY <= group.count;
  }

  /** Returns the members of a format that differ and do not share a section. */
  private List<String> others(Key key) {
    List<String> others = new ArrayList<>();
    for (Difference member : members) {
      boolean shares = false;
      for (Difference section : mayShare(member) ? member.details() : List.<Difference>of()) {
        shares |= mayBeShared(section) && key(member, section).equals(key);
      }
      if (!shares && isChanged(member) && member.format().equals(key.format())) {
        others.add(member.source1());
      }
    }
    return others;
  }

  private static boolean isChanged(Difference member) {
    return !member.isSection() && member.change() == ChangeKind.CHANGED;
  }

  /** Returns what is left of a member to be said of it alone, null if nothing is. */
  private Difference rest(Difference member) {
    List<Difference> rest = null;
    for (int i = 0; i < member.details().size(); i++) {
      Difference section = member.details().get(i);
      Group group = mayBeShared(section) ? groups.get(key(member, section)) : null;
      if (group != null && member.details().size() == 1) {
        return null;
      }
      if (group != null && isInAll(key(member, section), group)) {
        rest = rest == null ? new ArrayList<>(member.details().subList(0, i)) : rest;
      } else if (rest != null) {
        rest.add(section);
      }
    }
    return rest == null ? member : rest.isEmpty() ? null : member.withDetails(rest);
  }

  /** Returns whether nothing but sections is said of a member: no failure, no other name. */
  private static boolean mayShare(Difference member) {
    return isChanged(member) && member.source1().equals(member.source2())
        && member.failure() == null && member.comments().isEmpty() && member.unifiedDiff() == null
        && member.pictures().isEmpty();
  }

  private static boolean mayBeShared(Difference section) {
    return section.isSection() && section.unifiedDiff() != null && section.unifiedDiff().length() <= LONGEST
        && section.details().isEmpty() && section.comments().isEmpty() && section.failure() == null
        && section.pictures().isEmpty();
  }

  private static Key key(Difference member, Difference section) {
    return new Key(member.format(), section.source1(), section.unifiedDiff());
  }
}
