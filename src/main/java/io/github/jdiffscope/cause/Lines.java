package io.github.jdiffscope.cause;

import java.util.ArrayList;
import java.util.List;

/** One hunk of a unified diff, read block by block. */
final class Lines {

  /**
   * A run of removed and added lines; signs cut off.
   *
   * @param cut whether more lines were left out of the report, so that not everything can be explained
   */
  record Block(List<String> removed, List<String> added, boolean cut) {}

  private final String diff;
  private final int end;
  private int at;
  /** The last unchanged line with a {@code Name:} before the block, for digests of named entries. */
  private String lastName;

  private Lines(String diff, int from, int end) {
    this.diff = diff;
    this.at = from;
    this.end = end;
  }

  /** Returns the hunks of a diff; they are read only when asked for blocks. */
  static List<Lines> hunks(String diff) {
    List<Lines> hunks = new ArrayList<>();
    int from = 0;
    while (from < diff.length()) {
      int next = diff.indexOf("\n@@", from);
      int to = next < 0 ? diff.length() : next + 1;
      hunks.add(new Lines(diff, from, to));
      from = to;
    }
    return hunks;
  }

  /** Returns the next block, or null at the end of the hunk. */
  Block next() {
    List<String> removed = new ArrayList<>();
    List<String> added = new ArrayList<>();
    int sidesWithoutNewline = 0;
    boolean cut = false;
    while (at < end) {
      int lineEnd = diff.indexOf('\n', at);
      lineEnd = lineEnd < 0 ? end : lineEnd;
      char sign = at < lineEnd ? diff.charAt(at) : ' ';
      if (sign == '-' && !added.isEmpty() || sign == ' ' && !(removed.isEmpty() && added.isEmpty() && !cut)) {
        break;
      }
      switch (sign) {
        case '-', '+' -> {
          if (isCut(lineEnd)) {
            cut = true;
          } else {
            (sign == '-' ? removed : added).add(diff.substring(at + 1, lineEnd));
          }
        }
        case '[' -> cut = true;
        case '\\' -> sidesWithoutNewline += added.isEmpty() ? 1 : 2;
        default -> noteName(lineEnd);
      }
      at = lineEnd + 1;
    }
    if (sidesWithoutNewline % 3 != 0) {
      removed.add("\\ one side has no newline at its end"); // a difference of its own
    }
    return removed.isEmpty() && added.isEmpty() && !cut ? null : new Block(removed, added, cut);
  }

  /** Returns whether the line stands for lines that a limit left out: {@code -[ 9 lines removed ]}. */
  private boolean isCut(int lineEnd) {
    return diff.startsWith("[ ", at + 1)
        && (diff.startsWith("lines removed ]", lineEnd - 15) || diff.startsWith("lines added ]", lineEnd - 13));
  }

  private void noteName(int lineEnd) {
    if (diff.startsWith(" Name: ", at)) {
      lastName = diff.substring(at + 7, lineEnd);
    }
  }

  String lastName() {
    return lastName;
  }

  void setLastName(String name) {
    lastName = name;
  }
}
