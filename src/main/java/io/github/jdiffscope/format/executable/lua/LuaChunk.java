package io.github.jdiffscope.format.executable.lua;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what luac 5.1 to 5.4 write (lundump.c of each): a header with the sizes of its machine, then functions. */
final class LuaChunk {
  private static final int DEPTH_LIMIT = 100;
  private static final int FUNCTION_LIMIT = 100_000;

  private final byte[] bytes;
  private final int version;
  private final StringBuilder header = new StringBuilder();
  private ByteView view;
  private int at;
  private int intSize = 4;
  private int sizeSize = 8;
  private int instructionSize = 4;
  private int integerSize = 8;
  private int numberSize = 8;
  private boolean integral;
  private int functions;

  LuaChunk(byte[] bytes) throws FormatException {
    this.bytes = bytes;
    this.view = new ByteView(bytes, true);
    this.version = bytes.length < 6 ? 0 : bytes[4] & 0xFF;
    if (version < 0x51 || version > 0x54) {
      throw FormatException.at(4, "there is no reader for chunks of Lua version 0x" + Integer.toHexString(version));
    }
  }

  int version() {
    return version;
  }

  /** Reads the header and returns it as text. */
  String header() {
    header.append("Lua ").append(version >> 4).append('.').append(version & 15).append("\nformat: ").append(view.u8(5)).append('\n');
    at = 6;
    if (version <= 0x52) {
      boolean little = view.u8(at++) == 1;
      view = new ByteView(bytes, little);
      header.append(little ? "little-endian\n" : "big-endian\n");
      intSize = size("int");
      sizeSize = size("size_t");
      instructionSize = size("instruction");
      numberSize = size("number");
      integral = view.u8(at++) != 0;
      header.append(integral ? "numbers are integral\n" : "");
      at += version == 0x52 ? 6 : 0;
      return header.toString();
    }
    at += 6;
    if (version == 0x53) {
      intSize = size("int");
      sizeSize = size("size_t");
    }
    instructionSize = size("instruction");
    integerSize = size("integer");
    numberSize = size("number");
    // An integer and a number of known value follow: the order of bytes.
    boolean little = view.u8(at) == 0x78;
    view = new ByteView(bytes, little);
    header.append(little ? "little-endian\n" : "big-endian\n");
    at += integerSize + numberSize + 1;
    return header.toString();
  }

  private int size(String what) {
    int size = view.u8(at++);
    header.append("size of ").append(what).append(": ").append(size).append('\n');
    if (size != 1 && size != 2 && size != 4 && size != 8) {
      throw new IndexOutOfBoundsException(what + " of " + size + " bytes");
    }
    return size;
  }

  /** Returns the chunk's main function. */
  LuaFunction read() {
    if (instructionSize != 4) {
      throw new IndexOutOfBoundsException("instructions of " + instructionSize + " bytes");
    }
    return function(0);
  }

  private LuaFunction function(int depth) {
    if (depth > DEPTH_LIMIT || ++functions > FUNCTION_LIMIT) {
      throw new IndexOutOfBoundsException("functions are nested too deep");
    }
    String source = version == 0x52 ? null : string();
    long first = count32();
    long last = count32();
    int upvalueCount = version == 0x51 ? u8() : 0;
    int parameters = u8();
    int vararg = u8();
    int stack = u8();
    int[] code = code();
    List<String> constants = constants();
    List<LuaFunction> inner = new ArrayList<>();
    List<String> upvalues = new ArrayList<>();
    if (version >= 0x53) {
      upvalues(upvalues);
    }
    for (long i = count(); i > 0; i--) {
      inner.add(function(depth + 1));
    }
    if (version == 0x52) {
      upvalues(upvalues);
      source = string();
    }
    String lines = lines();
    List<String> locals = locals();
    long names = count();
    for (int i = 0; i < names; i++) {
      String name = string();
      if (i < upvalues.size()) {
        upvalues.set(i, name + " " + upvalues.get(i));
      } else {
        upvalues.add(name);
      }
    }
    return new LuaFunction(source, first, last, parameters, vararg, stack, code, constants, inner,
        upvalues.isEmpty() && upvalueCount > 0 ? List.of(upvalueCount + " upvalues") : upvalues, lines, locals);
  }

  private int[] code() {
    long count = count();
    if (count > (bytes.length - at) / 4) {
      throw new IndexOutOfBoundsException("code of " + count + " instructions");
    }
    int[] code = new int[(int) count];
    for (int i = 0; i < code.length; i++, at += 4) {
      code[i] = view.i32(at);
    }
    return code;
  }

  private List<String> constants() {
    List<String> result = new ArrayList<>();
    for (long i = count(); i > 0; i--) {
      result.add(constant(u8()));
    }
    return result;
  }

  private String constant(int type) {
    return switch (type) {
      case 0 -> "nil";
      case 1 -> version == 0x54 ? "false" : u8() == 0 ? "false" : "true";
      case 0x11 -> "true";
      case 3 -> version == 0x54 ? Long.toString(fixed(integerSize)) : number();
      case 0x13 -> version == 0x54 ? number() : Long.toString(fixed(integerSize));
      case 4, 0x14 -> string();
      default -> throw new IndexOutOfBoundsException("constant of type " + type + " at byte " + at);
    };
  }

  private String number() {
    long bits = fixed(numberSize);
    return integral ? Long.toString(bits) : numberSize == 4 ? Float.toString(Float.intBitsToFloat((int) bits))
        : Double.toString(Double.longBitsToDouble(bits));
  }

  private void upvalues(List<String> result) {
    for (long i = count(); i > 0; i--) {
      String where = (u8() != 0 ? "of the stack " : "of the enclosing function ") + u8();
      result.add(where + (version == 0x54 ? " kind " + u8() : ""));
    }
  }

  private String lines() {
    StringBuilder out = new StringBuilder();
    for (long i = count(); i > 0; i--) {
      out.append(' ').append(version == 0x54 ? (byte) u8() : fixed(intSize));
    }
    for (long i = version == 0x54 ? count() : 0; i > 0; i--) {
      out.append(" at ").append(count32()).append(" line ").append(count32());
    }
    return out.toString();
  }

  private List<String> locals() {
    List<String> result = new ArrayList<>();
    for (long i = count(); i > 0; i--) {
      result.add(string());
      count32();
      count32();
    }
    return result;
  }

  private int u8() {
    return view.u8(at++);
  }

  private long fixed(int size) {
    at += size;
    return switch (size) {
      case 1 -> (byte) view.u8(at - 1);
      case 2 -> (short) view.u16(at - 2);
      case 4 -> view.i32(at - 4);
      default -> view.i64(at - 8);
    };
  }

  /** Returns a number of the type int; from 5.4 on 7 bits a byte, highest first, the last one marked. */
  private long count32() {
    return version == 0x54 ? varying() : fixed(intSize);
  }

  private long varying() {
    long value = 0;
    int b;
    do {
      b = u8();
      value = value << 7 | b & 0x7F;
    } while ((b & 0x80) == 0);
    return value;
  }

  /** Returns a count of things that take a byte each at least. */
  private long count() {
    long count = count32();
    if (count < 0 || count > bytes.length - at) {
      throw new IndexOutOfBoundsException("a list of " + count + " at byte " + at);
    }
    return count;
  }

  /** Returns a string in quotes, "-" for none. */
  private String string() {
    long size;
    if (version <= 0x52) {
      size = fixed(sizeSize);
    } else if (version == 0x53) {
      size = u8();
      size = size == 0xFF ? fixed(sizeSize) : size;
    } else {
      size = varying();
    }
    if (size == 0) {
      return "-";
    }
    // The size counts a NUL, which is stored up to 5.2 only.
    long stored = version <= 0x52 ? size : size - 1;
    if (stored < 0 || stored > bytes.length - at) {
      throw new IndexOutOfBoundsException(String.format(Locale.ROOT, "a string of %d bytes at byte %d", size, at));
    }
    int start = at;
    at += (int) stored;
    return TextLiteral.quoted(bytes, start, start + (int) size - 1);
  }
}
