package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The objects of a PEM (RFC 7468; with headers RFC 1421).
 *
 * @param objects in order
 * @param text the lines between and around them, which mean nothing
 */
record Pem(List<Item> objects, String text) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /**
   * One object.
   *
   * @param label what it is, as {@code CERTIFICATE}
   * @param headers lines of headers, as {@code Proc-Type: 4,ENCRYPTED}
   * @param layout how its lines are laid out, in a few words
   */
  record Item(String label, List<String> headers, byte[] content, String layout) {
    boolean isSecret() {
      return label.contains("PRIVATE");
    }
  }

  /** Returns the objects of a text, one byte a character. */
  static Pem read(String text) throws FormatException {
    List<Item> objects = new ArrayList<>();
    StringBuilder between = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = lineEnd(text, at);
      String line = text.substring(at, end).strip();
      if (line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + DASHES.length()) {
        String label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        int stop = text.indexOf(END + label + DASHES, end);
        if (stop < 0) {
          throw FormatException.at(at, "PEM object " + label + " has no end");
        }
        objects.add(item(label, text.substring(end, stop), at, text.startsWith("\r\n", Math.max(0, end - 2))));
        at = lineEnd(text, stop);
      } else {
        between.append(line.isEmpty() ? "" : text.substring(at, end).stripTrailing() + "\n");
        at = end;
      }
    }
    return new Pem(objects, between.toString());
  }

  /** Returns the section of what stands around objects; what openssl printed of them says again what they say. */
  static Section around(String title, String text) {
    boolean isDump = text.contains("Certificate") && text.contains("Signature Algorithm: ");
    return Section.text(title, text).atLevel(isDump ? 1 : 0);
  }

  private static int lineEnd(String text, int from) {
    int feed = text.indexOf('\n', from);
    return feed < 0 ? text.length() : feed + 1;
  }

  private static Item item(String label, String body, int at, boolean returns) throws FormatException {
    List<String> headers = new ArrayList<>();
    StringBuilder digits = new StringBuilder(body.length());
    int longest = 0;
    boolean inHeaders = body.indexOf(':') >= 0;
    for (String line : body.split("\n", -1)) {
      String stripped = line.strip();
      boolean folded = !headers.isEmpty() && line.startsWith(" ");
      if (inHeaders && (folded || stripped.indexOf(':') > 0)) {
        headers.add(stripped);
      } else if (!stripped.isEmpty()) {
        inHeaders = false;
        digits.append(stripped);
        longest = Math.max(longest, stripped.length());
      }
    }
    try {
      String layout = "lines of " + longest + " characters" + (returns ? ", ended by CR LF" : "");
      return new Item(label, headers, Base64.getDecoder().decode(digits.toString()), layout);
    } catch (IllegalArgumentException bad) {
      throw FormatException.at(at, "PEM object " + label + " is no Base64");
    }
  }
}
