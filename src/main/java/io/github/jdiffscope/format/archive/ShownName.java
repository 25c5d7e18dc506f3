package io.github.jdiffscope.format.archive;

/** Names as shown in one line. */
final class ShownName {
  private ShownName() {}

  /** Returns the name with line breaks and other control characters written as escapes, and backslashes doubled then. */
  static String of(String name) {
    boolean plain = true;
    for (int i = 0; i < name.length() && plain; i++) {
      plain = name.charAt(i) >= ' ' && name.charAt(i) != 0x7F;
    }
    return plain ? name : escaped(name);
  }

  private static String escaped(String name) {
    StringBuilder shown = new StringBuilder(name.length() + 16);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\n') {
        shown.append("\\n");
      } else if (c == '\\') {
        shown.append("\\\\");
      } else if (c < ' ' || c == 0x7F) {
        shown.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }
}
