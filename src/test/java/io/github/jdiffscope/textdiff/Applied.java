package io.github.jdiffscope.textdiff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code patch} makes of a text and hunks, strictly: each line must be where its hunk says. */
public final class Applied {
  private static final Pattern HEADER = Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@");

  private final List<String> left;
  private final StringBuilder result = new StringBuilder();
  private int taken;
  private int made;

  private Applied(String left) {
    this.left = lines(left);
  }

  /** Returns the patched bytes, or throws if a hunk does not fit. */
  public static byte[] apply(byte[] left, String hunks) {
    Applied applied = new Applied(ByteText.text(left, left.length));
    List<String> diff = lines(hunks);
    int at = 0;
    while (at < diff.size()) {
      at = applied.hunk(diff, at);
    }
    applied.copyTo(applied.left.size());
    return bytes(applied.result.toString());
  }

  private int hunk(List<String> diff, int header) {
    Matcher matcher = HEADER.matcher(diff.get(header).strip());
    if (!matcher.matches()) {
      throw new AssertionError("not a hunk header: " + diff.get(header));
    }
    int count = count(matcher.group(2));
    int newCount = count(matcher.group(4));
    copyTo(Integer.parseInt(matcher.group(1)) - (count == 0 ? 0 : 1));
    expect(made == Integer.parseInt(matcher.group(3)) - (newCount == 0 ? 0 : 1), "right start of " + matcher.group());
    int endLeft = taken + count;
    int endRight = made + newCount;
    int at = header + 1;
    while (at < diff.size() && !diff.get(at).startsWith("@@")) {
      String line = diff.get(at).substring(1);
      if (at + 1 < diff.size() && diff.get(at + 1).startsWith("\\")) {
        line = line.substring(0, line.length() - 1);
      }
      one(diff.get(at).charAt(0), line);
      at += at + 1 < diff.size() && diff.get(at + 1).startsWith("\\") ? 2 : 1;
    }
    expect(taken == endLeft && made == endRight, "counts of " + matcher.group());
    return at;
  }

  private void one(char sign, String line) {
    if (sign != '+') {
      expect(left.get(taken++).equals(line), "line " + taken + ": " + line);
    }
    if (sign != '-') {
      result.append(line);
      made++;
    }
  }

  private void copyTo(int line) {
    expect(line >= taken, "hunks overlap");
    for (; taken < line; taken++, made++) {
      result.append(left.get(taken));
    }
  }

  private static int count(String group) {
    return group == null ? 1 : Integer.parseInt(group);
  }

  private static void expect(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < text.length();) {
      int to = text.indexOf('\n', from) + 1;
      to = to == 0 ? text.length() : to;
      lines.add(text.substring(from, to));
      from = to;
    }
    return lines;
  }

  /** Returns the bytes of text whose lone surrogates stand for bytes. */
  static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.codePoints().forEach(c -> {
      if (c >= 0xDC80 && c <= 0xDCFF) {
        bytes.write(c - 0xDC00);
      } else {
        bytes.writeBytes(new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8));
      }
    });
    return bytes.toByteArray();
  }
}
