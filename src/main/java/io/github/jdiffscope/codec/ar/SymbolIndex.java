package io.github.jdiffscope.codec.ar;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which symbol is defined in which member, as the index at the start of a static library says. */
public final class SymbolIndex {
  private static final int SIZE_LIMIT = 64 << 20;

  private SymbolIndex() {}

  /**
   * One symbol.
   *
   * @param member offset of the header of the member that defines it
   */
  public record Symbol(String name, long member) {}

  /** Returns the symbols in stored order. */
  public static List<Symbol> read(Blob blob, ArEntry entry) throws IOException {
    if (entry.size() > SIZE_LIMIT) {
      throw new FormatException("symbol index of " + entry.size() + " bytes is too large");
    }
    byte[] data = blob.bytes(entry.dataOffset(), (int) entry.size());
    if (entry.field().equals("/")) {
      return systemV(data, 4);
    }
    return entry.field().equals("/SYM64/") ? systemV(data, 8) : bsd(data, entry.name().contains("_64") ? 8 : 4);
  }

  /** A count, that many offsets, all big-endian, then that many names. */
  private static List<Symbol> systemV(byte[] data, int width) throws FormatException {
    long count = data.length < width ? -1 : number(data, 0, width, true);
    if (count < 0 || count > (data.length - width) / (width + 1)) {
      throw new FormatException("symbol index is damaged");
    }
    List<Symbol> symbols = new ArrayList<>((int) count);
    int name = width + (int) count * width;
    for (int i = 0; i < count; i++) {
      int end = end(data, name);
      symbols.add(new Symbol(text(data, name, end), number(data, width + i * width, width, true)));
      name = Math.min(data.length, end + 1);
    }
    return symbols;
  }

  /** The size of a table of pairs of name and member offset, the table, the size of the names, the names. */
  private static List<Symbol> bsd(byte[] data, int width) throws FormatException {
    boolean big = data.length >= width && number(data, 0, width, false) > data.length;
    long table = data.length < 2 * width ? -1 : number(data, 0, width, big);
    if (table < 0 || table > data.length - 2L * width) {
      throw new FormatException("symbol index is damaged");
    }
    List<Symbol> symbols = new ArrayList<>();
    int names = width + (int) table + width;
    for (int at = width; at + 2 * width <= width + table; at += 2 * width) {
      long name = names + number(data, at, width, big);
      if (name < names || name >= data.length) {
        throw new FormatException("symbol index is damaged");
      }
      symbols.add(new Symbol(text(data, (int) name, end(data, (int) name)), number(data, at + width, width, big)));
    }
    return symbols;
  }

  private static int end(byte[] data, int start) {
    int end = start;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    return end;
  }

  private static String text(byte[] data, int start, int end) {
    return FileNames.decode(Arrays.copyOfRange(data, Math.min(start, end), end));
  }

  private static long number(byte[] data, int at, int width, boolean big) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | data[big ? at + i : at + width - 1 - i] & 0xFF;
    }
    return value;
  }
}
