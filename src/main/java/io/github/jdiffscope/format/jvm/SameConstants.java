package io.github.jdiffscope.format.jvm;

import java.util.Map;

/** Tells which constants of two classes read the same, without making their texts. It says so only where it is certain. */
final class SameConstants {
  private static final int MAX_DEPTH = 6;

  private final ClassFile left;
  private final ClassFile right;
  private final ConstantPool a;
  private final ConstantPool b;
  private final Map<String, String> shownLeft;
  private final Map<String, String> shownRight;
  private final int[] bootstrapsLeft;
  private final int[] bootstrapsRight;
  /** For each constant of the left that has been found to read the same as one of the right, which one. */
  private final int[] known;

  SameConstants(ClassFile left, ClassFile right) {
    this.left = left;
    this.right = right;
    this.a = left.pool;
    this.b = right.pool;
    this.shownLeft = left.shownNames();
    this.shownRight = right.shownNames();
    this.bootstrapsLeft = ConstantText.bootstraps(left);
    this.bootstrapsRight = ConstantText.bootstraps(right);
    this.known = new int[a.count()];
  }

  /** Returns whether both have the same constants at the same places. */
  boolean all() {
    if (a.count() != b.count()) {
      return false;
    }
    for (int i = 1; i < known.length; i++) {
      if (!constant(i, i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether two Utf8 constants are the same. */
  boolean utf8(int i, int j) {
    boolean isText = a.tag(i) == ConstantPool.UTF8;
    if (!isText || b.tag(j) != ConstantPool.UTF8) {
      // What is none is shown as its index.
      return i == j && !isText && b.tag(j) != ConstantPool.UTF8;
    }
    if (known[i] == j) {
      return true;
    }
    if (!a.isSameUtf8(i, b, j)) {
      return false;
    }
    known[i] = j;
    return true;
  }

  /** Returns whether the names in two Class, Module, Package, String or MethodType constants are the same. */
  boolean name(int i, int j) {
    boolean named = a.hasName(i);
    return named == b.hasName(j) && (named ? utf8(a.u2(i, 0), b.u2(j, 0)) : i == j);
  }

  /** Returns whether two constants are the same name and type, or the same index that is none. */
  boolean nameAndTypeOrNone(int i, int j) {
    return a.tag(i) == ConstantPool.NAME_AND_TYPE ? constant(i, j) : i == j && b.tag(j) != ConstantPool.NAME_AND_TYPE;
  }

  /** Returns whether two constants are the same number. */
  boolean number(int i, int j) {
    int tag = a.tag(i);
    boolean number = tag >= ConstantPool.INTEGER && tag <= ConstantPool.DOUBLE;
    return number ? constant(i, j) : i == j && tag == b.tag(j);
  }

  /** Returns whether two constants of any kind read the same. */
  boolean constant(int i, int j) {
    return constant(i, j, 0);
  }

  private boolean constant(int i, int j, int depth) {
    int tag = a.tag(i);
    if (tag != b.tag(j)) {
      return false;
    }
    if (tag == 0) {
      return i == j;
    }
    if (known[i] == j) {
      return true;
    }
    boolean same = switch (tag) {
      case ConstantPool.UTF8 -> utf8(i, j);
      case ConstantPool.INTEGER, ConstantPool.FLOAT -> a.i4(i, 0) == b.i4(j, 0);
      case ConstantPool.LONG, ConstantPool.DOUBLE -> a.i8(i) == b.i8(j);
      case ConstantPool.FIELD, ConstantPool.METHOD, ConstantPool.INTERFACE_METHOD -> member(i, j);
      case ConstantPool.NAME_AND_TYPE -> utf8(a.u2(i, 0), b.u2(j, 0)) && utf8(a.u2(i, 2), b.u2(j, 2));
      case ConstantPool.METHOD_HANDLE -> handle(i, j);
      case ConstantPool.DYNAMIC, ConstantPool.INVOKE_DYNAMIC -> depth < MAX_DEPTH
          && nameAndType(a.u2(i, 2), b.u2(j, 2)) && bootstrap(a.u2(i, 0), b.u2(j, 0), depth);
      default -> name(i, j);
    };
    if (same) {
      known[i] = j;
    }
    return same;
  }

  private boolean nameAndType(int i, int j) {
    return a.tag(i) == ConstantPool.NAME_AND_TYPE && b.tag(j) == ConstantPool.NAME_AND_TYPE && constant(i, j);
  }

  private boolean member(int i, int j) {
    if (!name(a.u2(i, 0), b.u2(j, 0))) {
      return false;
    }
    int x = a.u2(i, 2);
    int y = b.u2(j, 2);
    if (shownLeft.isEmpty() && shownRight.isEmpty()) {
      return nameAndType(x, y);
    }
    return a.tag(x) == ConstantPool.NAME_AND_TYPE && b.tag(y) == ConstantPool.NAME_AND_TYPE
        && shown(left, shownLeft, i, x).equals(shown(right, shownRight, j, y)) && utf8(a.u2(x, 2), b.u2(y, 2));
  }

  private static String shown(ClassFile file, Map<String, String> shownNames, int member, int nameAndType) {
    String name = file.pool.utf8(file.pool.u2(nameAndType, 0));
    boolean own = file.pool.name(file.pool.u2(member, 0)).equals(file.name());
    return own ? shownNames.getOrDefault(name, name) : name;
  }

  private boolean handle(int i, int j) {
    int tag = a.tag(a.u2(i, 1));
    return a.u1(i) == b.u1(j) && tag >= ConstantPool.FIELD && tag <= ConstantPool.INTERFACE_METHOD
        && constant(a.u2(i, 1), b.u2(j, 1));
  }

  /** Returns whether both have as many bootstrap methods, which read the same one by one. */
  boolean bootstraps() {
    boolean same = bootstrapsLeft.length == bootstrapsRight.length;
    for (int i = 0; same && i < bootstrapsLeft.length; i++) {
      same = bootstrap(i, i, 0);
    }
    return same;
  }

  private boolean bootstrap(int i, int j, int depth) {
    if (i >= bootstrapsLeft.length || j >= bootstrapsRight.length) {
      return i == j && i >= bootstrapsLeft.length && j >= bootstrapsRight.length;
    }
    int x = bootstrapsLeft[i];
    int y = bootstrapsRight[j];
    // A handle and a count, whose arguments were seen to be there when the table was read.
    int count = Opcodes.u2(left.bytes, x + 2);
    boolean same = count == Opcodes.u2(right.bytes, y + 2)
        && constant(Opcodes.u2(left.bytes, x), Opcodes.u2(right.bytes, y), depth + 1);
    for (int n = 0; same && n < count; n++) {
      same = constant(Opcodes.u2(left.bytes, x + 4 + 2 * n), Opcodes.u2(right.bytes, y + 4 + 2 * n), depth + 1);
    }
    return same;
  }
}
