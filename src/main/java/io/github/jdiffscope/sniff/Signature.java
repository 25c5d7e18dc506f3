package io.github.jdiffscope.sniff;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A rule that recognises a format. */
public sealed interface Signature {
  /** Weight of a rule that looked at no content. */
  int NAME_WEIGHT = 1;

  /** Returns how much a match says: 0 none, {@link #NAME_WEIGHT} the name only, more for more bytes looked at. */
  int weigh(Probe probe);

  /** Bytes at a fixed place. */
  record Magic(long offset, byte[] bytes) implements Signature {
    @Override
    public int weigh(Probe probe) {
      return probe.has(offset, bytes) ? NAME_WEIGHT + bytes.length : 0;
    }
  }

  /** The end of the file name, or the whole of it, in any case. */
  record Name(String text, boolean whole) implements Signature {
    @Override
    public int weigh(Probe probe) {
      String name = probe.lowerCaseFileName();
      return (whole ? name.equals(text) : name.endsWith(text) && name.length() > text.length()) ? NAME_WEIGHT : 0;
    }
  }

  /** A structural check of the content. */
  record Structure(int weight, Check check) implements Signature {
    @Override
    public int weigh(Probe probe) {
      return check.matches(probe) ? NAME_WEIGHT + weight : 0;
    }
  }

  /** A structural check of what looks like text. */
  record TextStructure(int weight, Check check) implements Signature {
    @Override
    public int weigh(Probe probe) {
      return probe.looksLikeText() && check.matches(probe) ? NAME_WEIGHT + weight : 0;
    }
  }

  /** All of several rules. */
  record All(List<Signature> parts) implements Signature {
    @Override
    public int weigh(Probe probe) {
      int sum = 0;
      for (int i = 0; i < parts.size(); i++) {
        int weight = parts.get(i).weigh(probe);
        if (weight == 0) {
          return 0;
        }
        sum += weight;
      }
      return sum;
    }
  }

  /**
   * A question about content; must be quick, must not throw, and must not trust anything. Comparators implement it as an
   * anonymous class: linking a lambda for each of some hundred formats would double the time of a small comparison.
   */
  @FunctionalInterface
  interface Check {
    boolean matches(Probe probe);
  }

  /** Returns the rule that text, one byte a character (ISO 8859-1), stands at an offset. */
  static Signature magic(long offset, String text) {
    return new Magic(offset, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Returns the rule that bytes, written in hexadecimal, stand at an offset. */
  static Signature hex(long offset, String digits) {
    return new Magic(offset, HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  /** Returns the rule that the file name ends so, such as {@code .jar}. */
  static Signature nameEnds(String suffix) {
    return new Name(suffix.toLowerCase(Locale.ROOT), false);
  }

  /** Returns the rule that the file is called so, in any case. */
  static Signature nameIs(String name) {
    return new Name(name.toLowerCase(Locale.ROOT), true);
  }

  /** Returns the rule that a structural check holds, which weighs as much as 8 bytes of magic. */
  static Signature content(Check check) {
    return new Structure(8, check);
  }

  /** Returns the rule that this text-looking input also passes a check. */
  static Signature text(Check check) {
    return new TextStructure(8, check);
  }

  /** Returns the rule that all rules hold. */
  static Signature all(Signature... rules) {
    return new All(List.of(rules));
  }
}
