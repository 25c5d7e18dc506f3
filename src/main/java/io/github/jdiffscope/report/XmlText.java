package io.github.jdiffscope.report;

import java.io.IOException;

/** Writes text of the input into XML and HTML, where it stays text. */
final class XmlText {
  private XmlText() {}

  /** Writes escaped text, for elements and for attributes in double quotes. */
  static void write(Utf8Output out, String s) throws IOException {
    write(out, s, 0, s.length());
  }

  static void write(Utf8Output out, String s, int from, int to) throws IOException {
    int plainFrom = from;
    for (int i = from; i < to; i++) {
      String entity = entity(s.charAt(i));
      if (entity != null) {
        out.shown(s, plainFrom, i);
        out.ascii(entity);
        plainFrom = i + 1;
      }
    }
    out.shown(s, plainFrom, to);
  }

  private static String entity(char c) {
    if (c > '>') {
      return null;
    }
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> null;
    };
  }
}
