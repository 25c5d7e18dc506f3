package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the end of an object that Java serialized (Java Object Serialization Specification, 6.4), as key stores have it
 * without a length; of the grammar only what a {@code SealedObject} needs, nothing is made of it.
 */
final class SerializedObject {
  private static final int NULL = 0x70;
  private static final int REFERENCE = 0x71;
  private static final int CLASS = 0x72;
  private static final int OBJECT = 0x73;
  private static final int STRING = 0x74;
  private static final int ARRAY = 0x75;
  private static final int END = 0x78;
  private static final int FIRST_HANDLE = 0x7E0000;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_FIELDS = 64;

  private final BinaryReader in;
  private final Map<Integer, ClassShape> classes = new HashMap<>();
  private int handles;

  private SerializedObject(BinaryReader in) {
    this.in = in;
  }

  /** A class: the types of its fields, and what it extends. */
  private record ClassShape(String name, boolean writes, List<Integer> types, ClassShape parent) {}

  /** Moves behind the stream that starts here. */
  static void skip(BinaryReader in) throws IOException {
    if (in.u32("serialized object") != 0xACED0005L) {
      throw FormatException.at(in.position() - 4, "no serialized object");
    }
    new SerializedObject(in).content(0);
  }

  private void content(int depth) throws IOException {
    long start = in.position();
    int tag = in.u8("type of an object");
    if (depth > MAX_DEPTH) {
      throw FormatException.at(start, "serialized objects are nested more than " + MAX_DEPTH + " deep");
    }
    switch (tag) {
      case NULL -> { }
      case REFERENCE -> in.skip(4);
      case STRING -> {
        handles++;
        in.skip(in.u16("length of a string"));
      }
      case ARRAY -> {
        ClassShape type = description(depth);
        handles++;
        if (type == null || !type.name().equals("[B")) {
          throw FormatException.at(start, "array of no bytes");
        }
        in.skip(in.u32("length of an array"));
      }
      case OBJECT -> {
        ClassShape type = description(depth);
        handles++;
        values(type, depth);
      }
      default -> throw FormatException.at(start, "type of a serialized object is " + tag);
    }
    if (in.remaining() < 0) {
      throw FormatException.at(start, "serialized object is cut off");
    }
  }

  private void values(ClassShape type, int depth) throws IOException {
    if (type == null) {
      return;
    }
    values(type.parent(), depth);
    for (int field : type.types()) {
      switch (field) {
        case 'B', 'Z' -> in.skip(1);
        case 'C', 'S' -> in.skip(2);
        case 'I', 'F' -> in.skip(4);
        case 'J', 'D' -> in.skip(8);
        default -> content(depth + 1);
      }
    }
    if (type.writes()) {
      end();
    }
  }

  private void end() throws IOException {
    if (in.u8("end of annotations") != END) {
      throw FormatException.at(in.position() - 1, "serialized object has annotations");
    }
  }

  private ClassShape description(int depth) throws IOException {
    long start = in.position();
    int tag = in.u8("class");
    if (tag == NULL) {
      return null;
    } else if (tag == REFERENCE) {
      return classes.get(in.i32("reference") - FIRST_HANDLE);
    } else if (tag != CLASS || depth > MAX_DEPTH) {
      throw FormatException.at(start, "no class but " + tag);
    }
    String name = in.latin1(in.u16("length of a name"), "name of a class");
    in.skip(8);
    int handle = handles++;
    int flags = in.u8("flags");
    int count = in.u16("number of fields");
    if (count > MAX_FIELDS) {
      throw FormatException.at(start, "class of " + count + " fields");
    }
    List<Integer> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int type = in.u8("type of a field");
      types.add(type);
      in.skip(in.u16("length of a name"));
      if (type == '[' || type == 'L') {
        content(depth + 1);
      }
    }
    end();
    ClassShape shape = new ClassShape(name, (flags & 1) != 0, types, description(depth + 1));
    classes.put(handle, shape);
    return shape;
  }
}
