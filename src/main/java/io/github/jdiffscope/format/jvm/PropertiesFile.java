package io.github.jdiffscope.format.jvm;

import java.util.ArrayList;
import java.util.List;

/** A properties file taken apart, as {@link java.util.Properties#load} reads it. */
final class PropertiesFile {
  final List<Entry> entries = new ArrayList<>();
  final List<String> comments = new ArrayList<>();

  record Entry(String key, String value) {}

  private final String text;
  private int at;

  private PropertiesFile(String text) {
    this.text = text;
  }

  static PropertiesFile parse(String text) {
    PropertiesFile file = new PropertiesFile(text);
    while (file.at < text.length()) {
      file.line();
    }
    return file;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private void line() {
    // A continuation before anything else leaves the logical line new: what follows may be a comment.
    while (at < text.length() && (isBlank(text.charAt(at)) || isLineEnd(text.charAt(at)) || isContinuation())) {
      at++;
    }
    if (at == text.length()) {
      return;
    }
    if (text.charAt(at) == '#' || text.charAt(at) == '!') {
      int start = at;
      while (at < text.length() && !isLineEnd(text.charAt(at))) {
        at++;
      }
      comments.add(text.substring(start, at));
      return;
    }
    String key = part(true);
    skipBlanks();
    if (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':')) {
      at++;
      skipBlanks();
    }
    entries.add(new Entry(key, part(false)));
  }

  private void skipBlanks() {
    while (at < text.length() && (isBlank(text.charAt(at)) || isContinuation())) {
      at++;
      if (isLineEnd(text.charAt(at - 1))) {
        endOfLine();
      } else if (text.charAt(at - 1) == '\\') {
        at++;
        endOfLine();
      }
    }
  }

  private boolean isContinuation() {
    return text.charAt(at) == '\\' && at + 1 < text.length() && isLineEnd(text.charAt(at + 1));
  }

  /** Moves past the second character of a line end, if there is one. */
  private void endOfLine() {
    if (at < text.length() && text.charAt(at) == '\n' && text.charAt(at - 1) == '\r') {
      at++;
    }
  }

  /** Returns a key or value, unescaped; ends before what ends it. */
  private String part(boolean key) {
    StringBuilder out = new StringBuilder();
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      char c = text.charAt(at);
      if (key && (isBlank(c) || c == '=' || c == ':')) {
        break;
      }
      at++;
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private void escape(StringBuilder out) {
    if (at == text.length()) {
      return;
    }
    char c = text.charAt(at++);
    switch (c) {
      case 't' -> out.append('\t');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 'f' -> out.append('\f');
      case 'u' -> unicode(out);
      case '\n', '\r' -> {
        endOfLine();
        while (at < text.length() && isBlank(text.charAt(at))) {
          at++;
        }
      }
      default -> out.append(c);
    }
  }

  private void unicode(StringBuilder out) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0) {
        // java.util.Properties refuses this file; what is written is shown.
        out.append("\\u");
        return;
      }
      value = value << 4 | digit;
    }
    at += 4;
    out.append((char) value);
  }
}
