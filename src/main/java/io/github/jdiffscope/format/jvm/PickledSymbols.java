package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Scala 2's pickled signature (scala.reflect.internal.pickling.PickleFormat): the symbols it declares, as text. */
final class PickledSymbols {
  private static final int TERM_NAME = 1;
  private static final int TYPE_NAME = 2;
  private static final int NO_SYMBOL = 3;
  private static final int TYPE_SYMBOL = 4;
  private static final int VALUE_SYMBOL = 8;
  private static final int EXTERNAL = 9;
  private static final int EXTERNAL_MODULE = 10;
  private static final int MAX_DEPTH = 40;
  private static final int MAX_TEXT = 1 << 14;
  private static final String[] SYMBOLS = {"type ", "alias ", "class ", "object ", "val "};

  private final byte[] bytes;
  private final int[] starts;
  private final int[] ends;
  private final String version;
  private int position;

  PickledSymbols(byte[] bytes) throws FormatException {
    this.bytes = bytes;
    version = number(bytes.length) + "." + number(bytes.length);
    long count = number(bytes.length);
    if (count < 0 || count > bytes.length / 2) {
      throw FormatException.at(position, count + " entries are more than a Scala signature of " + bytes.length
          + " bytes can hold");
    }
    starts = new int[(int) count];
    ends = new int[(int) count];
    for (int i = 0; i < count; i++) {
      starts[i] = position;
      position++;
      long length = number(bytes.length);
      if (length < 0 || length > bytes.length - position) {
        throw FormatException.at(position, "entry " + i + " of a Scala signature is cut off");
      }
      position += (int) length;
      ends[i] = position;
    }
  }

  /** Returns a line for each symbol that is declared here, sorted. */
  List<String> lines() throws FormatException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      int tag = bytes[starts[i]];
      if (tag >= TYPE_SYMBOL && tag <= VALUE_SYMBOL) {
        lines.add("  " + symbol(i, tag));
      }
    }
    lines.sort(null);
    lines.add(0, "signature version " + version);
    return lines;
  }

  private int open(int index) throws FormatException {
    if (index < 0 || index >= starts.length) {
      throw FormatException.at(position, "entry " + index + " of a Scala signature is not there");
    }
    position = starts[index] + 1;
    number(bytes.length);
    return bytes[starts[index]];
  }

  /** Returns a big-endian number in base 128. */
  private long number(int end) throws FormatException {
    long value = 0;
    for (int i = 0; i < 10; i++) {
      if (position >= end) {
        throw FormatException.at(position, "a number of a Scala signature is cut off");
      }
      byte next = bytes[position++];
      value = value << 7 | next & 0x7F;
      if (next >= 0) {
        return value;
      }
    }
    throw FormatException.at(position, "a number of a Scala signature is longer than ten bytes");
  }

  private int reference(int end) throws FormatException {
    long value = number(end);
    return value > Integer.MAX_VALUE || value < 0 ? -1 : (int) value;
  }

  private String symbol(int index, int tag) throws FormatException {
    open(index);
    int end = ends[index];
    int name = reference(end);
    int owner = reference(end);
    long flags = number(end);
    int type = reference(end);
    int within = -1;
    // A reference to what it is private to stands before the type; only there it is a symbol.
    if (position < end && type >= 0 && type < starts.length && bytes[starts[type]] >= NO_SYMBOL
        && bytes[starts[type]] <= EXTERNAL_MODULE) {
      within = type;
      type = reference(end);
    }
    StringBuilder out = new StringBuilder(SYMBOLS[tag - TYPE_SYMBOL]);
    out.append(path(owner, 0)).append(path(owner, 0).isEmpty() ? "" : ".").append(name(name));
    text(out.append(": "), type, 0);
    return out.append(", flags 0x").append(Long.toHexString(flags))
        .append(within < 0 ? "" : ", private to " + path(within, 0)).toString();
  }

  private String name(int index) throws FormatException {
    int tag = open(index);
    return tag == TERM_NAME || tag == TYPE_NAME
        ? LineText.printable(new String(bytes, position, ends[index] - position, StandardCharsets.UTF_8))
        : "#" + index + '?';
  }

  /** Returns the full name of a symbol. */
  private String path(int index, int depth) throws FormatException {
    int tag = open(index);
    if (tag < TYPE_SYMBOL || tag > EXTERNAL_MODULE || depth > MAX_DEPTH) {
      return "";
    }
    int end = ends[index];
    int name = reference(end);
    int owner = position < end ? reference(end) : -1;
    String prefix = owner < 0 || owner == index ? "" : path(owner, depth + 1);
    return prefix.isEmpty() ? name(name) : prefix + '.' + name(name);
  }

  /** Appends a type or constant: its kind where it has no notation, then what it refers to. */
  private void text(StringBuilder out, int index, int depth) throws FormatException {
    int tag = open(index);
    if (depth > MAX_DEPTH || out.length() > MAX_TEXT) {
      out.append("...");
    } else if (tag >= TYPE_SYMBOL && tag <= EXTERNAL_MODULE) {
      out.append(path(index, 0));
    } else if (tag == TERM_NAME || tag == TYPE_NAME) {
      out.append(name(index));
    } else if (tag >= 24 && tag < 33) {
      ModifiedUtf8.hex(out.append("literal "), literal(ends[index]), 16);
    } else {
      out.append(kind(tag));
      List<Integer> parts = new ArrayList<>();
      while (position < ends[index]) {
        parts.add(reference(ends[index]));
      }
      for (int i = 0; i < parts.size(); i++) {
        out.append(i == 0 ? "(" : ", ");
        text(out, parts.get(i), depth + 1);
      }
      out.append(parts.isEmpty() ? "" : ")");
    }
  }

  private long literal(int end) {
    long value = 0;
    while (position < end) {
      value = value << 8 | bytes[position++] & 0xFF;
    }
    return value;
  }

  private static String kind(int tag) {
    return switch (tag) {
      case NO_SYMBOL -> "none";
      case 11 -> "no-type";
      case 12 -> "no-prefix";
      case 13 -> "this";
      case 14 -> "single";
      case 15 -> "constant";
      case 16 -> "ref";
      case 17 -> "bounds";
      case 18 -> "refined";
      case 19 -> "class-info";
      case 20 -> "method";
      case 21 -> "poly";
      case 22 -> "implicit-method";
      case 33 -> "string";
      case 34 -> "null";
      case 35 -> "class-of";
      case 36 -> "enum";
      case 42 -> "annotated";
      case 46 -> "super";
      case 48 -> "existential";
      default -> "kind " + tag;
    };
  }
}
