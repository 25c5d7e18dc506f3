package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What stands in a text of OpenPGP (RFC 9580, 6 and 7).
 *
 * @param items in order
 * @param between lines around them
 */
record PgpArmor(List<Item> items, String between) {
  private static final String BEGIN = "-----BEGIN PGP ";
  private static final String END = "-----END PGP ";
  private static final String DASHES = "-----";
  private static final String SIGNED = "SIGNED MESSAGE";
  private static final int LOW = 2;

  /**
   * One armored part.
   *
   * @param kind as {@code SIGNATURE}
   * @param headers lines as {@code Version: GnuPG v2}
   * @param packets what is armored, empty for a signed text
   * @param text the text that the next part signs, null if it is none
   */
  record Item(String kind, List<String> headers, byte[] packets, String text) {}

  /** Returns the rule that a text starts so; a rule of what else the text is weighs more. */
  static Signature rule() {
    return new Signature.Structure(LOW, new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return probe.u8(0) == '-' && probe.has(0, BEGIN);
      }
    });
  }

  /** Returns the parts of a text, one byte a character. */
  static PgpArmor read(String text) throws FormatException {
    List<String> lines = List.of(text.split("\n", -1));
    List<Item> items = new ArrayList<>();
    StringBuilder between = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at).strip();
      if (!line.startsWith(BEGIN) || !line.endsWith(DASHES) || line.length() < BEGIN.length() + DASHES.length()) {
        between.append(line.isEmpty() ? "" : line + "\n");
        at++;
        continue;
      }
      String kind = line.substring(BEGIN.length(), line.length() - DASHES.length());
      List<String> headers = new ArrayList<>();
      for (at++; at < lines.size() && !lines.get(at).isBlank() && lines.get(at).contains(": "); at++) {
        headers.add(lines.get(at).strip());
      }
      at = kind.equals(SIGNED) ? signed(lines, at, headers, items) : armored(lines, at, kind, headers, items);
    }
    return new PgpArmor(items, between.toString());
  }

  /** Reads the text to the signature below it; lines that start with a dash have {@code "- "} in front. */
  private static int signed(List<String> lines, int from, List<String> headers,
      List<Item> items) throws FormatException {
    StringBuilder text = new StringBuilder();
    int at = from < lines.size() && lines.get(from).isBlank() ? from + 1 : from;
    for (; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.startsWith(BEGIN)) {
        items.add(new Item(SIGNED, headers, new byte[0], text.toString()));
        return at;
      }
      text.append(line.startsWith("- ") ? line.substring(2) : line).append('\n');
    }
    throw new FormatException("the signed text has no signature");
  }

  private static int armored(List<String> lines, int from, String kind, List<String> headers, List<Item> items)
      throws FormatException {
    StringBuilder digits = new StringBuilder();
    int at = from;
    for (; at < lines.size() && !lines.get(at).startsWith(END); at++) {
      String line = lines.get(at).strip();
      // The checksum of 24 bits starts with a sign that else is at the end of a line only (RFC 9580, 6.1).
      digits.append(line.startsWith("=") && line.length() == 5 ? "" : line);
    }
    if (at == lines.size()) {
      throw new FormatException("armor of " + kind + " has no end");
    }
    try {
      items.add(new Item(kind, headers, Base64.getDecoder().decode(digits.toString()), null));
    } catch (IllegalArgumentException bad) {
      throw new FormatException("armor of " + kind + " is no Base64");
    }
    return at + 1;
  }
}
