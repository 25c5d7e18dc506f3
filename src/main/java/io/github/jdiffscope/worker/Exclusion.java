package io.github.jdiffscope.worker;

import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.Scope;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the user leaves out: members by shell pattern, sections by title, texts by mask. */
final class Exclusion {
  private final List<PathMatcher> names;
  private final List<Pattern> sections;
  private final List<Pattern> masks;
  private final boolean memberMetadata;
  private final Set<String> members = new HashSet<>();
  private boolean hid;

  Exclusion(Scope scope) {
    // Loops instead of streams: this runs in every job, and nearly always there is nothing to do.
    names = scope.excludes().isEmpty() ? List.of()
        : scope.excludes().stream().map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob)).toList();
    sections = patterns(scope.excludedSections());
    masks = patterns(scope.masks());
    memberMetadata = scope.memberMetadata();
  }

  private static List<Pattern> patterns(List<String> texts) {
    return texts.isEmpty() ? List.of() : texts.stream().map(Pattern::compile).toList();
  }

  /** Returns whether something that differs was left out so far: then sides that show nothing differ as the user asked. */
  boolean hidDifference() {
    return hid;
  }

  /** Notes that something that was left out differs, or may. */
  void hidesDifference() {
    hid = true;
  }

  /** Notes the members of the container that is compared, with the folders they are in. */
  void noteMembers(List<Artifact> some) {
    for (int i = 0; !memberMetadata && i < some.size(); i++) {
      String name = some.get(i).name();
      for (int end = name.length(); end > 0 && members.add(name.substring(0, end)); ) {
        end = name.lastIndexOf('/', end - 1);
      }
    }
  }

  /** Returns whether a row of a listing says what the file system or an archive notes of a member, which is left out. */
  boolean leavesOutMetadata(String key) {
    return !members.isEmpty() && members.contains(key.endsWith("/") ? key.substring(0, key.length() - 1) : key);
  }

  boolean hasMetadata() {
    return !members.isEmpty();
  }

  boolean hasNames() {
    return !names.isEmpty();
  }

  /** Returns whether a member is left out: its whole name, or the last part of it, matches a pattern. */
  boolean leavesOut(String name) {
    if (names.isEmpty()) {
      return false;
    }
    return matches(name) || matches(name.substring(name.lastIndexOf('/', name.length() - 2) + 1));
  }

  private boolean matches(String name) {
    try {
      Path path = Path.of(name);
      return names.stream().anyMatch(matcher -> matcher.matches(path));
    } catch (InvalidPathException notAPath) {
      return false;
    }
  }

  boolean leavesOutSection(String title) {
    for (Pattern pattern : sections) {
      if (pattern.matcher(title).find()) {
        return true;
      }
    }
    return false;
  }

  boolean hasMasks() {
    return !masks.isEmpty();
  }

  /** Returns a text with each match of a mask replaced. */
  String masked(String text) {
    String result = text;
    for (Pattern mask : masks) {
      result = mask.matcher(result).replaceAll("[masked]");
    }
    return result;
  }
}
