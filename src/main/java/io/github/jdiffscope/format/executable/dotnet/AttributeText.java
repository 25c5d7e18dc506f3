package io.github.jdiffscope.format.executable.dotnet;

import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes custom attributes with their arguments (ECMA-335, II.23.3), and the constants of fields and parameters. */
final class AttributeText {
  private static final int DEPTH_LIMIT = 16;
  private static final int STRING = 0x0E;
  private static final int ARRAY = 0x1D;
  private static final int TYPE = 0x50;
  private static final int BOXED = 0x51;
  private static final int ENUM = 0x55;

  private final ClrNames names;
  private final ClrMetadata metadata;
  private final Map<Integer, List<Integer>> byParent = new HashMap<>();
  private final Map<String, Integer> rowsByName = new HashMap<>();

  AttributeText(ClrNames names) {
    this.names = names;
    this.metadata = names.metadata();
    ClrTable table = metadata.table(0x0C);
    for (int i = 1; i <= table.rows(); i++) {
      byParent.computeIfAbsent(table.cell(i, 0), key -> new ArrayList<>(2)).add(i);
    }
  }

  /** Appends the attributes of what a token stands for, one a line, sorted: their order says nothing. */
  void print(int parent, String indent, StringBuilder out) {
    List<String> lines = new ArrayList<>();
    for (int row : byParent.getOrDefault(parent, List.of())) {
      int constructor = metadata.table(0x0C).cell(row, 1);
      byte[] value = metadata.blob(0x0C, row, 2);
      String text;
      try {
        text = value(constructor, value);
      } catch (IndexOutOfBoundsException opaque) {
        text = "(" + TextLiteral.hex(value, 0, value.length) + ")";
      }
      lines.add(indent + ".custom " + names.member(constructor) + " = " + text + "\n");
    }
    lines.sort(null);
    lines.forEach(out::append);
  }

  private String value(int constructor, byte[] value) {
    if (value.length == 0) {
      return "()";
    }
    byte[] signature = constructor >>> 24 == 6 ? metadata.blob(6, constructor & 0xFFFFFF, 4)
        : metadata.blob(0x0A, constructor & 0xFFFFFF, 2);
    BlobReader types = new BlobReader(signature);
    types.u8();
    int count = types.number();
    types.u8();
    BlobReader in = new BlobReader(value);
    in.fixed(2);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(declared(types, in, 0));
    }
    int named = (int) in.fixed(2);
    for (int i = 0; i < named; i++) {
      words.add(named(in));
    }
    if (in.more()) {
      throw new IndexOutOfBoundsException("more bytes than arguments");
    }
    return "(" + String.join(", ", words) + ")";
  }

  /** Returns an argument whose type the constructor's signature says. */
  private String declared(BlobReader types, BlobReader in, int depth) {
    int kind = types.u8();
    if (kind == ARRAY && depth < DEPTH_LIMIT) {
      int start = types.position();
      int count = (int) in.fixed(4);
      BlobReader element = types;
      List<String> words = new ArrayList<>();
      byte[] rest = element.bytes(element.remaining());
      BlobReader once = new BlobReader(rest);
      for (int i = 0; i < Math.min(count, in.remaining()); i++) {
        once = new BlobReader(rest);
        words.add(declared(once, in, depth + 1));
      }
      if (count <= 0) {
        skipType(once);
      }
      types.seek(start + once.position());
      return count < 0 ? "null" : "{" + String.join(", ", words) + "}";
    }
    if (kind == 0x11 || kind == 0x12) {
      int token = types.typeToken();
      return kind == 0x12 ? quoted(in.text()) : Long.toString(enumValue(token, in));
    }
    return primitive(kind == 0x1C ? BOXED : kind, in, depth);
  }

  private static void skipType(BlobReader types) {
    int kind = types.u8();
    if (kind == 0x11 || kind == 0x12) {
      types.number();
    }
  }

  /** Enumerations of other assemblies take four bytes, as nearly all do: their definition is not here. */
  private long enumValue(int token, BlobReader in) {
    return signed(in, token >>> 24 == 2 ? enumSize(token & 0xFFFFFF) : 4);
  }

  private long enumValue(String type, BlobReader in) {
    Integer row = type == null ? null : types().get(type);
    return signed(in, row == null ? 4 : enumSize(row));
  }

  /** Returns the size of an enumeration defined here: that of its first field. */
  private int enumSize(int row) {
    int first = metadata.table(2).cell(row, 4) & 0xFFFFFF;
    byte[] signature = first > 0 && first <= metadata.table(4).rows() ? metadata.blob(4, first, 2) : new byte[0];
    return signature.length > 1 ? sizeOf(signature[1]) : 4;
  }

  /** Returns the rows of the types defined here by name, as arguments write them. */
  private Map<String, Integer> types() {
    boolean empty = rowsByName.isEmpty();
    for (int row = 1; empty && row <= metadata.table(2).rows(); row++) {
      rowsByName.put(names.type(0x02000000 | row).replace('/', '+'), row);
    }
    return rowsByName;
  }

  static int sizeOf(int kind) {
    return switch (kind) {
      case 2, 4, 5 -> 1;
      case 3, 6, 7 -> 2;
      case 0x0A, 0x0B, 0x0D -> 8;
      default -> 4;
    };
  }

  private static long signed(BlobReader in, int size) {
    int unused = 64 - 8 * size;
    return in.fixed(size) << unused >> unused;
  }

  private String primitive(int kind, BlobReader in, int depth) {
    if (depth > DEPTH_LIMIT) {
      throw new IndexOutOfBoundsException("arguments are nested too deep");
    }
    return switch (kind) {
      case 2 -> in.u8() == 0 ? "false" : "true";
      case 3 -> "char " + in.fixed(2);
      case 4, 6, 8, 0x0A -> Long.toString(signed(in, sizeOf(kind)));
      case 5, 7, 9 -> Long.toString(in.fixed(sizeOf(kind)));
      case 0x0B -> Long.toUnsignedString(in.fixed(8));
      case 0x0C -> Float.toString(Float.intBitsToFloat((int) in.fixed(4)));
      case 0x0D -> Double.toString(Double.longBitsToDouble(in.fixed(8)));
      case STRING -> quoted(in.text());
      case TYPE -> "type " + quoted(in.text());
      case BOXED, ENUM, ARRAY -> tagged(kind, in, depth);
      default -> throw new IndexOutOfBoundsException("argument of type " + kind);
    };
  }

  /** Returns an argument whose type stands before it. */
  private String tagged(int kind, BlobReader in, int depth) {
    if (kind == BOXED) {
      return "object " + tagged(in.u8(), in, depth + 1);
    } else if (kind == ENUM) {
      String type = in.text();
      return type + " " + enumValue(type, in);
    } else if (kind != ARRAY) {
      return primitive(kind, in, depth + 1);
    }
    int element = in.u8();
    String type = element == ENUM ? in.text() : "";
    int count = (int) in.fixed(4);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < Math.min(count, in.remaining()); i++) {
      words.add(element == ENUM ? type + " " + enumValue(type, in) : primitive(element, in, depth + 1));
    }
    return count < 0 ? "null" : "{" + String.join(", ", words) + "}";
  }

  private String named(BlobReader in) {
    in.u8();
    int kind = in.u8();
    if (kind == ENUM) {
      String type = in.text();
      return in.text() + " = " + enumValue(type, in);
    } else if (kind == ARRAY) {
      int element = in.u8();
      String type = element == ENUM ? in.text() : "";
      String name = in.text();
      int count = (int) in.fixed(4);
      List<String> words = new ArrayList<>();
      for (int i = 0; i < Math.min(count, in.remaining()); i++) {
        words.add(element == ENUM ? Long.toString(enumValue(type, in)) : primitive(element, in, 1));
      }
      return name + " = {" + String.join(", ", words) + "}";
    }
    return in.text() + " = " + primitive(kind, in, 0);
  }

  /** Returns the constant of a row of the table of constants. */
  String constant(int row) {
    int kind = metadata.table(0x0B).cell(row, 0) & 0xFF;
    byte[] value = metadata.blob(0x0B, row, 2);
    if (kind == STRING) {
      return quoted(new String(value, StandardCharsets.UTF_16LE));
    } else if (kind == 0x12) {
      return "null";
    }
    try {
      return primitive(kind, new BlobReader(value), 0);
    } catch (IndexOutOfBoundsException broken) {
      return "<constant of type " + kind + " " + TextLiteral.hex(value, 0, value.length) + ">";
    }
  }

  static String quoted(String text) {
    if (text == null) {
      return "null";
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return TextLiteral.quoted(utf8, 0, utf8.length);
  }
}
