package io.github.jdiffscope.codec.xml;

/** Brings character references to one form. */
public final class XmlReferences {
  private XmlReferences() {}

  /**
   * Returns text with references to characters and to the five predefined entities replaced by the characters, but for
   * those that must be written as references; references to other entities stay as they are.
   *
   * @param raw as it stands in the source
   * @param attribute whether it is the value of an attribute, where line ends count as spaces
   */
  public static String canonical(String raw, boolean attribute) {
    StringBuilder out = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '&') {
        int end = raw.indexOf(';', i);
        if (end > 0) {
          reference(raw.substring(i + 1, end), attribute, out);
          i = end;
          continue;
        }
      }
      if (c == '\r') {
        // End-of-line handling, XML 1.0 section 2.11.
        i += i + 1 < raw.length() && raw.charAt(i + 1) == '\n' ? 1 : 0;
        c = '\n';
      }
      if (attribute && (c == '\n' || c == '\t')) {
        c = ' ';
      }
      plain(c, attribute, out);
    }
    return out.toString();
  }

  private static void plain(int c, boolean attribute, StringBuilder out) {
    if (c == '&') {
      out.append("&amp;");
    } else if (c == '<') {
      out.append("&lt;");
    } else if (c == '"' && attribute) {
      out.append("&quot;");
    } else {
      out.appendCodePoint(c);
    }
  }

  private static void reference(String name, boolean attribute, StringBuilder out) {
    int code = codePoint(name);
    if (code < 0) {
      out.append('&').append(name).append(';');
    } else if (code < 0x20) {
      out.append("&#").append(code).append(';');
    } else {
      plain(code, attribute, out);
    }
  }

  private static int codePoint(String name) {
    switch (name) {
      case "amp":
        return '&';
      case "lt":
        return '<';
      case "gt":
        return '>';
      case "apos":
        return '\'';
      case "quot":
        return '"';
      default:
        return name.startsWith("#") ? number(name) : -1;
    }
  }

  private static int number(String name) {
    try {
      boolean hex = name.startsWith("#x");
      int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF) ? code : -1;
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }
}
