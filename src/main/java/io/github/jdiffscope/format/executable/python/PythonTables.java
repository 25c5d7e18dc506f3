package io.github.jdiffscope.format.executable.python;

import java.util.ArrayList;
import java.util.List;

/** Reads the tables of lines and of exception handlers (Objects/locations.md, lnotab_notes.txt, exception_handling_notes.txt). */
final class PythonTables {
  private static final int WITHOUT_LINE = -128;

  private PythonTables() {}

  /**
   * A range of code that a handler covers; places in bytes.
   *
   * @param lasti whether the place that raised is pushed too
   */
  record Handler(int start, int end, int target, int depth, boolean lasti) {}

  /** Returns the handlers; those before a cut. Numbers have 6 bits a byte, highest first. */
  static List<Handler> handlers(byte[] table) {
    List<Handler> result = new ArrayList<>();
    int[] at = new int[1];
    while (at[0] < table.length) {
      int start = number(table, at);
      int length = number(table, at);
      int target = number(table, at);
      int depth = number(table, at);
      result.add(new Handler(start * 2, (start + length) * 2, target * 2, depth >> 1, (depth & 1) != 0));
    }
    return result;
  }

  private static int number(byte[] table, int[] at) {
    int value = 0;
    int b;
    do {
      b = at[0] < table.length ? table[at[0]++] : 0;
      value = value << 6 | b & 0x3F;
    } while ((b & 0x40) != 0 && at[0] < table.length);
    return value;
  }

  /** Returns the line of each run of code, counted from the first line of the function, without columns. */
  static String lines(int minor, byte[] table) {
    StringBuilder out = new StringBuilder();
    if (minor >= 11) {
      locations(table, out);
    } else if (minor == 10) {
      int line = 0;
      for (int at = 0; at + 1 < table.length; at += 2) {
        line += table[at + 1] == WITHOUT_LINE ? 0 : table[at + 1];
        run(out, table[at] & 0xFF, table[at + 1] == WITHOUT_LINE ? "none" : "+" + line);
      }
    } else {
      int line = 0;
      for (int at = 0; at + 1 < table.length; at += 2) {
        line += minor >= 6 ? table[at + 1] : table[at + 1] & 0xFF;
        run(out, table[at] & 0xFF, "+" + line);
      }
    }
    return out.toString();
  }

  private static void run(StringBuilder out, int length, String line) {
    out.append(' ').append(length).append(':').append(line);
  }

  /** Entries start with bit 7: a code of 4 bits, a length of 3; then a line's difference and columns, by code. */
  private static void locations(byte[] table, StringBuilder out) {
    int line = 0;
    int at = 0;
    while (at < table.length) {
      int code = table[at] >> 3 & 15;
      int length = (table[at] & 7) + 1;
      at++;
      if (code == 13 || code == 14) {
        int value = 0;
        int shift = 0;
        int start = at;
        while (at < table.length && (at == start || (table[at - 1] & 0x40) != 0) && shift < 30) {
          value |= (table[at++] & 0x3F) << shift;
          shift += 6;
        }
        line += (value & 1) != 0 ? -(value >> 1) : value >> 1;
      } else if (code >= 10 && code <= 12) {
        line += code - 10;
      }
      run(out, length, code == 15 ? "none" : "+" + line);
      while (at < table.length && table[at] >= 0) {
        at++;
      }
    }
  }
}
