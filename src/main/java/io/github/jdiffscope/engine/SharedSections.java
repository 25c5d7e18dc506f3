package io.github.jdiffscope.engine;

import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.SharedDifference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says once what many members of a container share word for word: sections of the same title and the same difference, such
 * as the version of all class files. What all members of a format share that differ, but for a few that are named, is said
 * once for all of them. Members that differ in the same rest, or in none, are named and have no node of their own.
 */
final class SharedSections {
  /** Members from which on what they share is said once. */
  private static final int FEWEST = 5;
  /** Longer differences are hardly ever shared. */
  private static final int LONGEST = 4096;
  /** What all members share but one in so many is shared by all but those that are named. */
  private static final int MANY = 100;

  private final List<Difference> members;
  private final Map<String, Format> formats = new LinkedHashMap<>();

  /** What is known of the members of one format that differ. */
  private static final class Format {
    private final List<Difference> changed = new ArrayList<>();
    private final Map<Difference, List<String>> sharers = new LinkedHashMap<>();
    /** Sections that all share, but for the same few. */
    private List<Difference> ofAll = List.of();
    private final List<String> alone = new ArrayList<>();
    private final Map<List<Difference>, List<String>> alike = new LinkedHashMap<>();
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
        formats.computeIfAbsent(member.format(), format -> new Format()).changed.add(member);
      }
    }
    List<Difference> shared = new ArrayList<>();
    formats.forEach((id, format) -> {
      if (format.changed.size() >= FEWEST) {
        gather(format);
        say(id, format, shared);
      }
    });
    if (shared.isEmpty()) {
      return members;
    }
    for (Difference member : members) {
      Difference rest = mayShare(member) ? rest(member) : member;
      if (rest != null) {
        shared.add(rest);
      }
    }
    return shared;
  }

  private static void gather(Format format) {
    for (Difference member : format.changed) {
      for (Difference section : shareable(member)) {
        format.sharers.computeIfAbsent(section, key -> new ArrayList<>()).add(member.source1());
      }
    }
    format.sharers.values().removeIf(sharers -> sharers.size() < FEWEST);
    format.ofAll = ofAll(format);
    for (Difference member : format.changed) {
      List<Difference> rest = new ArrayList<>(shareable(member));
      boolean all = mayShare(member) && rest.size() == member.details().size();
      rest.removeAll(format.ofAll);
      if (all && rest.isEmpty()) {
        format.alone.add(member.source1());
      } else if (all) {
        format.alike.computeIfAbsent(rest, key -> new ArrayList<>()).add(member.source1());
      }
    }
    format.alike.values().removeIf(names -> names.size() < FEWEST);
  }

  /** Returns what all share but for the same few, of whom there are as few as can be. */
  private static List<Difference> ofAll(Format format) {
    int most = 0;
    for (List<String> sharers : format.sharers.values()) {
      most = Math.max(most, sharers.size());
    }
    List<Difference> result = new ArrayList<>();
    List<String> first = null;
    for (Map.Entry<Difference, List<String>> entry : format.sharers.entrySet()) {
      boolean nearlyAll = entry.getValue().size() == most && (format.changed.size() - most) * MANY <= most;
      first = nearlyAll && first == null ? entry.getValue() : first;
      if (nearlyAll && entry.getValue().equals(first)) {
        result.add(entry.getKey());
      }
    }
    return result;
  }

  private static void say(String id, Format format, List<Difference> into) {
    if (!format.ofAll.isEmpty()) {
      List<String> sharers = format.sharers.get(format.ofAll.get(0));
      Set<String> known = new HashSet<>(sharers);
      List<String> others = format.changed.stream().map(Difference::source1).filter(name -> !known.contains(name)).toList();
      into.add(SharedDifference.ofAll(id, format.ofAll, sharers.size(), format.alone, others));
    }
    format.alike.forEach((sections, names) -> into.add(SharedDifference.of(id, sections, names, !format.ofAll.isEmpty())));
  }

  /** Returns what is left of a member to be said of it alone, null if nothing is. */
  private Difference rest(Difference member) {
    Format format = formats.get(member.format());
    List<Difference> rest = new ArrayList<>();
    List<Difference> kept = new ArrayList<>();
    for (Difference section : member.details()) {
      Difference key = mayBeShared(section) ? SharedDifference.anonymous(section, member.source1()) : section;
      if (!format.ofAll.contains(key)) {
        rest.add(key);
        kept.add(section);
      }
    }
    return rest.isEmpty() || format.alike.containsKey(rest) ? null
        : kept.size() == member.details().size() ? member : member.withDetails(kept);
  }

  private static boolean isChanged(Difference member) {
    return !member.isSection() && member.change() == ChangeKind.CHANGED;
  }

  /** Returns whether nothing but sections is said of a member: no failure, no other name. */
  private static boolean mayShare(Difference member) {
    return isChanged(member) && member.source1().equals(member.source2()) && member.failure() == null
        && member.comments().isEmpty() && member.unifiedDiff() == null && member.pictures().isEmpty()
        && !member.details().isEmpty();
  }

  /** Returns the sections of a member that others may share, its name in them replaced. */
  private static List<Difference> shareable(Difference member) {
    if (!mayShare(member)) {
      return List.of();
    }
    List<Difference> sections = new ArrayList<>(member.details().size());
    for (Difference section : member.details()) {
      if (mayBeShared(section)) {
        sections.add(SharedDifference.anonymous(section, member.source1()));
      }
    }
    return sections;
  }

  private static boolean mayBeShared(Difference section) {
    return section.isSection() && section.unifiedDiff() != null && section.unifiedDiff().length() <= LONGEST
        && section.details().isEmpty() && section.comments().isEmpty() && section.failure() == null
        && section.pictures().isEmpty();
  }
}
