package io.github.jdiffscope.cli;

/** Numbers and sizes as people write them. */
final class Quantities {
  private static final String UNITS = "KMGT";

  private Quantities() {}

  /**
   * Returns a whole number.
   *
   * @throws TroubleException if it is not one from 0 to {@code largest}
   */
  static long number(String option, String text, long largest) throws TroubleException {
    try {
      long value = Long.parseLong(text);
      if (value >= 0 && value <= largest) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as a number out of range is.
    }
    throw new TroubleException(option + ": " + text + ": not a whole number from 0 to " + largest);
  }

  /**
   * Returns a number of bytes written as {@code 4096}, {@code 64M}, {@code 64MB} or {@code 2GiB}; units are powers of
   * 1024.
   */
  static long size(String option, String text) throws TroubleException {
    String digits = text;
    long unit = 1;
    int end = text.length();
    while (end > 0 && !Character.isDigit(text.charAt(end - 1))) {
      end--;
    }
    String suffix = text.substring(end).trim().toUpperCase(java.util.Locale.ROOT);
    digits = text.substring(0, end).trim();
    if (!suffix.isEmpty() && !suffix.equals("B")) {
      int power = UNITS.indexOf(suffix.charAt(0)) + 1;
      String rest = suffix.substring(1);
      if (power == 0 || !rest.isEmpty() && !rest.equals("B") && !rest.equals("IB")) {
        throw new TroubleException(option + ": " + text + ": not a size; write 4096, 64M or 2GiB");
      }
      unit = 1L << 10 * power;
    }
    long value = number(option, digits.isEmpty() ? text : digits, Long.MAX_VALUE);
    if (value > Long.MAX_VALUE / unit) {
      throw new TroubleException(option + ": " + text + ": too large");
    }
    return value * unit;
  }
}
