package io.github.jdiffscope.report;

/** Numbers as sentences say them. */
final class Counts {
  private Counts() {}

  /** Returns {@code 1 line}, {@code 1,234 lines}. */
  static String of(long n, String noun) {
    return grouped(n) + ' ' + noun + (n == 1 ? "" : "s");
  }

  /** Returns the number with commas between groups of three digits. */
  static String grouped(long n) {
    String digits = Long.toString(n);
    StringBuilder b = new StringBuilder(digits);
    int stop = n < 0 ? 1 : 0;
    for (int i = digits.length() - 3; i > stop; i -= 3) {
      b.insert(i, ',');
    }
    return b.toString();
  }

  /** Returns {@code 812 bytes}, {@code 1.4 KiB}, {@code 23 MiB}. */
  static String bytes(long n) {
    if (n < 1024) {
      return of(n, "byte");
    }
    String units = "KMGTPE";
    int unit = 0;
    double v = n / 1024.0;
    while (v >= 1023.95 && unit < units.length() - 1) {
      v /= 1024;
      unit++;
    }
    long tenths = Math.round(v * 10);
    String number = tenths >= 100 ? Long.toString(Math.round(v)) : tenths / 10 + "." + tenths % 10;
    return number + ' ' + units.charAt(unit) + "iB";
  }
}
