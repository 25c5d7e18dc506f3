package io.github.jdiffscope.format.executable.code;

/** Writes bytes as quoted text or in hexadecimal. */
public final class TextLiteral {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();
  private static final int SHOWN = 1024;
  private static final int LONGEST = 8192;
  /** Longer texts are said by their beginning where they are referred to. */
  static final int LONG = 160;
  private static final int BEGINNING = 40;

  private TextLiteral() {}

  /**
   * Returns the length of the NUL-terminated text at a position, or -1 if there is none. What goes on for pages is no text of
   * one place but those of a whole program, which some languages store without an end.
   */
  public static int length(byte[] bytes, int at) {
    for (int i = at; i < Math.min(bytes.length, at + LONGEST); i++) {
      int c = bytes[i] & 0xFF;
      if (c == 0) {
        return i - at;
      }
      // Messages of the Linux kernel begin with SOH and their level.
      boolean level = c == 1 && i == at && at + 1 < bytes.length && Character.isLetterOrDigit(bytes[at + 1]);
      if (c < 32 && c != '\t' && c != '\n' && c != '\r' && c != 27 && !level || c == 127) {
        return -1;
      }
    }
    return -1;
  }

  /** Returns the NUL-terminated text at a position in quotes, or null if there is none of at least that length. */
  public static String at(byte[] bytes, int at, int least) {
    if (at < 0 || at >= bytes.length) {
      return null;
    }
    int length = length(bytes, at);
    return length < least ? null : quoted(bytes, at, at + length);
  }

  /**
   * Returns the same for a place that code or a pointer refers to: of a long text only how it begins. Compilers that keep
   * lengths run texts together, so most of it belongs to others; it stands in full with the data.
   */
  public static String reference(byte[] bytes, int at, int least) {
    int length = at < 0 || at >= bytes.length ? -1 : length(bytes, at);
    return length < least ? null : length > LONG ? beginning(bytes, at) : quoted(bytes, at, at + length);
  }

  /** Returns how a long text begins. */
  static String beginning(byte[] bytes, int at) {
    return quoted(bytes, at, at + BEGINNING) + "...";
  }

  public static String quoted(byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder(to - from + 2).append('"');
    for (int i = from; i < Math.min(to, from + SHOWN); i++) {
      int c = bytes[i] & 0xFF;
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < 32 || c > 126) {
            out.append("\\x").append(DIGITS[c >> 4]).append(DIGITS[c & 15]);
          } else {
            out.append((char) c);
          }
        }
      }
    }
    out.append('"');
    if (to - from > SHOWN) {
      Mixer rest = new Mixer();
      rest.add(bytes, from + SHOWN, to);
      out.append("... ").append(to - from).append(" bytes, the rest ").append(rest);
    }
    return out.toString();
  }

  public static String hex(byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder(2 * (to - from));
    hex(bytes, from, to, out);
    return out.toString();
  }

  public static void hex(byte[] bytes, int from, int to, StringBuilder out) {
    for (int i = from; i < to; i++) {
      out.append(DIGITS[bytes[i] >> 4 & 15]).append(DIGITS[bytes[i] & 15]);
    }
  }
}
