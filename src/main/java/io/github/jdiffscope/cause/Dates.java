package io.github.jdiffscope.cause;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises dates and times as people and programs write them. */
final class Dates {
  private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
  private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}";
  private static final String YEAR = "(?:19[89]|20\\d)\\d";
  private static final String CLOCK = "[0-2]?\\d:[0-5]\\d(?::[0-6]\\d(?:[.,]\\d{1,9})?)?(?: ?[AP]M)?";
  /** Zones that have names; any capitals would take the word behind a time for one, as a name in a listing. */
  private static final String ZONE_NAME = "(?:UTC|GMT|WES?T|BST|CES?T|EES?T|MSK|SAST|IST|PKT|WIB|HKT|SGT|PHT|JST|KST"
      + "|A[CEW][SD]T|NZ[SD]T|[AECMP][SD]T|AK[SD]T|HST|BRT|ART)(?![A-Za-z])";
  private static final String ZONE = "(?: ?(?:Z|" + ZONE_NAME + "|[+-]\\d\\d:?\\d\\d|GMT[+-]\\d\\d:?\\d\\d))?";

  /** A date with a year, with or without a time of day. */
  private static final Pattern DATE = Pattern.compile(
      YEAR + "[-/](?:0?[1-9]|1[0-2])[-/](?:[0-2]?\\d|3[01])(?:[T _-]" + CLOCK + ")?" + ZONE + "(?!\\d)"
      + "|" + YEAR + "(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])(?:[T._-]?[0-2]\\d[0-5]\\d(?:[0-6]\\d)?)" + ZONE + "(?![0-9A-Fa-f])"
      + "|(?:" + DAY + ",? )?[0-3]?\\d[ -]" + MONTH + "[ -]" + YEAR + "(?:,? (?:at )?" + CLOCK + ")?" + ZONE + "(?!\\d)"
      + "|(?:" + DAY + ",? )?" + MONTH + " {1,2}[0-3]?\\d (?:" + CLOCK + ")" + ZONE + " " + YEAR + "(?!\\d)"
      + "|(?:" + DAY + ",? )?" + MONTH + " {1,2}[0-3]?\\d,? " + YEAR + "(?:,? (?:at )?" + CLOCK + ")?" + ZONE + "(?!\\d)"
      + "|[0-2]?\\d:[0-5]\\d:[0-6]\\d(?:[.,]\\d{1,9})?" + ZONE + "(?!\\d)");

  private static final Pattern TIME_WORD = Pattern.compile(
      "(?i)time|date|stamp|epoch|modified|created|built|generated|expire|valid");

  private Dates() {}

  /** Returns the end of the date that starts here, or -1. */
  static int end(CharSequence line, int from) {
    Matcher matcher = DATE.matcher(line);
    matcher.region(from, line.length());
    matcher.useTransparentBounds(true);
    return matcher.lookingAt() ? matcher.end() : -1;
  }

  /** Returns whether the number is seconds or milliseconds between 2001 and 2065, in a line that speaks of time. */
  static boolean isEpoch(String digits, String line) {
    boolean seconds = digits.length() == 10 && digits.charAt(0) >= '1' && digits.charAt(0) <= '2';
    boolean millis = digits.length() == 13 && digits.charAt(0) >= '1' && digits.charAt(0) <= '2';
    return (seconds || millis) && TIME_WORD.matcher(line).find();
  }
}
