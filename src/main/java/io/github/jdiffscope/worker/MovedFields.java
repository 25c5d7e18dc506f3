package io.github.jdiffscope.worker;

import io.github.jdiffscope.worker.BlockDiffer.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shortens functions in which only offsets of fields differ. One field more in a structure moves all behind it, and a
 * thousand functions read them: what differs is said once a function, without the code around it.
 */
final class MovedFields {
  private static final String ONLY_NUMBERS = "  only numbers differ, lines are counted from here:\n";

  private final Map<Long, Integer> moves = new TreeMap<>();
  private int count;

  /** Replaces the texts of such functions on both sides. */
  static MovedFields shorten(List<Made> left, List<Made> right) {
    MovedFields fields = new MovedFields();
    fields.replace(left, right);
    return fields;
  }

  /** Returns how many functions were shortened. */
  int count() {
    return count;
  }

  /** Returns what most offsets moved by, such as {@code +0x10}; the smaller number if two are as frequent. */
  String usualMove() {
    long usual = moves.entrySet().stream().max(Map.Entry.<Long, Integer>comparingByValue()
        .thenComparing(entry -> -Math.abs(entry.getKey()))).map(Map.Entry::getKey).orElse(0L);
    return (usual < 0 ? "-0x" : "+0x") + Long.toHexString(Math.abs(usual));
  }

  private void replace(List<Made> left, List<Made> right) {
    Map<String, Integer> before = places(left);
    Map<String, Integer> after = places(right);
    for (Map.Entry<String, Integer> place : before.entrySet()) {
      int i = place.getValue();
      int j = after.getOrDefault(place.getKey(), -1);
      Lines lines = i < 0 || j < 0 ? null : lines(left.get(i).text(), right.get(j).text());
      if (lines != null) {
        left.set(i, new Made(place.getKey(), lines.before(), List::of));
        right.set(j, new Made(place.getKey(), lines.after(), List::of));
        count++;
        lines.moves().forEach(move -> moves.merge(move, 1, Integer::sum));
      }
    }
  }

  /** Returns where each part is by its name; -1 for a name that several have. */
  private static Map<String, Integer> places(List<Made> parts) {
    Map<String, Integer> places = new LinkedHashMap<>(parts.size() * 2);
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).key().isEmpty()) {
        places.merge(parts.get(i).key(), i, (first, second) -> -1);
      }
    }
    return places;
  }

  private record Lines(String before, String after, List<Long> moves) {}

  /** Returns the lines that differ, each pair once; null unless they differ in numbers only and in offsets among them. */
  private static Lines lines(String left, String right) {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    Map<String, List<String>> said = new HashMap<>();
    List<Long> moves = new ArrayList<>();
    int number = 0;
    int b = 0;
    for (int a = 0; a < left.length(); number++) {
      int endA = left.indexOf('\n', a) + 1;
      int endB = right.indexOf('\n', b) + 1;
      if (endA == 0 || endB == 0) {
        return null;
      }
      boolean equal = endA - a == endB - b && left.regionMatches(a, right, b, endA - a);
      if (number == 0) {
        if (!equal) {
          return null;
        }
        before.append(left, a, endA).append(ONLY_NUMBERS);
        after.append(left, a, endA).append(ONLY_NUMBERS);
      } else if (!equal) {
        String old = left.substring(a, endA).strip();
        String changed = right.substring(b, endB).strip();
        if (!differsInNumbers(old, changed, moves)) {
          return null;
        }
        if (isNew(said, old, changed)) {
          // The line numbers keep a line from being paired with one that says the same of another place.
          String place = String.format(Locale.ROOT, "%6d  ", number);
          before.append(place).append(old).append('\n');
          after.append(place).append(changed).append('\n');
        }
      }
      a = endA;
      b = endB;
    }
    return b == right.length() && !moves.isEmpty() ? new Lines(before.toString(), after.toString(), moves) : null;
  }

  private static boolean isNew(Map<String, List<String>> said, String old, String changed) {
    List<String> others = said.computeIfAbsent(old, key -> new ArrayList<>(1));
    boolean isNew = !others.contains(changed);
    if (isNew) {
      others.add(changed);
    }
    return isNew;
  }

  /**
   * Returns whether two lines differ only in hexadecimal numbers.
   *
   * @param moves where the differences of those in brackets, which are offsets, are added
   */
  private static boolean differsInNumbers(String left, String right, List<Long> moves) {
    boolean bracket = false;
    int a = 0;
    int b = 0;
    while (a < left.length() && b < right.length()) {
      if (left.startsWith("0x", a) && right.startsWith("0x", b)) {
        int endA = numberEnd(left, a + 2);
        int endB = numberEnd(right, b + 2);
        if (bracket && !left.substring(a, endA).equals(right.substring(b, endB))) {
          long move = number(right, b + 2, endB) - number(left, a + 2, endA);
          moves.add(a > 0 && left.charAt(a - 1) == '-' ? -move : move);
        }
        a = endA;
        b = endB;
      } else if (left.charAt(a) != right.charAt(b)) {
        return false;
      } else {
        bracket = left.charAt(a) == '[' || bracket && left.charAt(a) != ']';
        a++;
        b++;
      }
    }
    return a == left.length() && b == right.length();
  }

  private static long number(String text, int from, int to) {
    return to - from > 16 || from == to ? 0 : Long.parseUnsignedLong(text.substring(from, to), 16);
  }

  private static int numberEnd(String text, int from) {
    int end = from;
    while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
      end++;
    }
    return end;
  }
}
