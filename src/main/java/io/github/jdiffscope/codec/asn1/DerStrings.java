package io.github.jdiffscope.codec.asn1;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Strings and dates of ASN.1 as text. */
final class DerStrings {
  private static final String[] MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
      "Dec"};

  private DerStrings() {}

  /** Returns the text of a string of a universal tag, null if the tag is none of a string. */
  static String text(int tag, byte[] octets) {
    Charset charset = switch (tag) {
      case 12 -> StandardCharsets.UTF_8;
      case 18, 19, 22, 25, 26, 27 -> StandardCharsets.ISO_8859_1; // numeric, printable, IA5, graphic, visible, general
      case 20, 21 -> StandardCharsets.ISO_8859_1; // TeletexString: everybody writes Latin 1; VideotexString
      case 28 -> Charset.forName("UTF-32BE");
      case 30 -> StandardCharsets.UTF_16BE;
      default -> null;
    };
    return charset == null ? null : new String(octets, charset);
  }

  /** Returns a UTCTime or GeneralizedTime as {@code Nov 23 07:00:38 2026 GMT} (RFC 5280, 4.1.2.5), else as it is. */
  static String time(byte[] octets, boolean isShort) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    int yearDigits = isShort ? 2 : 4;
    String digits = text.substring(0, digits(text));
    if (digits.length() != yearDigits + 10 && digits.length() != yearDigits + 8) {
      return text;
    }
    int year = Integer.parseInt(digits.substring(0, yearDigits));
    year += !isShort ? 0 : year < 50 ? 2000 : 1900;
    int month = number(digits, yearDigits);
    if (month < 1 || month > 12) {
      return text;
    }
    String rest = text.substring(digits.length());
    int point = 0;
    if (rest.startsWith(".")) {
      point = 1 + digits(rest.substring(1));
    }
    String zone = rest.substring(point);
    int day = number(digits, yearDigits + 2);
    String seconds = digits.length() > yearDigits + 8 ? digits.substring(yearDigits + 8, yearDigits + 10) : "00";
    return MONTHS[month - 1] + (day < 10 ? "  " : " ") + day + " " + digits.substring(yearDigits + 4, yearDigits + 6)
        + ":"
        + digits.substring(yearDigits + 6, yearDigits + 8) + ":" + seconds + rest.substring(0, point) + " " + year
        + (zone.equals("Z") ? " GMT" : zone);
  }

  private static int digits(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
      count++;
    }
    return count;
  }

  private static int number(String digits, int at) {
    return Integer.parseInt(digits.substring(at, at + 2));
  }
}
