package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a serialized R value as an indented tree: "R Internals", section 1.8, and serialize.c. */
final class RDataReader {
  private static final int MAX_DEPTH = 400;
  private static final int NA_INTEGER = Integer.MIN_VALUE;
  /** Low word of the not-a-number that stands for NA. */
  private static final int NA_REAL = 1954;
  private static final int HAS_OBJECT = 0x100;
  private static final int HAS_ATTRIBUTES = 0x200;
  private static final int HAS_TAG = 0x400;

  private final BinaryReader in;
  private final StringBuilder out;
  private final List<String> references = new ArrayList<>();

  RDataReader(BinaryReader in, StringBuilder out) {
    this.in = in;
    this.out = out;
  }

  /** Returns the text of the header after the two bytes of the format: who wrote it. */
  String header() throws IOException {
    int version = in.i32("version");
    if (version != 2 && version != 3) {
      throw FormatException.at(in.position() - 4, "serialization version " + version + " is not known");
    }
    String text = "version: " + version + "\nwritten by R " + release(in.i32("writer")) + "\nreadable by R "
        + release(in.i32("reader")) + "\n";
    if (version == 3) {
      text += "native encoding: " + in.latin1(length(1), "native encoding") + "\n";
    }
    return text;
  }

  private static String release(int version) {
    return (version >>> 16) + "." + (version >>> 8 & 0xFF) + "." + (version & 0xFF);
  }

  private int length(int width) throws IOException {
    int length = in.i32("length");
    if (length < 0 || (long) length * width > in.remaining()) {
      throw FormatException.at(in.position() - 4, "length " + length + " is longer than the input");
    }
    return length;
  }

  private void line(int depth, String text) throws FormatException {
    Indent.line(out, depth, text);
  }

  /** Writes the next value. */
  void value(String prefix, int depth) throws IOException {
    value(in.i32("type"), prefix, depth);
  }

  private void value(int flags, String prefix, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw FormatException.at(in.position(), "values are nested more than " + MAX_DEPTH + " deep");
    }
    int type = flags & 0xFF;
    switch (type) {
      case 1 -> line(depth, prefix + remember("symbol " + text()));
      case 2, 3, 5, 6, 17 -> pairs(flags, prefix, depth);
      case 4 -> environment(prefix, depth);
      case 7, 8 -> line(depth, prefix + "builtin " + in.latin1(length(1), "name"));
      case 9 -> line(depth, prefix + characters(flags));
      case 238 -> altrep(prefix, depth);
      case 247, 248, 249 -> line(depth, prefix + remember(names(type)));
      case 255 -> line(depth, prefix + reference(flags));
      default -> {
        if (RDataNames.of(type) != null) {
          line(depth, prefix + RDataNames.of(type));
        } else {
          vector(flags, prefix, depth);
        }
      }
    }
  }

  private String remember(String what) {
    references.add(what);
    return what;
  }

  private String reference(int flags) throws IOException {
    int index = flags >>> 8 == 0 ? in.i32("reference") : flags >>> 8;
    if (index < 1 || index > references.size()) {
      throw FormatException.at(in.position(), "reference " + index + " to nothing");
    }
    return references.get(index - 1);
  }

  /** Returns the text of the character value that must come next. */
  private String text() throws IOException {
    int flags = in.i32("type");
    if ((flags & 0xFF) != 9) {
      throw FormatException.at(in.position() - 4, "characters expected");
    }
    return characters(flags);
  }

  private String characters(int flags) throws IOException {
    int length = in.i32("length");
    if (length == -1) {
      return "NA";
    }
    if (length < 0 || length > in.remaining()) {
      throw FormatException.at(in.position() - 4, "length " + length + " is longer than the input");
    }
    boolean latin1 = (flags >>> 12 & 4) != 0;
    String text = new String(in.bytes(length, "characters"),
        latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private String names(int type) throws IOException {
    in.i32("zero");
    int count = length(4);
    StringBuilder names = new StringBuilder(type == 249 ? "namespace" : type == 248 ? "package" : "persistent name");
    for (int i = 0; i < count; i++) {
      names.append(' ').append(text());
    }
    return names.toString();
  }

  private void environment(String prefix, int depth) throws IOException {
    boolean locked = in.i32("locked") != 0;
    line(depth, prefix + remember("environment " + (references.size() + 1)) + (locked ? " locked" : ""));
    value("enclosed by ", depth + 1);
    value("frame ", depth + 1);
    int start = out.length();
    value("hash table ", depth + 1);
    // Most slots of the table are empty.
    String table = out.substring(start).replaceAll("(?m)^" + Indent.of(depth + 2) + "NULL\n", "");
    out.setLength(start);
    out.append(table);
    value("attributes ", depth + 1);
  }

  /** Writes a linked list, a call, a closure or a promise; a list is followed to its end without recursion. */
  private void pairs(int first, String prefix, int depth) throws IOException {
    int flags = first;
    line(depth, prefix + RDataNames.pairs(flags & 0xFF));
    while (true) {
      int type = flags & 0xFF;
      if ((flags & HAS_ATTRIBUTES) != 0) {
        value("attributes ", depth + 1);
      }
      String tag = "";
      if ((flags & HAS_TAG) != 0 && type == 3) {
        value("environment ", depth + 1);
      } else if ((flags & HAS_TAG) != 0) {
        int start = out.length();
        value("", 0);
        tag = out.substring(start).stripTrailing().replaceFirst("^symbol ", "") + " = ";
        out.setLength(start);
      }
      value(type == 3 ? "formals " : tag, depth + 1);
      flags = in.i32("type");
      boolean goesOn = (flags & 0xFF) == 2 || (flags & 0xFF) == 6 && type != 3;
      if (type == 3 || type == 5 || !goesOn) {
        if ((flags & 0xFF) != 254) {
          value(flags, type == 3 ? "body " : "", depth + 1);
        }
        return;
      }
    }
  }

  private void altrep(String prefix, int depth) throws IOException {
    line(depth, prefix + "compact");
    value("class ", depth + 1);
    value("state ", depth + 1);
    value("attributes ", depth + 1);
  }

  private void vector(int flags, String prefix, int depth) throws IOException {
    int type = flags & 0xFF;
    String object = (flags & HAS_OBJECT) != 0 ? " object" : "";
    switch (type) {
      case 10, 13 -> integers(type, prefix, object, depth);
      case 14 -> reals("double", 1, prefix, object, depth);
      case 15 -> reals("complex", 2, prefix, object, depth);
      case 16 -> elements("character", prefix, object, depth);
      case 19 -> elements("list", prefix, object, depth);
      case 20 -> elements("expression", prefix, object, depth);
      case 21 -> new RByteCode(in, out, this).write(prefix, depth);
      case 22 -> {
        line(depth, prefix + remember("external pointer"));
        value("protects ", depth + 1);
        value("tag ", depth + 1);
      }
      case 23 -> line(depth, prefix + remember("weak reference"));
      case 24 -> line(depth, prefix + "raw " + java.util.HexFormat.of().formatHex(in.bytes(length(1), "raw bytes")));
      case 25 -> line(depth, prefix + "S4" + object);
      default -> throw FormatException.at(in.position() - 4, "unknown type " + type);
    }
    if ((flags & HAS_ATTRIBUTES) != 0) {
      value("attributes ", depth + 1);
    }
  }

  private void integers(int type, String prefix, String object, int depth) throws IOException {
    int count = length(4);
    line(depth, prefix + (type == 10 ? "logical" : "integer") + " (" + count + ")" + object);
    for (int i = 0; i < count; i++) {
      int value = in.i32("value");
      String shown = type == 10 ? value == 0 ? "FALSE" : "TRUE" : String.valueOf(value);
      line(depth + 1, value == NA_INTEGER ? "NA" : shown);
    }
  }

  private void reals(String name, int parts, String prefix, String object, int depth) throws IOException {
    int count = length(8 * parts);
    line(depth, prefix + name + " (" + count + ")" + object);
    for (int i = 0; i < count; i++) {
      String first = real(in.i64("value"));
      line(depth + 1, parts == 1 ? first : first + " " + real(in.i64("value")) + "i");
    }
  }

  private static String real(long bits) {
    double value = Double.longBitsToDouble(bits);
    return Double.isNaN(value) ? (int) bits == NA_REAL ? "NA" : String.format(Locale.ROOT, "NaN 0x%016x", bits)
        : String.valueOf(value);
  }

  private void elements(String name, String prefix, String object, int depth) throws IOException {
    int count = length(4);
    line(depth, prefix + name + " (" + count + ")" + object);
    for (int i = 0; i < count; i++) {
      value("", depth + 1);
    }
  }
}
