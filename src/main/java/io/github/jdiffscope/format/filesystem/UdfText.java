package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.nio.charset.StandardCharsets;

/** Texts, identifiers and times as ECMA-167 and the OSTA specification of UDF (2.1) store them. */
final class UdfText {
  private static final int NO_ZONE = -2047;

  private UdfText() {}

  /** Returns a text of fixed width, whose last byte says how many are used. */
  static String fixed(Struct raw, int at, int width) throws FormatException {
    return text(raw, at, Math.min(width - 1, raw.u8(at + width - 1)));
  }

  /** Returns a text whose first byte says whether a character has 8 or 16 bits. */
  static String text(Struct raw, int at, int length) throws FormatException {
    if (length == 0) {
      return "";
    }
    byte[] bytes = raw.bytes(at + 1, length - 1);
    int kind = raw.u8(at);
    return switch (kind) {
      case 8, 254 -> new String(bytes, StandardCharsets.ISO_8859_1);
      case 16, 255 -> new String(bytes, StandardCharsets.UTF_16BE);
      default -> "0x" + raw.hex(at, length);
    };
  }

  /** Returns an identifier of an implementation or a domain, what follows its name in hexadecimal. */
  static String identifier(Struct raw, int at) throws FormatException {
    String name = raw.text(at + 1, 23);
    return name + (raw.isZero(at + 24, 8) ? "" : " 0x" + raw.hex(at + 24, 8)) + (raw.u8(at) == 0 ? "" : " flags "
        + raw.u8(at));
  }

  /** Returns a time with its zone (ECMA-167 1/7.3), and microseconds if there are any. */
  static String time(Struct raw, int at) throws FormatException {
    if (raw.isZero(at, 12)) {
      return "never";
    }
    // Twelve bits with sign.
    int zone = raw.u16(at) << 20 >> 20;
    int micros = raw.u8(at + 9) * 10_000 + raw.u8(at + 10) * 100 + raw.u8(at + 11);
    String text = Times.date((short) raw.u16(at + 2), raw.u8(at + 4), raw.u8(at + 5)) + ' '
        + Times.clock(raw.u8(at + 6), raw.u8(at + 7), raw.u8(at + 8)) + (micros == 0 ? "" : "." + Times.fill(micros, 6));
    return zone == NO_ZONE ? text : text + Times.format(" %s%02d%02d", zone < 0 ? "-" : "+", Math.abs(zone) / 60,
        Math.abs(zone) % 60);
  }
}
