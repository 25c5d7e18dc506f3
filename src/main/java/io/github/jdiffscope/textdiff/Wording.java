package io.github.jdiffscope.textdiff;

/** Numbers in sentences, in one form everywhere. */
final class Wording {
  private static final int GROUP = 3;

  private Wording() {}

  /** Returns a number with its digits in groups of three: {@code 1,234}. */
  static String number(long number) {
    StringBuilder text = new StringBuilder().append(number);
    for (int at = text.length() - GROUP; at > (number < 0 ? 1 : 0); at -= GROUP) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  /** Returns a number of things: {@code 1 line}, {@code 2 lines}. */
  static String count(long number, String noun) {
    return new StringBuilder(number(number)).append(' ').append(noun).append(number == 1 ? "" : "s").toString();
  }
}
