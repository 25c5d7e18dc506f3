package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.Arrays;

/** The constant pool of a class file (JVMS 4.4). Once read it never throws: what is wrong in it is said in the text. */
final class ConstantPool {
  static final int UTF8 = 1;
  static final int INTEGER = 3;
  static final int FLOAT = 4;
  static final int LONG = 5;
  static final int DOUBLE = 6;
  static final int CLASS = 7;
  static final int STRING = 8;
  static final int FIELD = 9;
  static final int METHOD = 10;
  static final int INTERFACE_METHOD = 11;
  static final int NAME_AND_TYPE = 12;
  static final int METHOD_HANDLE = 15;
  static final int METHOD_TYPE = 16;
  static final int DYNAMIC = 17;
  static final int INVOKE_DYNAMIC = 18;
  static final int MODULE = 19;
  static final int PACKAGE = 20;

  private final byte[] bytes;
  private final int[] starts;
  private final String[] strings;
  private int read;

  private ConstantPool(byte[] bytes, int count) {
    this.bytes = bytes;
    this.starts = new int[count];
    this.strings = new String[count];
  }

  /** Returns the pool at a cursor, which ends behind it. */
  static ConstantPool read(byte[] bytes, ByteCursor in) throws FormatException {
    int count = in.u2();
    ConstantPool pool = new ConstantPool(bytes, count);
    for (int i = 1; i < count; i++) {
      pool.starts[i] = in.position();
      pool.read = i + 1;
      int tag = in.u1();
      in.skip(tag == UTF8 ? in.u2() : sizeOf(tag, i, in.position() - 1));
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
    return pool;
  }

  private static int sizeOf(int tag, int index, int offset) throws FormatException {
    switch (tag) {
      case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE:
        return 2;
      case METHOD_HANDLE:
        return 3;
      case INTEGER, FLOAT, FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC:
        return 4;
      case LONG, DOUBLE:
        return 8;
      default:
        throw FormatException.at(offset, "constant " + index + " has the unknown tag " + tag);
    }
  }

  /** Returns one more than the highest index. */
  int count() {
    return starts.length;
  }

  /** Returns the tag of a constant, 0 if there is none with that index. */
  int tag(int index) {
    return index > 0 && index < read && starts[index] != 0 ? bytes[starts[index]] : 0;
  }

  /** Returns the 16-bit number at an offset behind the tag. */
  int u2(int index, int offset) {
    int at = starts[index] + 1 + offset;
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  int u1(int index) {
    return bytes[starts[index] + 1] & 0xFF;
  }

  int i4(int index, int offset) {
    return u2(index, offset) << 16 | u2(index, offset + 2);
  }

  long i8(int index) {
    return (long) i4(index, 0) << 32 | i4(index, 4) & 0xFFFF_FFFFL;
  }

  /** Returns a Utf8 constant, with what cannot be printed escaped; {@code #n?} if it is none. */
  String utf8(int index) {
    if (tag(index) != UTF8) {
      return wrong(index);
    }
    String text = strings[index];
    if (text == null) {
      text = ModifiedUtf8.printable(bytes, starts[index] + 3, u2(index, 0));
      strings[index] = text;
    }
    return text;
  }

  /** Returns where the content of a Utf8 constant begins. */
  int contentStart(int index) throws FormatException {
    contentLength(index);
    return starts[index] + 3;
  }

  int contentLength(int index) throws FormatException {
    if (tag(index) != UTF8) {
      throw new FormatException("constant " + index + " is no Utf8 constant");
    }
    return u2(index, 0);
  }

  /** Returns whether a Utf8 constant holds the same bytes as one of another pool. */
  boolean isSameUtf8(int index, ConstantPool other, int otherIndex) {
    int length = u2(index, 0);
    int from = starts[index] + 3;
    int otherFrom = other.starts[otherIndex] + 3;
    return length == other.u2(otherIndex, 0)
        && Arrays.equals(bytes, from, from + length, other.bytes, otherFrom, otherFrom + length);
  }

  /** Returns whether a constant is one of those that are shown by the name in them. */
  boolean hasName(int index) {
    int tag = tag(index);
    return tag == CLASS || tag == STRING || tag == METHOD_TYPE || tag == MODULE || tag == PACKAGE;
  }

  /** Returns the name in a Class, Module, Package, String or MethodType constant. */
  String name(int index) {
    return hasName(index) ? utf8(u2(index, 0)) : wrong(index);
  }

  static String wrong(int index) {
    return "#" + index + "?";
  }
}
