package io.github.jdiffscope.format.jvm;

/** Constant values as Java would write them, where Java can. */
final class Literals {
  private Literals() {}

  /** Appends an already escaped string in quotes. */
  static void quote(StringBuilder out, String text) {
    out.append('"');
    if (text.indexOf('"') < 0) {
      out.append(text);
    } else {
      for (int i = 0; i < text.length(); i++) {
        out.append(text.charAt(i) == '"' ? "\\" : "").append(text.charAt(i));
      }
    }
    out.append('"');
  }

  static void append(StringBuilder out, float value, int bits) {
    out.append(value).append(value != value ? "" : "f");
    if (value != value && bits != 0x7FC00000) {
      ModifiedUtf8.hex(out.append(" (0x"), bits & 0xFFFF_FFFFL, 8);
      out.append(')');
    }
  }

  static void append(StringBuilder out, double value, long bits) {
    out.append(value).append(value != value ? "" : "d");
    if (value != value && bits != 0x7FF8000000000000L) {
      ModifiedUtf8.hex(out.append(" (0x"), bits, 16);
      out.append(')');
    }
  }

  /** Appends bytes in hexadecimal, 32 to a line. */
  static void hexLines(StringBuilder out, String indent, byte[] bytes, int start, int length) {
    for (int i = 0; i < length; i++) {
      if (i % 32 == 0) {
        out.append(i == 0 ? "" : "\n").append(indent);
      }
      ModifiedUtf8.hex(out, bytes[start + i] & 0xFF, 2);
    }
    out.append(length == 0 ? "" : "\n");
  }
}
