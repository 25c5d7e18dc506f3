package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.util.List;

/**
 * Tells the fields of a superblock that lie one behind the other, after a list of words {@code name:kind}: u1 to u8 are
 * numbers of so many bytes, x1 to x8 the same in hexadecimal, t12 is text of 12 bytes, id a UUID, s4 four bytes left out.
 */
final class RawSuperblock {
  private final Struct raw;

  RawSuperblock(Struct raw) {
    this.raw = raw;
  }

  /** Returns the fields named, or all but these; the layout says how a name and its value stand in a line. */
  String text(int start, List<String> words, String layout, List<String> names, boolean named) throws FormatException {
    StringBuilder text = new StringBuilder();
    int at = start;
    for (String word : words) {
      int colon = word.indexOf(':');
      String name = word.substring(0, colon);
      String kind = word.substring(colon + 1);
      int size = kind.equals("id") ? 16 : Integer.parseInt(kind.substring(1));
      if (kind.charAt(0) != 's' && names.contains(name) == named) {
        text.append(Times.format(layout, name, value(at, size, kind.charAt(0)))).append('\n');
      }
      at += size;
    }
    return text.toString();
  }

  private String value(int at, int size, char kind) throws FormatException {
    if (kind == 'i') {
      return raw.uuid(at);
    } else if (kind == 't') {
      return raw.text(at, size);
    }
    long number = size == 1 ? raw.u8(at) : size == 2 ? raw.u16(at) : size == 4 ? raw.u32(at) : raw.i64(at);
    return kind == 'x' && number != 0 ? "0x" + Long.toHexString(number) : Long.toUnsignedString(number);
  }
}
