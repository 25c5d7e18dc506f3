package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said about a difference of bytes as a whole. */
final class BinaryRemarks {
  /** Bytes of changed regions that are looked at on each side. */
  private static final int SAMPLE = 1 << 18;
  private static final int LEAST_FOR_ENTROPY = 1024;
  private static final double DENSE_BITS = 7.5;
  private static final int LEAST_STRING = 6;
  private static final int LONGEST_STRING = 60;
  private static final int SHOWN_STRINGS = 5;

  private final ByteSource left;
  private final ByteSource right;
  private final Regions regions;

  BinaryRemarks(ByteSource left, ByteSource right, Regions regions) {
    this.left = left;
    this.right = right;
    this.regions = regions;
  }

  /** Returns the sentences, most important first. */
  List<String> summary(HexText text) throws IOException {
    List<String> comments = new ArrayList<>();
    comments.add(counts());
    byte[] removed = sample(left, true);
    byte[] added = sample(right, false);
    // Few bytes look like anything.
    boolean enough = Math.min(removed.length, added.length) >= LEAST_FOR_ENTROPY;
    String nature = nature(Nature.of(removed, enough), Nature.of(added, enough));
    if (nature != null) {
      comments.add(nature);
    }
    strings(comments);
    cuts(text, comments);
    return comments;
  }

  private String counts() {
    StringBuilder text = new StringBuilder();
    if (left.size() == right.size()) {
      text.append("Both sides have ").append(Wording.count(left.size(), "byte"));
    } else {
      text.append("Sizes: ").append(Wording.number(left.size())).append(" and ")
          .append(Wording.count(right.size(), "byte"));
    }
    text.append("; first difference at offset 0x").append(Long.toHexString(regions.a0(0))).append("; ");
    String separator = "";
    if (regions.changed() > 0) {
      text.append(Wording.count(regions.changed(), "byte")).append(" changed");
      separator = ", ";
    }
    if (regions.inserted() > 0) {
      text.append(separator).append(Wording.count(regions.inserted(), "byte")).append(" inserted");
      separator = ", ";
    }
    if (regions.deleted() > 0) {
      text.append(separator).append(Wording.count(regions.deleted(), "byte")).append(" deleted");
    }
    text.append(" in ").append(Wording.count(regions.found(), "region")).append('.');
    if (regions.inserted() + regions.deleted() > 0) {
      text.append(" Unchanged rows carry the offsets of the left side.");
    }
    return text.toString();
  }

  private byte[] sample(ByteSource source, boolean leftSide) throws IOException {
    byte[] sample = new byte[(int) Math.min(SAMPLE, source.size())];
    int length = 0;
    for (int i = 0; i < regions.size() && length < sample.length; i++) {
      long from = leftSide ? regions.a0(i) : regions.b0(i);
      long to = leftSide ? regions.a1(i) : regions.b1(i);
      length += source.read(from, sample, length, (int) Math.min(to - from, sample.length - length));
    }
    return java.util.Arrays.copyOf(sample, length);
  }

  private static String nature(Nature removed, Nature added) {
    if (removed == added) {
      return removed == Nature.DENSE ? "The changed bytes look compressed or encrypted on both sides." : null;
    }
    StringBuilder text = new StringBuilder();
    if (removed != Nature.PLAIN) {
      text.append("The changed bytes of the left side ").append(removed.says).append('.');
    }
    if (added != Nature.PLAIN) {
      text.append(text.length() == 0 ? "" : " ").append("The changed bytes of the right side ").append(added.says)
          .append('.');
    }
    return text.toString();
  }

  private void strings(List<String> comments) throws IOException {
    Set<String> lost = texts(left, true);
    Set<String> gained = texts(right, false);
    Set<String> both = new LinkedHashSet<>(lost);
    both.retainAll(gained);
    lost.removeAll(both);
    gained.removeAll(both);
    addStrings("Strings lost: ", lost, comments);
    addStrings("Strings gained: ", gained, comments);
  }

  private static void addStrings(String title, Set<String> strings, List<String> comments) {
    if (strings.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(title);
    int shown = 0;
    for (String string : strings) {
      if (shown == SHOWN_STRINGS) {
        text.append(" and ").append(Wording.number(strings.size() - shown)).append(" more");
        break;
      }
      text.append(shown++ == 0 ? "" : ", ").append('"').append(string).append('"');
    }
    comments.add(text.append('.').toString());
  }

  /** Returns the printable strings that the changed regions touch, whole, in order. */
  private Set<String> texts(ByteSource source, boolean leftSide) throws IOException {
    Set<String> found = new LinkedHashSet<>();
    Window window = new Window(source, 1 << 16);
    long budget = SAMPLE;
    for (int i = 0; i < regions.size() && budget > 0; i++) {
      long from = leftSide ? regions.a0(i) : regions.b0(i);
      long to = leftSide ? regions.a1(i) : regions.b1(i);
      int length = (int) Math.min(to - from, budget);
      budget -= length + 2 * LONGEST_STRING;
      byte[] part = new byte[length];
      length = source.read(from, part, 0, length);
      if (Nature.of(part, true) == Nature.PLAIN) {
        texts(window, from, from + length, found);
      }
    }
    return found;
  }

  private static void texts(Window window, long from, long to, Set<String> found) throws IOException {
    long position = from;
    while (position > 0 && from - position < LONGEST_STRING && isPrintable(window.at(position - 1))) {
      position--;
    }
    long size = window.source().size();
    while (position < to) {
      StringBuilder text = new StringBuilder();
      while (position < size && isPrintable(window.at(position))) {
        if (text.length() < LONGEST_STRING) {
          text.append((char) window.at(position));
        } else if (position >= to) {
          break;
        }
        position++;
      }
      if (text.length() >= LEAST_STRING) {
        found.add(text.toString());
      }
      position++;
    }
  }

  private static boolean isPrintable(int b) {
    return b >= ' ' && b < 0x7F;
  }

  private void cuts(HexText text, List<String> comments) {
    long regionsLeftOut = regions.found() - text.shownRegions();
    if (text.cutRows() > 0) {
      comments.add(Wording.count(text.cutRows(), "row")
          + " of the regions shown were left out, as the lines in their place say.");
    }
    if (regionsLeftOut > 0) {
      comments.add(Wording.count(regionsLeftOut, "more changed region") + " not shown.");
    }
  }

  /** What bytes look like as a whole. */
  private enum Nature {
    PLAIN(""), ZEROS("are all zero"), DENSE("look compressed or encrypted");

    private final String says;

    Nature(String says) {
      this.says = says;
    }

    static Nature of(byte[] sample, boolean dense) {
      int[] counts = new int[256];
      for (byte b : sample) {
        counts[b & 0xFF]++;
      }
      if (sample.length >= HexText.ROW && counts[0] == sample.length) {
        return ZEROS;
      }
      return dense && sample.length >= LEAST_FOR_ENTROPY && bits(counts, sample.length) >= DENSE_BITS ? DENSE : PLAIN;
    }

    /** Returns the Shannon entropy in bits a byte. */
    private static double bits(int[] counts, int total) {
      double bits = 0;
      for (int count : counts) {
        if (count > 0) {
          double share = (double) count / total;
          bits -= share * Math.log(share) / Math.log(2);
        }
      }
      return bits;
    }
  }
}
