package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** Encoded values and annotations of a dex file ("encoded_value encoding") as text. */
final class DexValues {
  private static final int MAX_DEPTH = 50;
  private static final String[] HANDLES = {"static-put", "static-get", "instance-put", "instance-get",
    "invoke-static", "invoke-instance", "invoke-constructor", "invoke-direct", "invoke-interface"};

  private final DexFile file;
  private final DexReader in;
  private final StringBuilder out;
  private int depth;

  private DexValues(DexFile file, DexReader in, StringBuilder out) {
    this.file = file;
    this.in = in;
    this.out = out;
  }

  /** Returns the values of an array, each as text. */
  static List<String> array(DexFile file, long offset) throws FormatException {
    DexReader in = new DexReader(file.bytes, offset);
    List<String> values = new ArrayList<>();
    for (int left = in.count(in.uleb(), 1); left > 0; left--) {
      StringBuilder text = new StringBuilder();
      new DexValues(file, in, text).value();
      values.add(text.toString());
    }
    return values;
  }

  /** Appends a line for each annotation of a set. */
  static void annotations(DexFile file, long offset, String indent, StringBuilder out) throws FormatException {
    if (offset == 0) {
      return;
    }
    DexReader set = new DexReader(file.bytes, offset);
    for (int left = set.count(set.u4(), 4); left > 0; left--) {
      DexReader item = new DexReader(file.bytes, set.u4());
      int visibility = item.u1();
      out.append(indent);
      new DexValues(file, item, out).annotation();
      out.append(visibility == 0 ? " // build" : visibility == 1 ? "" : visibility == 2 ? " // system"
          : " // visibility " + visibility).append('\n');
    }
  }

  private void enter() throws FormatException {
    if (++depth > MAX_DEPTH) {
      throw FormatException.at(in.position(), "values are nested more than " + MAX_DEPTH + " deep");
    }
  }

  private void annotation() throws FormatException {
    enter();
    out.append('@').append(Signatures.type(file.type(in.uleb())));
    int count = in.count(in.uleb(), 2);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "(" : ", ").append(file.string(in.uleb())).append('=');
      value();
    }
    out.append(count > 0 ? ")" : "");
    depth--;
  }

  private void value() throws FormatException {
    int head = in.u1();
    int argument = head >>> 5;
    switch (head & 0x1F) {
      case 0x00 -> out.append("(byte) ").append((byte) number(argument, true));
      case 0x02 -> out.append("(short) ").append(number(argument, true));
      case 0x03 -> ModifiedUtf8.hex(out.append("(char) 0x"), number(argument, false), 4);
      case 0x04 -> out.append(number(argument, true));
      case 0x06 -> out.append(number(argument, true)).append('l');
      case 0x10 -> {
        int bits = (int) (number(argument, false) << (3 - argument) * 8);
        Literals.append(out, Float.intBitsToFloat(bits), bits);
      }
      case 0x11 -> {
        long bits = number(argument, false) << (7 - argument) * 8;
        Literals.append(out, Double.longBitsToDouble(bits), bits);
      }
      case 0x15 -> out.append(file.proto((int) number(argument, false)));
      case 0x16 -> out.append(file.handle((int) number(argument, false)));
      case 0x17 -> Literals.quote(out, file.string((int) number(argument, false)));
      case 0x18 -> out.append(Signatures.type(file.type((int) number(argument, false)))).append(".class");
      case 0x19, 0x1B -> out.append(file.field((int) number(argument, false)));
      case 0x1A -> out.append(file.method((int) number(argument, false)));
      case 0x1C -> array();
      case 0x1D -> annotation();
      case 0x1E -> out.append("null");
      case 0x1F -> out.append(argument != 0);
      default -> throw FormatException.at(in.position() - 1, "value has the unknown type " + (head & 0x1F));
    }
  }

  static String handleKind(int kind) {
    return kind < HANDLES.length ? HANDLES[kind] : "kind " + kind;
  }

  private void array() throws FormatException {
    enter();
    out.append('{');
    int count = in.count(in.uleb(), 1);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ", ");
      value();
    }
    out.append('}');
    depth--;
  }

  private long number(int argument, boolean signed) throws FormatException {
    long value = 0;
    for (int i = 0; i <= argument; i++) {
      value |= (long) in.u1() << 8 * i;
    }
    int unused = (7 - argument) * 8;
    return signed ? value << unused >> unused : value;
  }
}
