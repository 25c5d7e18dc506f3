package io.github.jdiffscope.format.executable.python;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the marshal format into text, lists and code objects; see Python/marshal.c for the letters. Nothing of Python runs
 * and nothing is made that the input names.
 */
final class MarshalReader {
  private static final int DEPTH_LIMIT = 100;
  private static final int WRITE_LIMIT = 8 << 20;
  private static final int SET_LIMIT = 4096;

  private final ByteView view;
  private final int minor;
  private final List<Object> references = new ArrayList<>();
  private final List<Object> interned = new ArrayList<>();
  private long at;

  /** A string of Python. */
  record Text(String value) {}

  /** A tuple, list, set or dictionary. */
  record Items(char kind, List<Object> values) {}

  MarshalReader(ByteView view, long start, int minor) {
    this.view = view;
    this.at = start;
    this.minor = minor;
  }

  long position() {
    return at;
  }

  /** Returns the next object. */
  Object read(int depth) throws FormatException {
    if (depth > DEPTH_LIMIT) {
      throw FormatException.at(at, "objects are nested deeper than " + DEPTH_LIMIT);
    }
    int letter = view.u8(at++);
    boolean referenced = (letter & 0x80) != 0 && minor >= 4;
    int slot = references.size();
    if (referenced) {
      references.add("<reference to an unfinished object>");
    }
    Object value = value((char) (letter & 0x7F), depth);
    if (referenced) {
      references.set(slot, value);
    }
    return value;
  }

  private Object value(char letter, int depth) throws FormatException {
    return switch (letter) {
      case '0' -> "NULL";
      case 'N' -> "None";
      case 'F' -> "False";
      case 'T' -> "True";
      case 'S' -> "StopIteration";
      case '.' -> "...";
      case 'i' -> Integer.toString(int32());
      case 'I' -> Long.toString(int64());
      case 'f' -> new String(bytes(view.u8(at++)), StandardCharsets.ISO_8859_1);
      case 'g' -> Double.toString(Double.longBitsToDouble(int64()));
      case 'x' -> new String(bytes(view.u8(at++)), StandardCharsets.ISO_8859_1) + "+"
          + new String(bytes(view.u8(at++)), StandardCharsets.ISO_8859_1) + "j";
      case 'y' -> Double.longBitsToDouble(int64()) + "+" + Double.longBitsToDouble(int64()) + "j";
      case 'l' -> big();
      case 's' -> bytes(int32());
      case 't' -> minor < 0 ? intern() : text(int32(), StandardCharsets.UTF_8);
      case 'R' -> reference(interned);
      case 'u' -> text(int32(), StandardCharsets.UTF_8);
      case 'a', 'A' -> text(int32(), StandardCharsets.ISO_8859_1);
      case 'z', 'Z' -> text(view.u8(at++), StandardCharsets.ISO_8859_1);
      case ')' -> new Items('(', items(view.u8(at++), depth));
      case '(', '[', '<', '>' -> new Items(letter, items(int32(), depth));
      case '{' -> new Items('{', pairs(depth));
      case ':' -> new Items(':', items(3, depth));
      case 'r' -> reference(references);
      case 'c' -> code(depth);
      default -> throw FormatException.at(at - 1, "there is no object of type '" + letter + "'");
    };
  }

  private Object intern() throws FormatException {
    Text text = text(int32(), StandardCharsets.UTF_8);
    interned.add(text);
    return text;
  }

  private Object reference(List<Object> known) throws FormatException {
    int index = int32();
    if (index < 0 || index >= known.size()) {
      throw FormatException.at(at - 4, "reference to object " + index + " of " + known.size());
    }
    return known.get(index);
  }

  private List<Object> items(int count, int depth) throws FormatException {
    if (count < 0 || count > view.size() - at) {
      throw FormatException.at(at, "a list of " + count + " objects is cut off");
    }
    List<Object> values = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      values.add(read(depth + 1));
    }
    return values;
  }

  private List<Object> pairs(int depth) throws FormatException {
    List<Object> values = new ArrayList<>();
    while (view.u8(at) != '0') {
      values.add(read(depth + 1));
      values.add(read(depth + 1));
    }
    at++;
    return values;
  }

  /** Returns a large integer in hexadecimal; it is stored in digits of 15 bits. */
  private String big() throws FormatException {
    int count = int32();
    int digits = Math.abs(count);
    if (digits > (view.size() - at) / 2) {
      throw FormatException.at(at, "an integer of " + digits + " digits is cut off");
    }
    java.math.BigInteger value = java.math.BigInteger.ZERO;
    byte[] bits = new byte[digits * 2 + 1];
    for (int i = 0; i < digits; i++) {
      int digit = view.u16(at);
      at += 2;
      for (int bit = 0; bit < 15; bit++) {
        int place = i * 15 + bit;
        bits[bits.length - 1 - place / 8] |= (byte) ((digit >> bit & 1) << place % 8);
      }
    }
    value = value.add(new java.math.BigInteger(1, bits));
    return (count < 0 ? "-" : "") + "0x" + value.toString(16);
  }

  private Object code(int depth) throws FormatException {
    int counts = minor < 0 ? 4 : minor < 8 ? 5 : minor < 11 ? 6 : 5;
    long[] numbers = new long[counts];
    for (int i = 0; i < counts; i++) {
      numbers[i] = int32();
    }
    byte[] code = raw(read(depth + 1));
    List<Object> constants = list(read(depth + 1));
    List<Object> names = list(read(depth + 1));
    List<Object> locals = list(read(depth + 1));
    boolean unified = minor >= 11;
    Object free = read(depth + 1);
    List<Object> cells = unified ? List.of() : list(read(depth + 1));
    String file = plain(read(depth + 1));
    String name = plain(read(depth + 1));
    String qualified = unified ? plain(read(depth + 1)) : null;
    long first = int32();
    byte[] lines = raw(read(depth + 1));
    byte[] exceptions = unified ? raw(read(depth + 1)) : new byte[0];
    return new CodeObject(numbers, code, constants, names, locals, unified ? List.of() : list(free), cells, file, name,
        qualified, first, lines, exceptions, unified ? raw(free) : new byte[0]);
  }

  private static byte[] raw(Object value) {
    return value instanceof byte[] bytes ? bytes
        : value instanceof Text text ? text.value().getBytes(StandardCharsets.ISO_8859_1) : new byte[0];
  }

  private static List<Object> list(Object value) {
    return value instanceof Items items ? items.values() : List.of();
  }

  /** Returns a name without quotes. */
  static String plain(Object value) {
    return value instanceof Text text ? text.value()
        : value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
  }

  private int int32() {
    at += 4;
    return view.i32(at - 4);
  }

  private long int64() {
    at += 8;
    return view.i64(at - 8);
  }

  private byte[] bytes(int count) {
    at += count;
    return view.copy(at - count, count);
  }

  private Text text(int count, java.nio.charset.Charset charset) {
    return new Text(new String(bytes(count), charset));
  }

  /** Sets are sorted: how they are stored depends on the hashes of one run. */
  private static void items(Items items, StringBuilder out, int depth) {
    boolean set = items.kind() == '<' || items.kind() == '>';
    List<String> sorted = new ArrayList<>();
    for (int i = 0; i < items.values().size() && out.length() < WRITE_LIMIT; i++) {
      if (set && sorted.size() < SET_LIMIT) {
        StringBuilder one = new StringBuilder();
        write(items.values().get(i), one, depth + 1);
        sorted.add(one.toString());
      } else {
        out.append(i > 0 ? ", " : "");
        write(items.values().get(i), out, depth + 1);
      }
    }
    sorted.sort(null);
    out.append(String.join(", ", sorted));
  }

  /** Appends an object as Python would write it. */
  static void write(Object value, StringBuilder out) {
    write(value, out, 0);
  }

  private static void write(Object value, StringBuilder out, int depth) {
    if (value instanceof Text text) {
      byte[] utf8 = text.value().getBytes(StandardCharsets.UTF_8);
      out.append(TextLiteral.quoted(utf8, 0, utf8.length));
    } else if (value instanceof byte[] bytes) {
      out.append('b').append(TextLiteral.quoted(bytes, 0, bytes.length));
    } else if (value instanceof CodeObject code) {
      out.append("<code ").append(code.name()).append('>');
    } else if (value instanceof Items items && depth < DEPTH_LIMIT && out.length() < WRITE_LIMIT) {
      out.append(items.kind() == '<' ? "set(" : items.kind() == '>' ? "frozenset(" : String.valueOf(items.kind()));
      items(items, out, depth);
      out.append(items.kind() == '[' ? ']' : items.kind() == '{' ? '}' : ')');
    } else {
      out.append(value instanceof Items ? "(...)" : value);
    }
  }
}
