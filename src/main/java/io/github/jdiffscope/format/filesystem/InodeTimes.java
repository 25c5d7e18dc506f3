package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the times of inodes that copying a tree anew changes in every one of them: access, change, creation. They are
 * told as ranges, and one by one only where the ranges are equal, so that they do not bury what else differs.
 */
final class InodeTimes {
  private static final String TITLE = "inode times";

  private record Range(String first, String last) {
    Range with(String time) {
      return new Range(time.compareTo(first) < 0 ? time : first, time.compareTo(last) > 0 ? time : last);
    }
  }

  private final Map<String, Range> ranges = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  /** @param times by what happened then, such as {@code accessed} */
  void add(String name, Map<String, String> times) {
    if (times.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder(name);
    times.forEach((word, time) -> {
      line.append(' ').append(word).append(' ').append(time);
      ranges.merge(word, new Range(time, time), (old, one) -> old.with(time));
    });
    lines.add(line.append('\n').toString());
  }

  void tell(Sections sections) {
    if (lines.isEmpty()) {
      return;
    }
    Fields summary = new Fields();
    ranges.forEach((word, range) -> summary.put(word, range.first.equals(range.last) ? range.first
        : range.first + " to " + range.last));
    sections.add(summary.section(TITLE).about(TITLE));
    lines.sort(null);
    sections.add(Section.text(TITLE + ", one by one", () -> String.join("", lines)).atLevel(1).about(TITLE));
  }
}
