package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/** Values and configurations of Android resources as protocol buffers (aapt2, Resources.proto, Configuration.proto). */
final class ProtoResource {
  /** Words of the fields of a configuration that have a closed set of values, by field number. */
  private static final String[] WORDS = {"4 ldltr ldrtl", "10 small normal large xlarge", "11 long notlong",
      "12 round notround", "13 widecg nowidecg", "14 highdr lowdr", "15 port land square",
      "16 normal desk car television appliance watch vrheadset", "17 night notnight", "19 notouch stylus finger",
      "20 keysexposed keyshidden keyssoft", "21 nokeys qwerty 12key", "22 navexposed navhidden",
      "23 nonav dpad trackball wheel"};
  private static final String[] NUMBERS = {"1 mcc%d", "2 mnc%d", "5 screen-width-%d", "6 screen-height-%d", "7 w%ddp",
      "8 h%ddp", "9 sw%ddp", "18 %ddpi", "24 v%d", "26 gender-%d"};
  private static final String[] ARITIES = {"zero", "one", "two", "few", "many", "other"};

  private ProtoResource() {}

  /** Returns what devices a resource is for, "" for all. */
  static String config(ProtoMessage config) {
    if (config == null) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    word(out, config.text(3));
    for (String line : WORDS) {
      String[] words = line.split(" ");
      long value = config.number(Integer.parseInt(words[0]), 0);
      word(out, value == 0 ? null : value > 0 && value < words.length ? words[(int) value] : words[0] + "=" + value);
    }
    for (String line : NUMBERS) {
      int space = line.indexOf(' ');
      long value = config.number(Integer.parseInt(line.substring(0, space)), 0);
      String text = line.startsWith("18 ") && value == 0xFFFE ? "anydpi" : line.startsWith("18 ") && value == 0xFFFF
          ? "nodpi" : line.substring(space + 1).replace("%d", Long.toString(value));
      word(out, value == 0 ? null : text);
    }
    word(out, config.text(25));
    return out.toString();
  }

  private static void word(StringBuilder out, String word) {
    if (word != null && !word.isEmpty()) {
      out.append(out.length() == 0 ? "" : " ").append(word);
    }
  }

  /** Appends a reference by its name where it has one: its number follows from all resources there are. */
  static void reference(StringBuilder out, ProtoMessage reference) {
    String name = reference.text(3);
    out.append(reference.number(1, 0) == 1 ? "?" : "@").append(reference.number(4, 0) != 0 ? "*" : "");
    if (name != null && !name.isEmpty()) {
      out.append(LineText.printable(name));
    } else {
      ResourceValue.hex(out, (int) reference.number(2, 0));
    }
  }

  /** Appends an item; nothing for one of an unknown kind. */
  static void item(StringBuilder out, ProtoMessage item) throws FormatException {
    if (item.has(1)) {
      reference(out, inner(item, 1));
    } else if (item.has(2) || item.has(3)) {
      Literals.quote(out.append(item.has(3) ? "raw " : ""), string(inner(item, item.has(3) ? 3 : 2)));
    } else if (item.has(4)) {
      ProtoMessage styled = inner(item, 4);
      Literals.quote(out, string(styled));
      for (ProtoMessage span : styled.messages(2)) {
        out.append(" <").append(LineText.printable(String.valueOf(span.text(1)))).append("> ").append(span.number(2, 0))
            .append('-').append(span.number(3, 0));
      }
    } else if (item.has(5)) {
      Literals.quote(out.append("file "), string(inner(item, 5)));
    } else if (item.has(6)) {
      out.append("id");
    } else if (item.has(7)) {
      primitive(out, inner(item, 7));
    } else {
      out.append("item of an unknown kind");
    }
  }

  private static String string(ProtoMessage message) {
    String text = message.text(1);
    return text == null ? "" : text;
  }

  /** Appends a number as it is in a compiled table: the field says which kind. */
  private static void primitive(StringBuilder out, ProtoMessage primitive) {
    int[][] kinds = {{3, 0x04}, {6, 0x10}, {7, 0x11}, {9, 0x1C}, {10, 0x1D}, {11, 0x1E}, {12, 0x1F}, {13, 0x05}, {4, 0x05},
        {14, 0x06}, {5, 0x06}};
    for (int[] kind : kinds) {
      if (primitive.has(kind[0])) {
        ResourceValue.append(out, kind[1], (int) primitive.number(kind[0], 0));
        return;
      }
    }
    if (primitive.has(8)) {
      out.append(primitive.number(8, 0) != 0);
    } else {
      out.append(primitive.has(2) ? "@empty" : "@null");
    }
  }

  /** Appends a value made of others. */
  static void compound(StringBuilder out, ProtoMessage compound) throws FormatException {
    if (compound.has(1)) {
      ProtoMessage attribute = inner(compound, 1);
      ResourceValue.hex(out.append("attribute "), (int) attribute.number(1, 0));
      out.append(attribute.has(2) ? " from " + (int) attribute.number(2, 0) : "")
          .append(attribute.has(3) ? " to " + (int) attribute.number(3, 0) : "");
      for (ProtoMessage symbol : attribute.messages(4)) {
        out.append(' ');
        reference(out, inner(symbol, 3));
        out.append('=').append(symbol.number(4, 0));
      }
    } else if (compound.has(2)) {
      style(out, inner(compound, 2));
    } else if (compound.has(3)) {
      out.append("styleable");
      for (ProtoMessage entry : inner(compound, 3).messages(1)) {
        out.append(' ');
        reference(out, inner(entry, 3));
      }
    } else {
      list(out, compound);
    }
  }

  private static void style(StringBuilder out, ProtoMessage style) throws FormatException {
    if (style.has(1)) {
      reference(out.append("parent "), inner(style, 1));
      out.append(' ');
    }
    out.append('{');
    String comma = "";
    for (ProtoMessage entry : style.messages(3)) {
      reference(out.append(comma), inner(entry, 3));
      item(out.append('='), inner(entry, 4));
      comma = ", ";
    }
    out.append('}');
  }

  private static void list(StringBuilder out, ProtoMessage compound) throws FormatException {
    boolean plural = compound.has(5);
    ProtoMessage list = inner(compound, plural ? 5 : 4);
    out.append('{');
    String comma = "";
    for (ProtoMessage entry : list.messages(1)) {
      long arity = entry.number(3, 0);
      out.append(comma).append(!plural ? "" : arity >= 0 && arity < ARITIES.length ? ARITIES[(int) arity] + '='
          : arity + "=");
      item(out, inner(entry, plural ? 4 : 3));
      comma = ", ";
    }
    out.append('}');
  }

  /** Returns an inner message, an empty one where there is none, as the field may be of another kind. */
  private static ProtoMessage inner(ProtoMessage message, int field) throws FormatException {
    ProtoMessage inner = message.message(field);
    return inner == null ? new ProtoMessage(new byte[0], 0, 0) : inner;
  }
}
