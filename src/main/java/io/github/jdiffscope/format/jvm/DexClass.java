package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A class of a dex file, with its members in an order of their own. */
final class DexClass {
  final DexFile file;
  final String descriptor;
  final int access;
  final String superclass;
  final String[] interfaces;
  final String sourceFile;
  final List<Member> fields = new ArrayList<>();
  final List<Member> methods = new ArrayList<>();
  final List<String> staticValues;
  /** Offsets of the annotation sets of the class, and of members by kind and number. */
  final long classAnnotations;
  final Map<Long, Long> memberAnnotations = new HashMap<>();
  static final long FIELD = 1L << 32;
  static final long METHOD = 2L << 32;
  static final long PARAMETERS = 3L << 32;

  /** @param code offset of the code, 0 if there is none */
  record Member(int index, int access, String title, long code, boolean isStatic) {}

  DexClass(DexFile file, int number) throws FormatException {
    this.file = file;
    DexReader in = file.classDef(number);
    descriptor = file.type(in.i4());
    access = in.i4();
    int parent = in.i4();
    superclass = parent == DexFile.NO_INDEX ? null : file.type(parent);
    interfaces = file.types(in.u4());
    int source = in.i4();
    sourceFile = source == DexFile.NO_INDEX ? null : file.string(source);
    long annotations = in.u4();
    long data = in.u4();
    long values = in.u4();
    classAnnotations = annotations == 0 ? 0 : directory(annotations);
    staticValues = values == 0 ? List.of() : DexValues.array(file, values);
    if (data != 0) {
      members(new DexReader(file.bytes, data));
    }
    // Static values belong to the static fields in stored order: members are sorted only by who shows them.
  }

  private long directory(long offset) throws FormatException {
    DexReader in = new DexReader(file.bytes, offset);
    long own = in.u4();
    int fieldCount = in.count(in.u4(), 8);
    int methodCount = in.count(in.u4(), 8);
    int parameterCount = in.count(in.u4(), 8);
    entries(in, fieldCount, FIELD);
    entries(in, methodCount, METHOD);
    entries(in, parameterCount, PARAMETERS);
    return own;
  }

  private void entries(DexReader in, int count, long kind) throws FormatException {
    for (int i = 0; i < count; i++) {
      long key = kind + in.u4();
      memberAnnotations.put(key, in.u4());
    }
  }

  private void members(DexReader in) throws FormatException {
    int staticFields = in.count(in.uleb(), 2);
    int instanceFields = in.count(in.uleb(), 2);
    int directMethods = in.count(in.uleb(), 3);
    int virtualMethods = in.count(in.uleb(), 3);
    fields(in, staticFields, true);
    fields(in, instanceFields, false);
    methods(in, directMethods);
    methods(in, virtualMethods);
    methods.sort(Comparator.comparing(Member::title));
  }

  private void fields(DexReader in, int count, boolean isStatic) throws FormatException {
    int index = 0;
    for (int i = 0; i < count; i++) {
      index += in.uleb();
      fields.add(new Member(index, in.uleb(), file.fieldName(index), 0, isStatic));
    }
  }

  private void methods(DexReader in, int count) throws FormatException {
    int index = 0;
    for (int i = 0; i < count; i++) {
      index += in.uleb();
      int flags = in.uleb();
      methods.add(new Member(index, flags, file.methodTitle(index), in.uleb() & 0xFFFF_FFFFL, false));
    }
  }

  String name() {
    return Signatures.type(descriptor);
  }
}
