package io.github.jdiffscope.format.jvm;

/** Access and property flags as words (JVMS tables 4.1-B, 4.5-A, 4.6-A, 4.7.6-A, 4.7.24-A); no bit is left out. */
final class AccessFlags {
  static final String[] CLASS = words("public private protected static final ACC_SUPER 0x0040 0x0080 0x0100 interface"
      + " abstract 0x0800 synthetic annotation enum module");
  static final String[] FIELD = words("public private protected static final 0x0020 volatile transient 0x0100 0x0200"
      + " 0x0400 0x0800 synthetic 0x2000 enum mandated");
  static final String[] METHOD = words("public private protected static final synchronized bridge varargs native"
      + " 0x0200 abstract strictfp synthetic 0x2000 0x4000 mandated");
  static final String[] INNER_CLASS = words("public private protected static final 0x0020 0x0040 0x0080 0x0100"
      + " interface abstract 0x0800 synthetic annotation enum mandated");
  static final String[] PARAMETER = words("0x0001 0x0002 0x0004 0x0008 final 0x0020 0x0040 0x0080 0x0100 0x0200 0x0400"
      + " 0x0800 synthetic 0x2000 0x4000 mandated");
  static final String[] MODULE = words("0x0001 0x0002 0x0004 0x0008 0x0010 open 0x0040 0x0080 0x0100 0x0200 0x0400"
      + " 0x0800 synthetic 0x2000 0x4000 mandated");
  static final String[] REQUIRES = words("0x0001 0x0002 0x0004 0x0008 0x0010 transitive static 0x0080 0x0100 0x0200"
      + " 0x0400 0x0800 synthetic 0x2000 0x4000 mandated");

  private AccessFlags() {}

  private static String[] words(String text) {
    String[] words = new String[16];
    int start = 0;
    for (int i = 0; i < 16; i++) {
      int end = text.indexOf(' ', start);
      words[i] = text.substring(start, end < 0 ? text.length() : end);
      start = end + 1;
    }
    return words;
  }

  /** Appends a word and a space for each flag that is set. */
  static void append(StringBuilder out, int flags, String[] words) {
    for (int i = 0; i < 16; i++) {
      if ((flags & 1 << i) != 0) {
        out.append(words[i]).append(' ');
      }
    }
  }
}
