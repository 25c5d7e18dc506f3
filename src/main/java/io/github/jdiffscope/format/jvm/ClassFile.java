package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A class file taken apart (JVMS 4.1): where its pieces lie, as far as they could be read. */
final class ClassFile {
  final byte[] bytes;
  final List<ClassMember> fields = new ArrayList<>();
  final List<ClassMember> methods = new ArrayList<>();
  final List<ClassAttribute> attributes = new ArrayList<>();
  int minor;
  int major;
  ConstantPool pool;
  int access;
  int thisClass;
  int superClass;
  int[] interfaces = {};
  int end;
  /** What stopped the reading, or null. */
  FormatException damage;

  private Map<String, String> shownNames;
  private SameClass compared;

  private ClassFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns what could be read; {@link #damage} says what ended it early. */
  static ClassFile read(byte[] bytes) {
    ClassFile file = new ClassFile(bytes);
    try {
      file.readAll(new ByteCursor(bytes, 4, bytes.length));
    } catch (FormatException e) {
      file.damage = e;
    }
    return file;
  }

  private void readAll(ByteCursor in) throws FormatException {
    minor = in.u2();
    major = in.u2();
    pool = ConstantPool.read(bytes, in);
    access = in.u2();
    thisClass = in.u2();
    superClass = in.u2();
    int count = in.u2();
    if (count * 2 > in.remaining()) {
      throw FormatException.at(in.position(), "class file ends before its " + count + " interfaces");
    }
    interfaces = new int[count];
    for (int i = 0; i < count; i++) {
      interfaces[i] = in.u2();
    }
    readMembers(in, fields);
    readMembers(in, methods);
    readAttributes(in, attributes);
    end = in.position();
  }

  private void readMembers(ByteCursor in, List<ClassMember> into) throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      int flags = in.u2();
      String name = pool.utf8(in.u2());
      String descriptor = pool.utf8(in.u2());
      List<ClassAttribute> own = new ArrayList<>(2);
      readAttributes(in, own);
      into.add(new ClassMember(flags, name, name, descriptor, own));
    }
  }

  /** Adds the attributes at a cursor to a list. */
  void readAttributes(ByteCursor in, List<ClassAttribute> into) throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      into.add(readAttribute(in));
    }
  }

  ClassAttribute readAttribute(ByteCursor in) throws FormatException {
    String name = pool.utf8(in.u2());
    long length = in.i4() & 0xFFFF_FFFFL;
    int start = in.position();
    in.skip(length);
    return new ClassAttribute(name, start, (int) length);
  }

  /** Returns the first attribute of a list with that name, or null. */
  static ClassAttribute find(List<ClassAttribute> attributes, String name) {
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).name().equals(name)) {
        return attributes.get(i);
      }
    }
    return null;
  }

  /** Returns the shown name by real name, of all methods that have another; see {@link LambdaNames}. */
  Map<String, String> shownNames() {
    if (shownNames == null) {
      shownNames = LambdaNames.of(methods);
    }
    return shownNames;
  }

  /** Returns what tells which parts of another class read the same as those of this one. */
  SameClass comparedWith(ClassFile other) {
    if (compared == null || compared.right != other) {
      compared = new SameClass(this, other);
    }
    return compared;
  }

  ByteCursor open(ClassAttribute attribute) {
    return new ByteCursor(bytes, attribute.start(), attribute.start() + attribute.length());
  }

  /** Returns the class's own name as stored, with slashes. */
  String name() {
    return pool.name(thisClass);
  }

  boolean isBefore11() {
    return major < 45 || major == 45 && minor < 3;
  }
}
