package io.github.jdiffscope.report;

import java.io.IOException;

/**
 * Writes JSON on one line. Own, because a library's generator refuses the lone surrogates that carry undecodable bytes
 * (here they become escapes, which every reader understands), and because loading one costs more than the report.
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private final Utf8Output out;
  private boolean comma;

  JsonText(Utf8Output out) {
    this.out = out;
  }

  JsonText open(char bracket) throws IOException {
    separate();
    out.put(bracket);
    comma = false;
    return this;
  }

  JsonText close(char bracket) throws IOException {
    out.put(bracket);
    comma = true;
    return this;
  }

  /** Starts a member; {@code name} needs no escaping. */
  JsonText key(String name) throws IOException {
    separate();
    out.put('"');
    out.ascii(name);
    out.ascii("\": ");
    comma = false;
    return this;
  }

  JsonText string(String value) throws IOException {
    separate();
    if (value == null) {
      out.ascii("null");
    } else {
      out.put('"');
      characters(value);
      out.put('"');
    }
    comma = true;
    return this;
  }

  JsonText number(long value) throws IOException {
    separate();
    out.ascii(Long.toString(value));
    comma = true;
    return this;
  }

  JsonText bool(boolean value) throws IOException {
    separate();
    out.ascii(value ? "true" : "false");
    comma = true;
    return this;
  }

  JsonText member(String name, String value) throws IOException {
    return key(name).string(value);
  }

  private void separate() throws IOException {
    if (comma) {
      out.ascii(", ");
    }
  }

  private void characters(String s) throws IOException {
    int plainFrom = 0;
    int length = s.length();
    for (int i = 0; i < length; i++) {
      char c = s.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        continue;
      }
      out.asciiPart(s, plainFrom, i);
      if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(s.charAt(i + 1))) {
        out.put(s.codePointAt(i++));
      } else {
        special(c);
      }
      plainFrom = i + 1;
    }
    out.asciiPart(s, plainFrom, length);
  }

  private void special(char c) throws IOException {
    switch (c) {
      case '"' -> out.ascii("\\\"");
      case '\\' -> out.ascii("\\\\");
      case '\n' -> out.ascii("\\n");
      case '\r' -> out.ascii("\\r");
      case '\t' -> out.ascii("\\t");
      default -> {
        if (c < ' ' || c == 0x7f || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
          escape(c);
        } else {
          out.put(c);
        }
      }
    }
  }

  private void escape(char c) throws IOException {
    out.ascii("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.put(HEX.charAt(c >> shift & 15));
    }
  }
}
