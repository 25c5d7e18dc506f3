package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/** The identifier tables of a dex file ("Dalvik executable format"), whose items refer to each other by number. */
final class DexFile {
  static final int NO_INDEX = -1;
  private static final int CLASS_DEF_SIZE = 32;

  final byte[] bytes;
  final int classes;
  private final long classStart;
  private final int[] counts = new int[6];
  private final long[] starts = new long[6];
  private final String[] strings;
  private static final int STRINGS = 0;
  private static final int TYPES = 1;
  private static final int PROTOS = 2;
  private static final int FIELDS = 3;
  private static final int METHODS = 4;
  private static final int CALL_SITE_ID_ITEM = 7;
  private static final int METHOD_HANDLE_ITEM = 8;
  private static final int[] ITEM_SIZES = {4, 4, 12, 8, 8, CLASS_DEF_SIZE};

  DexFile(byte[] bytes) throws FormatException {
    this.bytes = bytes;
    DexReader in = new DexReader(bytes, 0x38);
    for (int i = 0; i < counts.length; i++) {
      long count = in.u4();
      starts[i] = in.u4();
      if (count * ITEM_SIZES[i] > bytes.length - starts[i] && count > 0) {
        throw FormatException.at(in.position() - 8, "table of " + count + " items is not inside the file");
      }
      counts[i] = (int) count;
    }
    strings = new String[counts[STRINGS]];
    classes = counts[5];
    classStart = starts[5];
  }

  private DexReader item(int table, int index) throws FormatException {
    if (index < 0 || index >= counts[table]) {
      throw FormatException.at(starts[table], "item " + index + " of a table of " + counts[table] + " is used");
    }
    return new DexReader(bytes, starts[table] + (long) index * ITEM_SIZES[table]);
  }

  String string(int index) throws FormatException {
    DexReader in = item(STRINGS, index);
    if (strings[index] == null) {
      DexReader data = new DexReader(bytes, in.u4());
      data.uleb();
      int start = data.position();
      while (data.u1() != 0) {
        // The text ends at a zero byte, which modified UTF-8 never contains.
      }
      strings[index] = ModifiedUtf8.printable(bytes, start, data.position() - 1 - start);
    }
    return strings[index];
  }

  /** Returns a type's descriptor. */
  String type(int index) throws FormatException {
    return string(item(TYPES, index).i4());
  }

  /** Returns a method's descriptor. */
  String proto(int index) throws FormatException {
    DexReader in = item(PROTOS, index);
    in.i4();
    String result = type(in.i4());
    long parameters = in.u4();
    StringBuilder out = new StringBuilder("(");
    for (String type : types(parameters)) {
      out.append(type);
    }
    return out.append(')').append(result).toString();
  }

  /** Returns a list of types, empty for offset 0. */
  String[] types(long offset) throws FormatException {
    if (offset == 0) {
      return new String[0];
    }
    DexReader in = new DexReader(bytes, offset);
    String[] types = new String[in.count(in.u4(), 2)];
    for (int i = 0; i < types.length; i++) {
      types[i] = type(in.u2());
    }
    return types;
  }

  String field(int index) throws FormatException {
    DexReader in = item(FIELDS, index);
    String owner = type(in.u2());
    String type = type(in.u2());
    return owner + "->" + string(in.i4()) + ':' + type;
  }

  String fieldName(int index) throws FormatException {
    DexReader in = item(FIELDS, index);
    in.u2();
    String type = type(in.u2());
    return Signatures.type(type) + ' ' + string(in.i4());
  }

  String method(int index) throws FormatException {
    DexReader in = item(METHODS, index);
    String owner = type(in.u2());
    String proto = proto(in.u2());
    return owner + "->" + string(in.i4()) + proto;
  }

  /** Returns a method as Java would declare it. */
  String methodTitle(int index) throws FormatException {
    DexReader in = item(METHODS, index);
    in.u2();
    String proto = proto(in.u2());
    return Signatures.method(string(in.i4()), proto, false);
  }

  /** Returns what a method handle does and to what; handles and call sites are found by the map only. */
  String handle(int index) throws FormatException {
    DexReader in = mapped(METHOD_HANDLE_ITEM, index, 8);
    if (in == null) {
      return "method_handle@" + index;
    }
    int kind = in.u2();
    in.u2();
    int target = in.u2();
    return DexValues.handleKind(kind) + ' ' + (kind < 4 ? field(target) : method(target));
  }

  String callSite(int index) throws FormatException {
    DexReader in = mapped(CALL_SITE_ID_ITEM, index, 4);
    return in == null ? "call_site@" + index : "call_site(" + String.join(", ", DexValues.array(this, in.u4())) + ')';
  }

  private DexReader mapped(int type, int index, int size) throws FormatException {
    DexReader in = new DexReader(bytes, new DexReader(bytes, 0x34).u4());
    for (int left = in.count(in.u4(), 12); left > 0; left--) {
      int kind = in.u2();
      in.u2();
      long count = in.u4();
      long start = in.u4();
      if (kind == type && index >= 0 && index < count) {
        return new DexReader(bytes, start + (long) index * size);
      }
    }
    return null;
  }

  /** Returns a reader of class definition {@code index}. */
  DexReader classDef(int index) throws FormatException {
    return new DexReader(bytes, classStart + (long) index * CLASS_DEF_SIZE);
  }
}
