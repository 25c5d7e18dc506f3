package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** A Code attribute taken apart (JVMS 4.7.3). */
final class MethodBody {
  final byte[] bytes;
  final int maxStack;
  final int maxLocals;
  /** Offset of the first instruction in the class file. */
  final int start;
  final int length;
  /** Four numbers an entry: from, to, handler, type. */
  final int[] handlers;
  final List<ClassAttribute> attributes = new ArrayList<>(2);

  /** What stopped the reading behind the instructions, or null. */
  FormatException damage;
  /** Offset in the class file where the reading ended. */
  int end;

  private MethodBody(ClassFile file, ByteCursor in) throws FormatException {
    boolean old = file.isBefore11();
    bytes = file.bytes;
    maxStack = old ? in.u1() : in.u2();
    maxLocals = old ? in.u1() : in.u2();
    int declared = old ? in.u2() : in.i4();
    start = in.position();
    length = declared < 0 || declared > in.remaining() ? in.remaining() : declared;
    in.skip(length);
    end = in.position();
    handlers = length == declared ? rest(file, in) : new int[0];
    if (length != declared) {
      damage = FormatException.at(start, "code of " + (declared & 0xFFFF_FFFFL) + " bytes is cut off");
    }
  }

  /** Reads the attributes, too, and returns the handlers: what cannot be read does not hide the instructions. */
  private int[] rest(ClassFile file, ByteCursor in) {
    int[] read = new int[0];
    try {
      int count = in.u2();
      if (count * 8L > in.remaining()) {
        throw FormatException.at(in.position(), "exception table of " + count + " entries is cut off");
      }
      read = new int[count * 4];
      for (int i = 0; i < read.length; i++) {
        read[i] = in.u2();
      }
      end = in.position();
      file.readAttributes(in, attributes);
      end = in.position();
    } catch (FormatException e) {
      damage = e;
    }
    return read;
  }

  /** Returns the body of a method, or null if it has none. */
  static MethodBody of(ClassFile file, ClassMember method) throws FormatException {
    ClassAttribute code = method.attribute("Code");
    return code == null ? null : new MethodBody(file, file.open(code));
  }

  /** Returns whether the attributes end where the whole does. */
  boolean endsWith(ClassAttribute code) {
    return end == code.start() + code.length();
  }

  /** Returns the length of the instruction at {@code pc}, 0 if there is none. */
  int lengthAt(int pc) {
    return Opcodes.length(bytes, start, pc, start + length);
  }

  int opcodeAt(int pc) {
    return bytes[start + pc] & 0xFF;
  }

  /**
   * Returns for each byte of the code, and for its end, the number of the instruction that starts there, else -1: it
   * stays the same where instructions only grow or shrink with the constant pool.
   */
  int[] instructionNumbers() {
    int[] numbers = new int[length + 1];
    java.util.Arrays.fill(numbers, -1);
    int pc = 0;
    int number = 0;
    while (pc < length) {
      numbers[pc] = number++;
      int step = lengthAt(pc);
      if (step == 0) {
        return numbers;
      }
      pc += step;
    }
    numbers[length] = number;
    return numbers;
  }
}
