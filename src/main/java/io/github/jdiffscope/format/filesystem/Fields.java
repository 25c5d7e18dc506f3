package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.Section;
import java.util.ArrayList;
import java.util.List;

/** Named fields, one a line, in the order in which they are put. */
final class Fields {
  private final StringBuilder text = new StringBuilder();
  private final int width;

  /** @param width of the column of names with their colons */
  Fields(int width) {
    this.width = width;
  }

  Fields() {
    this(0);
  }

  Fields put(String name, Object value) {
    text.append(name).append(':');
    int pad = Math.max(1, width - name.length() - 1);
    String shown = String.valueOf(value);
    if (!shown.isEmpty()) {
      text.append(" ".repeat(pad)).append(shown);
    }
    text.append('\n');
    return this;
  }

  Fields line(String line) {
    text.append(line).append('\n');
    return this;
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  Section section(String title) {
    return Section.text(title, text.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** Returns the names of the bits that are set, bits without a name as {@code FLAG_n}; the separator is a blank. */
  static String bits(long value, String... names) {
    List<String> set = new ArrayList<>();
    for (int bit = 0; bit < 64; bit++) {
      if ((value >>> bit & 1) != 0) {
        set.add(bit < names.length && names[bit] != null ? names[bit] : "FLAG_" + bit);
      }
    }
    return set.isEmpty() ? "(none)" : String.join(" ", set);
  }

  /** Returns a word by number, else the number itself. */
  static String word(long value, String... words) {
    return value >= 0 && value < words.length && words[(int) value] != null ? words[(int) value]
        : "unknown (" + value + ")";
  }
}
