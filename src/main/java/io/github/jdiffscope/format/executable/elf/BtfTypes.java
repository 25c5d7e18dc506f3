package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.List;

/** The types a section .BTF describes, as Documentation/bpf/btf.rst of Linux lays them out; the first has number 1. */
final class BtfTypes {
  static final int INT = 1;
  static final int PTR = 2;
  static final int ARRAY = 3;
  static final int STRUCT = 4;
  static final int UNION = 5;
  static final int ENUM = 6;
  static final int FWD = 7;
  static final int TYPEDEF = 8;
  static final int VOLATILE = 9;
  static final int CONST = 10;
  static final int RESTRICT = 11;
  static final int FUNC = 12;
  static final int FUNC_PROTO = 13;
  static final int VAR = 14;
  static final int DATASEC = 15;
  static final int FLOAT = 16;
  static final int DECL_TAG = 17;
  static final int TYPE_TAG = 18;
  static final int ENUM64 = 19;

  private static final int MAGIC = 0xEB9F;
  private static final int HEADER = 24;
  private static final int TYPE = 12;

  /**
   * A type.
   *
   * @param count of members, parameters or values
   * @param flag of the kind: fields of bits, signed values, a union that is only declared
   * @param value its size or the number of the type it refers to
   * @param at position of what follows
   */
  record Type(int kind, String name, int count, boolean flag, int value, int at) {}

  private final ByteView view;
  private final List<Type> types = new ArrayList<>();
  private int strings;
  private int stringsEnd;

  BtfTypes(ByteView view) throws FormatException {
    this.view = view;
    try {
      read();
    } catch (IndexOutOfBoundsException cut) {
      throw new FormatException("types are cut off: " + cut.getMessage(), cut);
    }
  }

  private void read() throws FormatException {
    if (view.size() < HEADER || view.u16(0) != MAGIC) {
      throw FormatException.at(0, "no description of types");
    }
    long header = view.u32(4);
    long at = header + view.u32(8);
    long end = Math.min(view.size(), at + view.u32(12));
    long start = header + view.u32(16);
    strings = (int) Math.min(start, view.size());
    stringsEnd = (int) Math.min(view.size(), start + view.u32(20));
    while (at + TYPE <= end) {
      int info = view.i32(at + 4);
      Type type = new Type(info >> 24 & 31, string(view.u32(at)), info & 0xFFFF, info < 0, view.i32(at + 8), (int) at + TYPE);
      types.add(type);
      at += TYPE + extra(type);
    }
  }

  private static long extra(Type type) throws FormatException {
    return switch (type.kind()) {
      case INT, VAR, DECL_TAG -> 4;
      case ARRAY -> 12;
      case STRUCT, UNION, DATASEC, ENUM64 -> 12L * type.count();
      case ENUM, FUNC_PROTO -> 8L * type.count();
      case PTR, FWD, TYPEDEF, VOLATILE, CONST, RESTRICT, FUNC, FLOAT, TYPE_TAG -> 0;
      default -> throw FormatException.at(type.at(), "unknown kind " + type.kind() + " of type");
    };
  }

  /** Returns a name; types of modules name things that only the kernel's own section spells out. */
  String string(long offset) {
    long at = strings + offset;
    return offset == 0 ? "" : at < stringsEnd ? view.string(at) : "<of the kernel>";
  }

  /** Returns the types in order. */
  List<Type> types() {
    return types;
  }

  /** Returns a type by number, null for void and for those that are not here. */
  Type type(long number) {
    return number >= 1 && number <= types.size() ? types.get((int) number - 1) : null;
  }

  /** Returns a word of what follows a type. */
  int word(Type type, int index) {
    return type.at() + 4L * index + 4 <= view.size() ? view.i32(type.at() + 4L * index) : 0;
  }

  /** Returns whether types of another section are referred to, those of the kernel from a module's. */
  boolean isSplit() {
    return types.stream().anyMatch(type -> type.name().equals("<of the kernel>"));
  }
}
