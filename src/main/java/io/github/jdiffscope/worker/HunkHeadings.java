package io.github.jdiffscope.worker;

import io.github.jdiffscope.worker.BlockDiffer.Made;
import java.io.IOException;
import java.util.List;

/**
 * Writes behind the positions of a hunk which part its first change lies in, as {@code diff --show-function-line} does, and
 * where that comes from: a hunk in the middle of a long function does not show its name.
 */
final class HunkHeadings {
  private static final int LENGTH = 120;

  private HunkHeadings() {}

  static String add(String diff, List<Made> left, List<Made> right) throws IOException {
    StringBuilder out = new StringBuilder(diff.length() + diff.length() / 32);
    Side before = new Side(left);
    Side after = new Side(right);
    for (int at = 0; at < diff.length();) {
      int end = diff.indexOf('\n', at) + 1;
      end = end == 0 ? diff.length() : end;
      if (diff.startsWith("@@ ", at)) {
        out.append(diff, at, end - 1).append(heading(diff, at, end, before, after)).append('\n');
      } else {
        out.append(diff, at, end);
      }
      at = end;
    }
    return out.toString();
  }

  private static String heading(String diff, int hunk, int body, Side before, Side after) throws IOException {
    long a = number(diff, diff.indexOf('-', hunk) + 1);
    long b = number(diff, diff.indexOf('+', hunk) + 1);
    long top = a;
    long otherTop = b;
    boolean removed = false;
    for (int at = body; at < diff.length() && !diff.startsWith("@@ ", at); at = diff.indexOf('\n', at) + 1) {
      char sign = diff.charAt(at);
      if (sign == '+') {
        return after.heading(b, otherTop);
      } else if (sign == '-') {
        removed = true;
        a++;
      } else if (removed) {
        break;
      } else {
        a++;
        b++;
      }
    }
    return removed ? before.heading(a - 1, top) : "";
  }

  private static long number(String diff, int at) {
    long value = 0;
    for (int i = at; i < diff.length() && diff.charAt(i) >= '0' && diff.charAt(i) <= '9'; i++) {
      value = value * 10 + diff.charAt(i) - '0';
    }
    return value;
  }

  /** The parts of one side and the lines they start at; hunks come in order, so the place only moves on. */
  private static final class Side {
    private final List<Made> parts;
    private int part;
    private long start = 1;
    /** The first line after the part. */
    private long end;
    private String[] places;

    Side(List<Made> parts) {
      this.parts = parts;
      this.end = parts.isEmpty() ? 1 : 1 + lines(parts.get(0).text());
    }

    /** Returns what to write for a line of a hunk that begins at {@code top}. */
    String heading(long line, long top) throws IOException {
      while (part < parts.size() && line >= end) {
        part++;
        start = end;
        end += part < parts.size() ? lines(parts.get(part).text()) : 0;
        places = null;
      }
      if (part >= parts.size()) {
        return "";
      }
      Made made = parts.get(part);
      places = places == null ? filled(made.places().of()) : places;
      String place = places.length == 0 ? null : places[(int) Math.min(line - start, places.length - 1)];
      boolean shown = top <= start;
      String heading = (shown ? "" : shortened(made.key())) + (place == null ? "" : " " + place);
      return heading.isBlank() ? "" : " " + heading.strip();
    }

    /** Returns for each line its place or the nearest before it. */
    private static String[] filled(List<String> places) {
      String[] result = places.toArray(new String[0]);
      for (int i = 1; i < result.length; i++) {
        result[i] = result[i] == null ? result[i - 1] : result[i];
      }
      return result;
    }

    private static String shortened(String key) {
      return key.length() <= LENGTH ? key : key.substring(0, LENGTH) + "...";
    }

    private static int lines(String text) {
      int count = 0;
      for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        count++;
      }
      return count;
    }
  }
}
