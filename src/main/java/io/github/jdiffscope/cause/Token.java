package io.github.jdiffscope.cause;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a line: a value of a known kind, or text.
 *
 * @param from position in the line
 */
record Token(Kind kind, String text, int from) {

  /** What a value looks like. */
  enum Kind { TEXT, DATE, UUID, PATH, HEX, NUMBER, VERSION }

  private static final int UUID_LENGTH = 36;

  /** Returns the pieces of a line, from left to right. */
  static List<Token> of(String line) {
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < line.length();) {
      Token token = at(line, i);
      tokens.add(token);
      i += token.text().length();
    }
    return tokens;
  }

  private static Token at(String line, int i) {
    char c = line.charAt(i);
    boolean wordStart = i == 0 || !isWord(line.charAt(i - 1));
    if (wordStart && isWord(c)) {
      int date = Character.isDigit(c) || "JFMASONDTW".indexOf(c) >= 0 ? Dates.end(line, i) : -1;
      if (date > 0) {
        return token(Kind.DATE, line, i, date);
      }
      if (isUuid(line, i)) {
        return token(Kind.UUID, line, i, i + UUID_LENGTH);
      }
      int end = wordEnd(line, i);
      return number(line, i, end);
    }
    if (c == '/' && (i == 0 || !isWord(line.charAt(i - 1)) && "./*<>".indexOf(line.charAt(i - 1)) < 0)) {
      int end = pathEnd(line, i);
      if (line.indexOf('/', i + 1) > 0 && line.indexOf('/', i + 1) < end) {
        return token(Kind.PATH, line, i, end);
      }
    }
    if (c == ':' && line.startsWith(":\\", i) && i > 0 && Character.isLetter(line.charAt(i - 1))) {
      return token(Kind.PATH, line, i, pathEnd(line, i));
    }
    return token(Kind.TEXT, line, i, isWord(c) ? wordEnd(line, i) : i + 1);
  }

  private static Token token(Kind kind, String line, int from, int to) {
    return new Token(kind, line.substring(from, to), from);
  }

  /** Returns a word as a number, a version, hexadecimal digits, or text. */
  private static Token number(String line, int from, int end) {
    int digits = 0;
    int hex = 0;
    for (int i = from; i < end; i++) {
      char c = line.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      hex += Character.digit(c, 16) >= 0 && c < 0x80 ? 1 : 0;
    }
    int length = end - from;
    int version = digits == 0 ? from : versionEnd(line, from);
    if (version > end) {
      return token(Kind.VERSION, line, from, version);
    }
    if (digits == length) {
      return token(length >= 32 ? Kind.HEX : Kind.NUMBER, line, from, end);
    }
    return token(hex == length && length >= 7 && digits > 0 ? Kind.HEX : Kind.TEXT, line, from, end);
  }

  /** Returns the end of {@code 1.2}, {@code v1.2.3-rc.1+b5}, {@code 17.0.9+9}, or {@code from} if there is none. */
  private static int versionEnd(String line, int from) {
    int i = from < line.length() && line.charAt(from) == 'v' ? from + 1 : from;
    int dots = 0;
    while (i < line.length() && Character.isDigit(line.charAt(i))) {
      while (i < line.length() && Character.isDigit(line.charAt(i))) {
        i++;
      }
      if (i + 1 < line.length() && line.charAt(i) == '.' && Character.isDigit(line.charAt(i + 1))) {
        i++;
        dots++;
      } else {
        break;
      }
    }
    if (dots == 0) {
      return from;
    }
    while (i < line.length() && (isWord(line.charAt(i)) || "+~-.".indexOf(line.charAt(i)) >= 0 && i + 1 < line.length()
        && isWord(line.charAt(i + 1)) && !isFileExtension(line, i))) {
      i++;
    }
    return i;
  }

  private static boolean isFileExtension(String line, int dot) {
    int end = wordEnd(line, dot + 1);
    String word = line.substring(dot + 1, end);
    return line.charAt(dot) == '.' && switch (word) {
      case "jar", "war", "ear", "pom", "so", "deb", "tar", "gz", "xz", "zip", "js", "css", "html", "class", "java", "xml",
          "json", "txt", "rpm", "whl", "tgz" -> true;
      default -> false;
    };
  }

  private static int wordEnd(String line, int from) {
    int i = from;
    while (i < line.length() && isWord(line.charAt(i))) {
      i++;
    }
    return i;
  }

  private static int pathEnd(String line, int from) {
    int i = from;
    while (i < line.length() && " \t\"'<>|;,()[]{}=`".indexOf(line.charAt(i)) < 0 && !(line.charAt(i) == ':' && i > from)) {
      i++;
    }
    return i;
  }

  static boolean isWord(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80;
  }

  private static boolean isUuid(String line, int from) {
    if (from + UUID_LENGTH > line.length()
        || from + UUID_LENGTH < line.length() && isWord(line.charAt(from + UUID_LENGTH))) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = line.charAt(from + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
