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
    for (int i = out.plainXml(s, from, to); i < to; i = out.plainXml(s, i, to)) {
      String entity = entity(s.charAt(i));
      if (entity != null) {
        out.ascii(entity);
        i++;
      } else {
        i = out.shownSpecial(s, i, to);
      }
    }
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
