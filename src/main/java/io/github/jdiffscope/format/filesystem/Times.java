package io.github.jdiffscope.format.filesystem;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Times as listings print them, in UTC. */
final class Times {
  private static final long FIRST = -62_135_596_800L;
  private static final long LAST = 253_402_300_799L;

  private Times() {}

  /** Returns {@code 2022-02-03 11:18:07}, or the bare seconds for what no calendar reaches. */
  static String seconds(long epochSeconds) {
    if (epochSeconds < FIRST || epochSeconds > LAST) {
      return "@" + epochSeconds;
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(epochSeconds, 0, ZoneOffset.UTC);
    return date(time.getYear(), time.getMonthValue(), time.getDayOfMonth()) + ' '
        + clock(time.getHour(), time.getMinute(), time.getSecond());
  }

  /** Returns the time with nine digits behind the second. */
  static String nanos(long epochSeconds, long nanos) {
    return seconds(epochSeconds) + '.' + fill(nanos, 9);
  }

  /** Returns the time with as many digits behind the second as a tick of 100 nanoseconds since 1601 has: seven. */
  static String windows(long ticks) {
    long seconds = Math.floorDiv(ticks, 10_000_000L) - 11_644_473_600L;
    return seconds(seconds) + '.' + fill(Math.floorMod(ticks, 10_000_000L), 7);
  }

  static String date(int year, int month, int day) {
    return fill(year, 4) + '-' + fill(month, 2) + '-' + fill(day, 2);
  }

  static String clock(int hour, int minute, int second) {
    return fill(hour, 2) + ':' + fill(minute, 2) + ':' + fill(second, 2);
  }

  /** Returns the number with leading zeros. */
  static String fill(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /** Returns text formatted alike everywhere. */
  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
