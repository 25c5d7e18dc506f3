package io.github.jdiffscope.format.crypto;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** Dates of key stores, which are milliseconds. */
final class KeyStoreDates {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
      .withZone(ZoneOffset.UTC);
  private static final long LARGEST = 1L << 47;
  private static final String TIME = "Time ";

  private KeyStoreDates() {}

  /** Returns the date, or the number if it is none of a likely year. */
  static String of(long millis) {
    return millis >= 0 && millis < LARGEST ? DATE.format(Instant.ofEpochMilli(millis)) : Long.toString(millis);
  }

  /** Returns the identifier of a key: Java writes {@code Time} and the date of the entry, others a digest. */
  static String identifier(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.startsWith(TIME) && text.length() < 20 && text.substring(TIME.length()).matches("[0-9]{1,14}")) {
      return TIME + of(Long.parseLong(text.substring(TIME.length())));
    }
    return bytes.length <= 64 ? HexFormat.of().formatHex(bytes) : Secrets.digest(bytes);
  }
}
