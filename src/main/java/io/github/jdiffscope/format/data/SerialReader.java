package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Writes a Java serialization stream as an indented tree: Java Object Serialization Specification, section 6. Only the
 * bytes are read: no class is loaded and nothing is instantiated.
 */
final class SerialReader {
  private static final int MAX_DEPTH = 300;
  private static final int NULL = 0x70;
  private static final int REFERENCE = 0x71;
  private static final int CLASS_DESCRIPTION = 0x72;
  private static final int OBJECT = 0x73;
  private static final int STRING = 0x74;
  private static final int ARRAY = 0x75;
  private static final int CLASS = 0x76;
  private static final int BLOCK = 0x77;
  private static final int END_BLOCK = 0x78;
  private static final int RESET = 0x79;
  private static final int LONG_BLOCK = 0x7A;
  private static final int EXCEPTION = 0x7B;
  private static final int LONG_STRING = 0x7C;
  private static final int PROXY = 0x7D;
  private static final int ENUM = 0x7E;
  private static final int BASE_HANDLE = 0x7E0000;
  private static final int WRITE_METHOD = 1;
  private static final int SERIALIZABLE = 2;
  private static final int EXTERNALIZABLE = 4;
  private static final int BLOCK_DATA = 8;

  private final BinaryReader in;
  private final StringBuilder out;
  private final List<Object> handles = new ArrayList<>();

  /** A field of a class. */
  private record Field(char type, String name) {}

  /** A class; its super class is null at the top. */
  private static final class Description {
    String name;
    int flags;
    final List<Field> fields = new ArrayList<>();
    Description parent;
  }

  SerialReader(BinaryReader in, StringBuilder out) {
    this.in = in;
    this.out = out;
  }

  /** Writes everything up to the end of the stream. */
  void contents() throws IOException {
    while (in.remaining() > 0) {
      content("", 0);
    }
  }

  private void line(int depth, String text) throws FormatException {
    Indent.line(out, depth, text);
  }

  private void content(String prefix, int depth) throws IOException {
    content(in.u8("type code"), prefix, depth);
  }

  private void content(int code, String prefix, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw FormatException.at(in.position(), "objects are nested more than " + MAX_DEPTH + " deep");
    }
    switch (code) {
      case NULL -> line(depth, prefix + "null");
      case REFERENCE -> line(depth, prefix + reference());
      case STRING, LONG_STRING -> line(depth, prefix + string(code));
      case OBJECT -> object(prefix, depth);
      case ARRAY -> array(prefix, depth);
      case ENUM -> {
        Description type = description(depth);
        handles.add("enum " + name(type));
        line(depth, prefix + "enum " + name(type) + " " + string(in.u8("type code")));
      }
      case CLASS -> {
        Description type = description(depth);
        handles.add("class " + name(type));
        line(depth, prefix + "class " + name(type));
      }
      case CLASS_DESCRIPTION, PROXY -> line(depth, prefix + "class description " + name(description(code, depth)));
      case BLOCK -> line(depth, prefix + "data " + hex(in.u8("block size")));
      case LONG_BLOCK -> line(depth, prefix + "data " + hex(in.u32("block size")));
      case RESET -> {
        handles.clear();
        line(depth, prefix + "reset");
      }
      case EXCEPTION -> {
        handles.clear();
        content(prefix + "exception ", depth);
        handles.clear();
      }
      default -> throw FormatException.at(in.position() - 1,
          String.format(Locale.ROOT, "unknown type code 0x%02x", code));
    }
  }

  private String hex(long size) throws IOException {
    if (size > in.remaining()) {
      throw FormatException.at(in.position(), "block of " + size + " bytes is cut off");
    }
    return HexFormat.of().formatHex(in.bytes((int) size, "block"));
  }

  private Object handle() throws IOException {
    int index = in.i32("handle") - BASE_HANDLE;
    if (index < 0 || index >= handles.size()) {
      throw FormatException.at(in.position() - 4, "handle " + index + " refers to nothing");
    }
    return handles.get(index);
  }

  private String reference() throws IOException {
    Object target = handle();
    return target instanceof Description type ? "class description " + type.name : "same " + target;
  }

  private String utf(long length) throws IOException {
    if (length < 0 || length > in.remaining()) {
      throw FormatException.at(in.position(), "text of " + length + " bytes is cut off");
    }
    return new String(in.bytes((int) length, "text"), StandardCharsets.UTF_8);
  }

  private String string(int code) throws IOException {
    if (code == REFERENCE) {
      return String.valueOf(handle());
    } else if (code != STRING && code != LONG_STRING) {
      throw FormatException.at(in.position() - 1, "string expected");
    }
    int index = handles.size();
    handles.add(null);
    String text = utf(code == STRING ? in.u16("text length") : in.u64("text length"));
    String quoted = '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + '"';
    handles.set(index, quoted);
    return quoted;
  }

  private static String name(Description type) {
    return type == null ? "null" : type.name;
  }

  private Description description(int depth) throws IOException {
    return description(in.u8("type code"), depth);
  }

  /** Reads a class description; where it stands for the first time it is written too. */
  private Description description(int code, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw FormatException.at(in.position(), "classes are nested more than " + MAX_DEPTH + " deep");
    }
    if (code == NULL) {
      return null;
    } else if (code == REFERENCE) {
      if (handle() instanceof Description known) {
        return known;
      }
      throw FormatException.at(in.position() - 4, "handle is no class description");
    } else if (code != CLASS_DESCRIPTION && code != PROXY) {
      throw FormatException.at(in.position() - 1, "class description expected");
    }
    Description type = new Description();
    if (code == PROXY) {
      proxy(type);
    } else {
      type.name = utf(in.u16("class name length"));
      long version = in.i64("serialVersionUID");
      handles.add(type);
      type.flags = in.u8("class flags");
      line(depth, "class " + type.name + " version " + version + " flags 0x" + Integer.toHexString(type.flags));
      int count = in.u16("field count");
      for (int i = 0; i < count; i++) {
        char kind = (char) in.u8("field type");
        String name = utf(in.u16("field name length"));
        type.fields.add(new Field(kind, name));
        String declared = kind == 'L' || kind == '[' ? string(in.u8("type code")) : String.valueOf(kind);
        line(depth + 1, "field " + name + " " + declared);
      }
    }
    annotation("class annotation ", depth + 1);
    type.parent = description(depth + 1);
    return type;
  }

  private void proxy(Description type) throws IOException {
    handles.add(type);
    type.flags = SERIALIZABLE;
    int count = in.i32("interface count");
    if (count < 0 || count > in.remaining() / 2) {
      throw FormatException.at(in.position() - 4, "interface count " + count + " is not possible");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(utf(in.u16("interface name length")));
    }
    type.name = "proxy of " + String.join(", ", names);
  }

  private void annotation(String prefix, int depth) throws IOException {
    for (int code; (code = in.u8("type code")) != END_BLOCK;) {
      content(code, prefix, depth);
    }
  }

  private void object(String prefix, int depth) throws IOException {
    Description type = description(depth);
    handles.add("object " + handles.size() + " of " + name(type));
    line(depth, prefix + "object " + (handles.size() - 1) + " of " + name(type));
    Deque<Description> chain = new ArrayDeque<>();
    for (Description one = type; one != null && chain.size() <= MAX_DEPTH; one = one.parent) {
      chain.push(one);
    }
    for (Description one : chain) {
      if ((one.flags & SERIALIZABLE) != 0) {
        for (Field field : one.fields) {
          value(field.type, field.name + " = ", depth + 1);
        }
        if ((one.flags & WRITE_METHOD) != 0) {
          annotation("written by " + one.name + ": ", depth + 1);
        }
      } else if ((one.flags & EXTERNALIZABLE) != 0 && (one.flags & BLOCK_DATA) == 0) {
        throw FormatException.at(in.position(), "class " + one.name + " was written in a form only it can read");
      } else if ((one.flags & EXTERNALIZABLE) != 0) {
        annotation("written by " + one.name + ": ", depth + 1);
      }
    }
  }

  private void array(String prefix, int depth) throws IOException {
    Description type = description(depth);
    handles.add("array " + handles.size() + " of " + name(type));
    int count = in.i32("array length");
    char element = type == null || type.name.length() < 2 ? '?' : type.name.charAt(1);
    if (count < 0 || count > in.remaining()) {
      throw FormatException.at(in.position() - 4, "array of " + count + " elements is cut off");
    }
    line(depth, prefix + "array " + name(type) + " (" + count + ")");
    if (element == 'B') {
      line(depth + 1, hex(count));
      return;
    }
    for (int i = 0; i < count; i++) {
      value(element, "", depth + 1);
    }
  }

  private void value(char type, String prefix, int depth) throws IOException {
    switch (type) {
      case 'B' -> line(depth, prefix + (byte) in.u8("byte"));
      case 'C' -> line(depth, prefix + "char " + in.u16("char"));
      case 'D' -> line(depth, prefix + Double.longBitsToDouble(in.i64("double")));
      case 'F' -> line(depth, prefix + Float.intBitsToFloat(in.i32("float")));
      case 'I' -> line(depth, prefix + in.i32("int"));
      case 'J' -> line(depth, prefix + in.i64("long"));
      case 'S' -> line(depth, prefix + (short) in.u16("short"));
      case 'Z' -> line(depth, prefix + (in.u8("boolean") != 0));
      case 'L', '[' -> content(prefix, depth);
      default -> throw FormatException.at(in.position(), "unknown field type " + (int) type);
    }
  }
}
